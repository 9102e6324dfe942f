const CORE_TAG = 'tag:yaml.org,2002:';

/** The name of the function that a tag stands for; undefined for tags of YAML itself. */
export function functionOf(tag: string | undefined): string | undefined {
  if (!tag?.startsWith('!') || tag.length === 1) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

/** A function in its long form. */
export function longForm(name: string, argument: unknown): Record<string, unknown> {
  return { [name]: name === 'Fn::GetAtt' ? attribute(argument) : argument };
}

/** The logical id, and the attribute, which may have dots of its own. */
function attribute(argument: unknown): unknown {
  if (Array.isArray(argument)) {
    return argument.length > 2 && argument.every(part => typeof part === 'string') ? [argument[0], argument.slice(1).join('.')] : argument;
  }
  if (typeof argument !== 'string') return argument;
  const dot = argument.indexOf('.');
  return dot < 0 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)];
}

/** Whether YAML itself is told to take a scalar for a text. */
export function isText(tag: string | undefined): boolean {
  return tag === '!' || tag === `${CORE_TAG}str` || tag === `${CORE_TAG}binary` || tag === `${CORE_TAG}timestamp`;
}
