import * as fs from 'fs';
import * as path from 'path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { Comparison, CoverageState, ObservedService, SignalCatalog, Threshold } from '../../src';
import type { ISignalSource, ObservedServiceProps, SignalAlarm, SignalOverride } from '../../src';
import { runbookLink } from '../../src/runbooks/private/runbook-link';
import { showcases, type SampleWorld } from './sample-world';

const GOLDEN = path.join(__dirname, 'golden');
/** Set it to write the golden files anew: `UPDATE_GOLDEN=1 npx jest test/contract/alarms`. */
const UPDATE = process.env.UPDATE_GOLDEN === '1';

const sources = SignalCatalog.builtIn().sources;
const kinds = sources.map(source => [source.kind, source] as const);

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

function serviceOver(world: SampleWorld, props: Partial<ObservedServiceProps> & { serviceName: string }): ObservedService {
  return new ObservedService(world.stack, 'Service', { owner: 'owner', routes: [], resources: [world.subject], ...props });
}

/** Every alarm of a kind is asked for; those that have no threshold by themselves get one. */
function allAlarms(source: ISignalSource, world: SampleWorld): Record<string, SignalOverride> {
  return Object.fromEntries(source.signals.flatMap(({ id, alarm }) => {
    if (!alarm) return [];
    const hasThreshold = alarm.threshold.evaluate(world.observed).value !== undefined;
    return [[`${source.kind}.${id}`, hasThreshold ? { enabled: true } : { threshold: Threshold.absolute(0.5) }]];
  }));
}

describe.each(kinds)('alarms of the kind %s on the longest plausible resource path', (_, source) => {
  const label = 'OrderManagement-FulfilmentSubsystem-InboundOrdersFromPartnersAndMarketplaces-PriorityHandling';
  const serviceName = 'order-management-and-fulfilment-for-partners-and-marketplaces-eu';
  const environment = 'production-europe-central';
  const runbookBaseUrl = `https://runbooks.internal.example.com/services/${serviceName}/${environment}`;
  let alarms: SignalAlarm[];

  beforeAll(() => {
    // No configuration is made up that switches on what has to be switched on.
    jest.spyOn(source, 'publishes').mockReturnValue(true);
    alarms = showcases(spec, source, label)
      .flatMap(world => serviceOver(world, { serviceName, environment, runbookBaseUrl, overrides: allAlarms(source, world) }).alarms);
    jest.restoreAllMocks();
  });

  test('are all there', () => {
    expect(new Set(alarms.map(({ signal }) => signal.spec.id))).toEqual(new Set(source.signals.filter(({ alarm }) => alarm).map(({ id }) => id)));
  });

  test('have descriptions of 1,024 characters at most, of which nothing was cut off', () => {
    for (const { description, signal } of alarms) {
      const { cause, firstStep } = signal.spec.alarm!;
      expect([signal.id, description.length <= 1024]).toEqual([signal.id, true]);
      expect(description).toContain(`Cause: ${cause}. First: ${firstStep}. Runbook: ${runbookLink(runbookBaseUrl, source.kind, signal.spec.id)}`);
      expect(description).toContain(label);
      expect(description).not.toContain('…');
    }
  });

  test('have names of 255 characters at most that tell service, environment, resource and signal', () => {
    for (const { literalName, signal } of alarms) {
      expect([signal.id, literalName.length <= 255]).toEqual([signal.id, true]);
      // Alarms in another Region say whose they are.
      const home = source.metricsRegion === undefined ? '' : 'eu-west-1-';
      expect(literalName).toBe(`${serviceName}-${environment}-${home}${label}-${signal.id}`);
    }
  });
});

const SIGNS: Partial<Record<Comparison, string>> = { [Comparison.ABOVE]: '>', [Comparison.AT_OR_ABOVE]: '>=', [Comparison.BELOW]: '<', [Comparison.AT_OR_BELOW]: '<=' };

/** What a service makes of each signal of a resource, a line each. */
function projected(service: ObservedService): string {
  const [resource] = service.coverage.resources;
  const lines = resource.signals.map(({ id, state }) => {
    const alarm = service.alarms.find(({ signal }) => signal.id === id);
    if (state !== CoverageState.ALARMED || !alarm) return [state, id];
    const { comparison, datapointsToAlarm, evaluationPeriods, periodSeconds, missingData, feedsHealth } = alarm._plan;
    const measured = alarm.signal.spec.expression ?? `${alarm._plan.statistic ?? alarm.signal.spec.statistic} ${alarm.signal.spec.metricName}`;
    return [
      feedsHealth ? 'PAGE' : alarm.severity, id, `${measured} ${SIGNS[comparison] ?? comparison} ${alarm._threshold},`,
      `${datapointsToAlarm} of ${evaluationPeriods} x ${periodSeconds} s, missing is ${missingData}`,
    ];
  });
  return `${lines.map(words => words.join(' ')).sort().join('\n')}\n`;
}

describe('what a service of tier 2 makes of a resource with as many signals as one can have', () => {
  const golden = fs.readdirSync(GOLDEN).map(file => path.basename(file, '.txt'));

  test('is recorded for kinds that exist', () => {
    expect(golden.filter(kind => !sources.some(source => source.kind === kind))).toEqual([]);
    expect(golden.length).toBeGreaterThan(0);
  });

  test.each(golden)('is as recorded for the kind %s', kind => {
    const file = path.join(GOLDEN, `${kind}.txt`);
    const [richest] = showcases(spec, SignalCatalog.builtIn().source(kind));
    const actual = projected(serviceOver(richest, { serviceName: 'orders' }));
    if (UPDATE) fs.writeFileSync(file, actual);
    expect(actual).toBe(fs.readFileSync(file, 'utf-8'));
  });
});
