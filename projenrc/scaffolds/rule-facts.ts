import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';
import { resourceOfType, serviceSpec } from './resource-types';
import { UsageError } from './scaffold';

/** What a new rule asks of resources, by the CDK's own data about CloudFormation. */
export interface RuleFacts {
  readonly types: readonly string[];
  /** An optional property that all the types have. */
  readonly property: string;
  readonly isBoolean: boolean;
  /** A value of the kind that the property takes. */
  readonly sample: unknown;
}

/** What rules often ask for. */
const OFTEN_ASKED_FOR = /encrypt|kms|enable|tracing|log|monitor|insight|metric|protection|recovery|retention/i;

/** The optional property that the id of the rule speaks of, or else the one that a rule would most likely ask for. */
export async function ruleFacts(id: string, types: readonly string[]): Promise<RuleFacts> {
  const spec = await serviceSpec();
  const resources = types.map(type => resourceOfType(spec, type));
  const shared = Object.entries(resources[0].properties).filter(([name]) => resources.every(resource => isOptional(resource, name)));
  if (shared.length === 0) throw new UsageError(nothingToAskFor(types));

  const words = wordsOf(id.slice(id.indexOf('-') + 1)).filter(word => !types.some(type => type.toLowerCase().includes(word)));
  const [[property, { type }]] = shared.sort(([a, one], [b, other]) => likelihood(b, other, words) - likelihood(a, one, words));
  return { types, property, isBoolean: type.type === 'boolean', sample: sampleOf(type) };
}

function isOptional({ properties, tagInformation, name: resourceName }: Resource, name: string): boolean {
  const property: Property | undefined = properties[name];
  const isIdentity = [tagInformation?.tagPropertyName, 'Name', `${resourceName}Name`].includes(name);
  return property !== undefined && !property.required && (property.deprecated ?? 'NONE') === 'NONE' && !isIdentity;
}

function likelihood(name: string, { type }: Property, words: readonly string[]): number {
  const spokenOf = wordsOf(name).filter(word => words.some(asked => asked.startsWith(word.slice(0, 5)) || word.startsWith(asked.slice(0, 5)))).length;
  const simple = ['boolean', 'string', 'integer', 'number'].includes(type.type) ? 1 : 0;
  return 8 * spokenOf + (OFTEN_ASKED_FOR.test(name) ? 4 : 0) + 2 * simple + (type.type === 'boolean' ? 1 : 0);
}

/** Words of at least four letters, since shorter ones are in too many names. */
function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map(word => word.toLowerCase()).filter(word => word.length >= 4);
}

function sampleOf(type: PropertyType): unknown {
  switch (type.type) {
    case 'boolean': return true;
    case 'integer': return type.allowedValues?.[0] ?? 1;
    case 'number': return 1;
    case 'string': return type.allowedValues?.[0] ?? 'value';
    case 'array': return [sampleOf(type.element)];
    case 'union': return sampleOf(type.types[0]);
    default: return {};
  }
}

function nothingToAskFor(types: readonly string[]): string {
  return types.length === 1
    ? `${types[0]} has no optional property that a rule could ask for: name a type that refers to it, and write the check by hand.`
    : `${types.join(' and ')} have no optional property in common: begin with one of them, and add the others to the file.`;
}
