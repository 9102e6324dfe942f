import { isObject, type Values } from '../language/values';

export function ref(logicalId: string): Values {
  return { Ref: logicalId };
}

export function arnOf(logicalId: string): Values {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

export function managedPolicy(name: string): Values {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` };
}

/** The logical id that a value refers to. */
export function referred(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value.Ref === 'string') return value.Ref;
  const attribute = value['Fn::GetAtt'];
  const [logicalId] = Array.isArray(attribute) ? attribute : typeof attribute === 'string' ? attribute.split('.') : [];
  return typeof logicalId === 'string' ? logicalId : undefined;
}

/** What of a text may stand in a logical id. */
export function idPart(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/[^A-Za-z0-9]/g, '') : '';
}

/** A value with references such as `Orders.Version` replaced by those to what is made. */
export function redirected(value: unknown, references: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map(item => redirected(item, references));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => {
    if (key === 'Ref' && typeof member === 'string') return [key, target(member, references) ?? member];
    if (key === 'Fn::GetAtt') return [key, redirectedAttribute(member, references)];
    if (key === 'Fn::Sub' && typeof member === 'string') return [key, substituted(member, references)];
    if (key === 'Fn::Sub' && Array.isArray(member) && typeof member[0] === 'string') {
      return [key, [substituted(member[0], references), ...member.slice(1).map(item => redirected(item, references))]];
    }
    return [key, redirected(member, references)];
  }));
}

function target(name: string, references: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(references, name) ? references[name] : undefined;
}

function redirectedAttribute(value: unknown, references: Readonly<Record<string, string>>): unknown {
  const parts: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split('.') : [];
  if (!parts.every(part => typeof part === 'string')) return value;
  const [logicalId, ...rest] = parts.join('.').split('.');
  const id = target(`${logicalId}.${rest[0]}`, references);
  return id === undefined || rest.length < 2 ? value : [id, rest.slice(1).join('.')];
}

function substituted(text: string, references: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\s*([A-Za-z0-9]+\.[A-Za-z0-9]+)((?:\.[A-Za-z0-9.]+)?)\s*\}/g, (all, name: string, rest: string) => {
    const id = target(name, references);
    return id === undefined ? all : `\${${id}${rest}}`;
  });
}
