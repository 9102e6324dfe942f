import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { App, Aspects } from 'aws-cdk-lib';
import { PillarRemedies } from '../../src';
import type { Remedy } from '../../src/packs/private/remedies/remedy';
import { REMEDIES } from '../../src/packs/private/remedies/table';
import { findingsOf, rawStack, sampleFor } from '../support/remedies';
import { remedyTable } from '../support/remedy-table';
import { rules } from '../support/rules';

process.env.CDK_VALIDATION = 'false';

// The CDK prints every report.
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());
beforeEach(() => void jest.spyOn(console, 'warn').mockReturnValue());

/** How many rules the catalogue has once it is complete: then every remedy has its rule. */
const COMPLETE = 218;

const CLAUSE = /^(?!.*\s{2})\S(?:.*[^\s.;,:])$/;
const spec = loadAwsServiceSpecSync();
const known = new Set(rules.map(({ metadata }) => metadata.id));
const ids = [...new Set(REMEDIES.map(({ ruleId }) => ruleId))];
const byProperty = REMEDIES.map(remedy => [`${remedy.ruleId} ${remedy.resourceType} ${remedy.property}`, remedy] as const);
const withRule = byProperty.filter(([, { ruleId }]) => known.has(ruleId));

/** What the specification says of an update of a property and of all that it is part of. */
function updatesOf({ resourceType, property }: Remedy): string[] {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', resourceType);
  let members: Record<string, any> | undefined = resource?.properties;
  return property.split('.').filter(segment => segment !== '*').map(segment => {
    const found = members?.[segment];
    if (!found) return `no ${segment}`;
    members = membersOf(found.type);
    return found.causesReplacement ?? 'no';
  });
}

function membersOf(type: any): Record<string, any> | undefined {
  if (type.type === 'ref') return spec.get('typeDefinition', type.reference.$ref).properties;
  if (type.element) return membersOf(type.element);
  return type.types?.map(membersOf).find((members: unknown) => members !== undefined);
}

test('remedies are of rules that there are', () => {
  const missing = ids.filter(id => !known.has(id));
  if (rules.length >= COMPLETE) expect(missing).toEqual([]);
  expect(missing.every(id => /^(OE|PE)-[A-Za-z0-9]+$/.test(id))).toBe(true);
});

describe.each(byProperty)('%s', (_, remedy) => {
  test('is of a type and a property that there are, and replaces nothing', () => {
    const updates = updatesOf(remedy);
    expect(updates.every(update => update === 'no' || (update === 'maybe' && remedy.source !== undefined))).toBe(true);
  });

  test('says in clauses what becomes different and why it is safe', () => {
    for (const text of [remedy.effect, remedy.safety, remedy.onRequest ?? 'none']) expect(text).toMatch(CLAUSE);
  });

  test('is for resources of its rule', () => {
    const rule = rules.find(({ metadata }) => metadata.id === remedy.ruleId);
    if (rule) expect(rule.metadata.resourceTypes).toContain(remedy.resourceType);
  });

  test('changes its sample when it is named, and nothing when the app chose', () => {
    const { app } = sampleFor(remedy);
    const remedies = PillarRemedies.applyTo(app, { only: [remedy.ruleId] });
    app.synth();
    expect(remedies.changes.map(({ ruleId, path: at }) => [ruleId, at])).toContainEqual([remedy.ruleId, 'Sample/Subject']);

    const chosen = sampleFor(remedy);
    chosen.resource.addPropertyOverride(remedy.property.split('.').slice(0, 1).join('.'), null);
    const idle = PillarRemedies.applyTo(chosen.app, { only: [remedy.ruleId] });
    chosen.app.synth();
    expect(idle.changes).toEqual([]);
  });
});

test.each(withRule)('the rule of %s is kept afterwards', (_, remedy) => {
  const { app } = sampleFor(remedy);
  Aspects.of(app).add(new PillarRemedies({ only: [remedy.ruleId] }));
  expect(findingsOf(app).filter(({ id, path: at }) => id.startsWith(remedy.ruleId) && at === 'Sample/Subject')).toEqual([]);
});

const examples = rules.filter(({ metadata }) => ids.includes(metadata.id))
  .flatMap(({ metadata }) => metadata.violating.map(example => ({ id: metadata.id, ...example })));

test.each(examples)('$id: $title', ({ id, resources }) => {
  const app = new App();
  const before = JSON.stringify(resources);
  rawStack(app, resources);
  const remedies = PillarRemedies.applyTo(app, { only: [id] });
  const findings = findingsOf(app).filter(finding => finding.rule.id === id).map(({ path: at }) => at);
  for (const change of remedies.changes) expect(findings).not.toContain(change.path);
  expect(JSON.stringify(resources)).toBe(before);
});

test('every rule that is here is put right in an example of its own', () => {
  const putRight = new Set<string>();
  for (const { id, resources } of examples) {
    const app = new App();
    rawStack(app, resources);
    const remedies = PillarRemedies.applyTo(app, { only: [id] });
    app.synth();
    for (const { ruleId } of remedies.changes) putRight.add(ruleId);
  }
  // These need a role that a reference leads to, which raw templates have not.
  const withRole = ['OE-LambdaJsonLogs', 'OE-LambdaTracing', 'OE-StepFunctionsTracing'];
  expect(ids.filter(id => known.has(id) && !putRight.has(id) && !withRole.includes(id))).toEqual([]);
});

test('the guide has the table of all remedies', () => {
  const guide = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'guide', 'remedies.md'), 'utf-8');
  expect(guide).toContain(remedyTable(REMEDIES));
});

test('putting right loads no service of the CDK', () => {
  const program = `
    process.env.CDK_VALIDATION = 'false';
    const { App, Aspects, CfnResource, Stack } = require('aws-cdk-lib');
    const services = () => new Set(Object.keys(require.cache).map(file => /aws-cdk-lib[\\\\/](aws-[a-z0-9-]+)[\\\\/]/.exec(file)?.[1]).filter(Boolean));
    const { PillarRemedies } = require('./src/packs/pillar-remedies.ts');
    const app = new App();
    const stack = new Stack(app, 'Stack');
    for (const [index, type] of ${JSON.stringify([...new Set(REMEDIES.map(({ resourceType }) => resourceType))])}.entries()) new CfnResource(stack, 'R' + index, { type });
    new Stack(new App(), 'Bare').node.root.synth();
    const before = services();
    const remedies = new PillarRemedies();
    Aspects.of(app).add(remedies);
    app.synth();
    console.log(JSON.stringify({ changes: remedies.changes.length, loaded: [...services()].filter(service => !before.has(service)) }));
  `;
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], { cwd: path.join(__dirname, '..', '..'), encoding: 'utf-8' });
  const { changes, loaded } = JSON.parse(output.trim().split('\n').pop()!);
  expect(changes).toBeGreaterThan(4);
  expect(loaded).toEqual([]);
}, 60_000);
