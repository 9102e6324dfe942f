import { RULE_FOLDERS_BY_PREFIX } from '../layout';
import type { RuleFacts } from './rule-facts';
import type { Scaffold } from './scaffold';

/** A practice that any rule about a configuration serves somehow, for a person to replace. */
const WIDEST_PRACTICE: Readonly<Record<string, string>> = { OE: 'OPS07-BP02', PE: 'PERF01-BP01' };

/** A rule that asks for one property, with an example of every sort. */
export function ruleScaffold(id: string, facts: RuleFacts): Scaffold {
  const { types, property, isBoolean, sample } = facts;
  const prefix = id.split('-')[0];
  const content = [
    'import { defineRule } from \'../private/define-rule\';',
    'import { RuleLevel } from \'../rule-level\';',
    'import { Verdict } from \'../verdict\';',
    '',
    'export default defineRule({',
    `  id: '${id}',`,
    `  bestPractices: ['${WIDEST_PRACTICE[prefix]}'],`,
    '  level: RuleLevel.WARNING,',
    `  title: '\`${property}\` is ${isBoolean ? 'true' : 'set'}',`,
    `  why: 'Without \`${property}\`, the default of the service decides',`,
    `  remedy: 'Set \`${property}\`${isBoolean ? ' to true' : ''}',`,
    '  resourceTypes: [',
    ...types.map(type => `    '${type}',`),
    '  ],',
    '  check: resource => {',
    `    const value = resource.property('${property}');`,
    '    if (value.isUnknown) return Verdict.UNKNOWN;',
    `    if (${isBoolean ? 'value.flag' : '!value.isAbsent'}) return Verdict.COMPLIANT;`,
    `    return Verdict.violating({ message: '\`${property}\` is not ${isBoolean ? 'true' : 'set'}', property: '${property}' });`,
    '  },',
    ...examples('compliant', types, type => example(`${type} with ${property}`, type, { [property]: sample }, true)),
    ...examples('violating', types, type => example(`${type} without ${property}`, type, {}, true)),
    ...examples('ignored', types, type => example(`${type} with a parameter as ${property}`, type, { [property]: { Ref: property } }, false)),
    '});',
    '',
  ].join('\n');
  return { path: `${RULE_FOLDERS_BY_PREFIX[prefix]}/${id}.ts`, content, nextSteps: nextSteps(facts, prefix) };
}

function nextSteps({ property, types }: RuleFacts, prefix: string): string[] {
  return [
    `check that '${property}' is what the rule shall ask for, and what it means when only deployment tells its value`,
    `set bestPractices to those that a violation goes against (src/core/private/best-practices.ts); '${WIDEST_PRACTICE[prefix]}' fits any rule`,
    'say what holds (title), what goes wrong otherwise (why), and what to do (remedy); decide on the level',
    `replace the CDK code of the examples by what people write for ${types[0]}, and add examples of what is near a violation`,
    'run `npx jest test/contract`: the examples are the tests of the rule, then `npm test`',
  ];
}

function examples(kind: string, types: readonly string[], render: (type: string) => string[]): string[] {
  return [`  ${kind}: [`, ...types.flatMap(render).map(line => `    ${line}`), '  ],'];
}

function example(title: string, type: string, properties: object, withCode: boolean): string[] {
  const logicalId = type.split('::').pop()!;
  const asText = Object.keys(properties).length > 0 ? `, properties: ${literal(properties)}` : '';
  return [
    '{',
    `  title: '${title}',`,
    `  resources: { ${logicalId}: { Type: '${type}', Properties: ${literal(properties)} } },`,
    ...withCode ? [`  cdk: 'new CfnResource(this, \\'${logicalId}\\', { type: \\'${type}\\'${asText.replace(/'/g, '\\\'')} });',`] : [],
    '},',
  ];
}

/** A value as our sources write it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}
