import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { ReferenceStrength } from 'aws-cdk-lib';
import { ServiceTier, SignalCatalog, Threshold, type ISignalSource } from '../../src';
import { isPlanned, planAlarm } from '../../src/alarms/private/alarm-plan';
import { conditionInWords } from '../../src/alarms/private/describe-alarm';
import { AwsConsole } from '../../src/runbooks/private/aws-console';
import { blocksMarkdown } from '../../src/runbooks/private/markdown';
import { runbookOf } from '../../src/runbooks/private/runbook';
import { RUNBOOK_SECTIONS, type Runbook, type RunbookService } from '../../src/runbooks/private/runbook-model';
import { BoundSignal } from '../../src/signals/bound-signal';
import { showcases } from '../contract/sample-world';

const kinds = SignalCatalog.builtIn().sources.map(source => [source.kind, source] as const);

const SERVICE: RunbookService = {
  title: 'orders', owner: 'order-team', tier: ServiceTier.TIER_1, region: 'eu-west-1', console: new AwsConsole('eu-west-1'),
  opsDashboard: 'orders-operations', healthAlarm: 'orders-health', healthReaches: ['topic OnCall'],
};

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

/** The runbook of every alarm of a kind, whatever it takes to have one. */
function runbooksOf(source: ISignalSource): Runbook[] {
  return showcases(spec, source).flatMap(world => source.signals.filter(({ alarm }) => alarm).flatMap(signalSpec =>
    source.variants(world.observed, signalSpec).map(variant => {
      const signal = BoundSignal._bind(source, signalSpec, world.observed, variant, 'Subject', ReferenceStrength.WEAK);
      const hasThreshold = signalSpec.alarm!.threshold.evaluate(world.observed).value !== undefined;
      const override = hasThreshold ? { enabled: true } : { threshold: Threshold.absolute(0.5) };
      const plan = planAlarm(signal, { tier: ServiceTier.TIER_1, production: true }, override);
      if (!isPlanned(plan)) throw new Error(`${signal.key} has no alarm: ${plan.reason}`);
      const names = { literalName: `orders-Subject-${signal.id}`, condition: conditionInWords(signal, plan), reaches: ['topic Team'] };
      return runbookOf({ ...plan, ...names, signal, threshold: 0.5 }, SERVICE);
    })));
}

describe.each(kinds)('the runbooks of the kind %s', (_, source) => {
  let runbooks: Runbook[];

  beforeAll(() => {
    runbooks = runbooksOf(source);
  });

  test('are there for every alarm of the catalog', () => {
    const alarmed = source.signals.filter(({ alarm }) => alarm).map(({ id }) => id);
    expect(new Set(runbooks.map(({ alarm }) => alarm.signal.spec.id))).toEqual(new Set(alarmed));
  });

  test('are complete: every section says something, and nothing that only deployment knows', () => {
    for (const { alarm, sections } of runbooks) {
      expect(sections.map(({ title }) => title)).toEqual(RUNBOOK_SECTIONS);
      for (const { title, shared, own } of sections) {
        const text = blocksMarkdown([...shared, ...own]);
        expect([alarm.literalName, title, text.length > 40]).toEqual([alarm.literalName, title, true]);
        expect(text).not.toMatch(/\$\{Token|object Object|undefined|\bNaN\b|\{\w+\}|\.\.(\s|$)/);
      }
    }
  });

  test('begin with the first step of the catalog, and name its cause first', () => {
    for (const { alarm, sections } of runbooks) {
      const textOf = (title: string) => blocksMarkdown(sections.find(section => section.title === title)!.shared);
      expect(textOf('First checks')).toMatch(/^1\. /);
      expect(textOf('First checks').split('\n')[0]).toBe(`1. ${alarm.signal.spec.alarm!.firstStep}.`);
      expect(textOf('Likely causes').split('\n')[0]).toBe(`- ${alarm.signal.spec.alarm!.cause}.`);
    }
  });

  test('have commands that name the alarm, and links that are addresses of the console', () => {
    for (const { alarm, sections } of runbooks) {
      const text = sections.map(({ shared, own }) => blocksMarkdown([...shared, ...own])).join('\n\n');
      const acting = alarm.feedsHealth ? SERVICE.healthAlarm : alarm.literalName;
      const word = /^[\w.-]+$/.test(acting) ? acting : `'${acting}'`;
      expect(text).toContain(`aws cloudwatch disable-alarm-actions --alarm-names ${word} --region eu-west-1`);
      expect(text).toContain(`aws cloudwatch enable-alarm-actions --alarm-names ${word} --region eu-west-1`);
      expect(text).toContain(`--mute-targets AlarmNames=${word}`);
      expect(text).toContain(alarm.literalName);
      const links = [...text.matchAll(/\]\(<([^>]*)>\)/g)].map(([, url]) => url);
      expect(links.length).toBeGreaterThan(2);
      for (const url of links) expect(new URL(url)).toMatchObject({ protocol: 'https:', host: 'eu-west-1.console.aws.amazon.com' });
    }
  });
});
