/** The transformer of a target, as a template has it. */
export interface Transformer {
  readonly InputPathsMap: Record<string, string>;
  readonly InputTemplate: string;
}

const FREE_TEXT = /["\\\n\r\t]/;

/**
 * What EventBridge makes of an event: a variable that stands alone becomes the value as JSON, quotes included; one inside of quotes becomes its text, and nothing in it is
 * escaped. A variable whose path the event does not have is not created, which leaves a hole. What comes out has to be JSON.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transform({ InputPathsMap, InputTemplate }: Transformer, event: object): any {
  if (Object.keys(InputPathsMap).length > 100) throw new Error('EventBridge takes 100 variables');
  if (InputTemplate.length > 8192) throw new Error('EventBridge takes 8,192 characters of template');
  let isInString = false;
  const output = InputTemplate.replace(/\\.|"|<([^<>]+)>/g, (match, name?: string) => {
    if (match === '"') isInString = !isInString;
    if (name === undefined) return match;
    const path = InputPathsMap[name];
    if (path === undefined) throw new Error(`<${name}> is no variable of the input paths`);
    const value = valueAt(event, path);
    if (!isInString) return value === undefined ? '' : JSON.stringify(value);
    if (value !== undefined && typeof value !== 'string') throw new Error(`${path} is no text, and stands in quotes`);
    if (FREE_TEXT.test(value ?? '')) throw new Error(`${path} is put into a string as it is, and holds ${JSON.stringify(value)}`);
    return value ?? '';
  });
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new Error(`not JSON: ${output}`, { cause: error });
  }
}

/** The notation of paths that EventBridge knows: members, and indices of lists. */
function valueAt(event: object, path: string): unknown {
  if (!/^\$(\.[\w-]+(\[\d+\])?)+$/.test(path)) throw new Error(`EventBridge does not know the path ${path}`);
  return path.slice(2).split(/\.|\[|\]/).filter(part => part !== '').reduce<any>((value, part) => value?.[part], event);
}
