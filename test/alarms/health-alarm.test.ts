import { App, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
import { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';
import { AlarmRoute, ObservedService, type ObservedServiceProps } from '../../src';
import { HealthAlarm } from '../../src/alarms/private/health-alarm';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

/** An alarm of which only the name matters. */
class Member extends AlarmBase {
  public readonly alarmArn = 'arn';

  constructor(scope: Construct, id: string, public readonly alarmName: string) {
    super(scope, id);
  }
}

const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

/** A service over so many queues, which has one symptom for each. */
function service(queues: number, props: Partial<ObservedServiceProps> = {}) {
  const stack = new Stack(strictApp(), 'Shop');
  const resources = Array.from({ length: queues }, (_, index) => new sqs.Queue(stack, `Queue${index}`));
  return { stack, service: new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'o', resources, routes: [AlarmRoute.toOpsItem()], ...props }) };
}

interface Composite { readonly logicalId: string; readonly name: string; readonly rule: string; readonly children: string[]; readonly acts: boolean }

/** The composite alarms of a template; the rule as CloudWatch gets it, with names in place of references. */
function compositesOf(template: Record<string, any>): Composite[] {
  const all = [...alarmsOf(template), ...resourcesOf(template, COMPOSITE)];
  const names = Object.fromEntries(all.map(([id, { Properties }]) => [id, Properties.AlarmName as string]));
  return resourcesOf(template, COMPOSITE).map(([logicalId, { Properties }]) => {
    const rule = deployed(Properties.AlarmRule).replace(/ALARM\("(\w+)"\)/g, (_, id: string) => `ALARM("${names[id] ?? id}")`);
    const children = [...rule.matchAll(/ALARM\("([^"]*)"\)/g)].map(([, name]) => name);
    return { logicalId, name: Properties.AlarmName, rule, children, acts: Properties.AlarmActions !== undefined };
  });
}

const synthesized = ({ stack }: { stack: Stack }) => templateOf(synthesizeStrictly(stack.node.root as App), 'Shop');

/** What the health alarm of a service depends on in the end. */
function leaves(composites: Composite[], name = 'shop-health'): string[] {
  const composite = composites.find(each => each.name === name);
  return composite ? composite.children.flatMap(child => leaves(composites, child)) : [name];
}

describe('the health alarm', () => {
  const template = synthesized(service(3));
  const [[, { Properties }]] = resourcesOf(template, COMPOSITE);

  test('is in alarm while any symptom is', () => {
    expect(compositesOf(template)).toEqual([expect.objectContaining({
      name: 'shop-health', rule: 'ALARM("shop-Queue0-ageOfOldest") OR ALARM("shop-Queue1-ageOfOldest") OR ALARM("shop-Queue2-ageOfOldest")',
    })]);
  });

  test('refers to its children, so that they are made before it', () => {
    const symptoms = alarmsOf(template).filter(([, alarm]) => alarm.Properties.AlarmName.endsWith('ageOfOldest')).map(([id]) => ({ Ref: id }));
    expect(Properties.AlarmRule['Fn::Join'][1].filter((part: unknown) => typeof part !== 'string')).toEqual(symptoms);
  });

  test('acts, and leaves out what acts by itself', () => {
    expect(Properties.AlarmActions).toHaveLength(1);
    expect(deployed(Properties.AlarmRule)).not.toContain('inFlight');
  });

  test('is known to the service', () => {
    const { stack, service: made } = service(1);
    expect(stack.resolve(made.healthAlarm!.alarmName)).toEqual({ Ref: expect.stringMatching(/^ServiceHealth/) });
  });

  test('is none without symptoms', () => {
    const quiet = service(2, { overrides: { 'sqs-queue.ageOfOldest': { enabled: false } } });
    expect(quiet.service.healthAlarm).toBeUndefined();
    expect(resourcesOf(synthesized(quiet), COMPOSITE)).toEqual([]);
  });
});

describe('more symptoms than a rule has room for', () => {
  const template = synthesized(service(120));
  const composites = compositesOf(template);

  test('are grouped into parts', () => {
    expect(composites.find(({ name }) => name === 'shop-health')?.rule).toBe('ALARM("shop-health-part-1") OR ALARM("shop-health-part-2")');
    expect(composites.map(({ children }) => children.length).sort((a, b) => a - b)).toEqual([2, 20, 100]);
    expect(new Set(leaves(composites)).size).toBe(120);
  });

  test('are grouped into parts that have no actions, and say so', () => {
    expect(composites.filter(({ acts }) => acts).map(({ name }) => name)).toEqual(['shop-health']);
    const [, { Properties }] = resourcesOf(template, COMPOSITE).find(([, part]) => part.Properties.AlarmName === 'shop-health-part-2')!;
    expect(deployed(Properties.AlarmDescription)).toMatch(/^Part 2 of shop-health, which reaches people\. Has no actions\. Runbook: https:\/\//);
  });

  test('leave the logical id of the health alarm as it is', () => {
    const idOf = (all: Composite[]) => all.find(({ name }) => name === 'shop-health')?.logicalId;
    expect(idOf(composites)).toBe(idOf(compositesOf(synthesized(service(1)))));
  });

  test('are counted in the monthly cost', () => {
    const count = (queues: number) => service(queues).service.monthlyCost.items.find(({ what }) => /composite/.test(what))?.quantity;
    expect([count(1), count(100), count(101)]).toEqual([1, 1, 3]);
  });
});

describe('a health alarm over members of any names', () => {
  /** The composite alarms over members of these names; the second list is added once the first is in. */
  function over(names: readonly string[], later: readonly string[] = []) {
    const stack = new Stack();
    const health = new HealthAlarm(stack, 'Health', { name: 'shop-health', description: 'd', runbook: 'https://runbooks.example.com' });
    const add = (literalName: string, index: number) => health.add({ alarm: new Member(stack, `M${health.composites}-${literalName}-${index}`, literalName), literalName });
    names.forEach(add);
    const before = health.composites;
    later.forEach(add);
    const composites = compositesOf(stack.resolve((stack as any)._toCloudFormation()));
    expect(composites).toHaveLength(health.composites);
    return { before, composites };
  }

  const names = (count: number, length: number) => Array.from({ length: count }, (_, index) => `${index}-`.padEnd(length, 'x'));

  test.each([[100, 10, 1], [101, 10, 3], [200, 10, 3], [201, 10, 4], [40, 242, 1], [41, 242, 3]])('%i members with names of %i characters make %i composite alarms', (count, length, expected) => {
    expect(over(names(count, length)).composites).toHaveLength(expected);
  });

  test('stays within children and length of a rule, and forgets nobody', () => {
    const name = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([seed, length]) => `${seed}`.padEnd(length, 'n'));
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 320, size: 'max' }), fc.nat(100), (all, cut) => {
      const { composites, before } = over(all.slice(0, -cut || undefined), all.slice(-cut || all.length));
      for (const { children, rule } of composites) {
        expect(children.length).toBeLessThanOrEqual(100);
        expect(rule.length).toBeLessThanOrEqual(10_240);
      }
      expect(leaves(composites).sort()).toEqual([...all].sort());
      expect(composites.length).toBeGreaterThanOrEqual(before);
    }), { numRuns: 30, endOnFailure: true });
  });
});

test('later members change no logical id, and grow another part when it takes one', () => {
  const make = (later: number) => {
    const made = service(105, { overrides: { 'sqs-queue.inFlight': { enabled: false } } });
    if (later > 0) made.service.observe(...Array.from({ length: later }, (_, index) => new sqs.Queue(made.stack, `Later${index}`)));
    return compositesOf(synthesized(made));
  };
  const before = make(0);
  const after = make(100);
  expect(before.map(({ name }) => name).sort()).toEqual(['shop-health', 'shop-health-part-1', 'shop-health-part-2']);
  expect(after.map(({ name }) => name).sort()).toEqual(['shop-health', 'shop-health-part-1', 'shop-health-part-2', 'shop-health-part-3']);
  for (const { logicalId, name } of before) expect(after.find(each => each.name === name)?.logicalId).toBe(logicalId);
  expect(new Set(leaves(after)).size).toBe(205);
});
