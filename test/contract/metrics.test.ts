import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { SpecDatabase } from '@aws-cdk/service-spec-types';
import { SignalCatalog, type ISignalSource, type SignalSpec } from '../../src';
import { ALLOWED_METRICS } from './fixtures/kind-notes';
import { documentedSets, isPublished, names, type MetricId } from './published-metrics';
import { typesOf, worldsOf } from './sample-world';

interface MetricOfSignal extends MetricId {
  /** The id of the input that it is of an expression. */
  readonly input: string;
}

type Dimensions = Record<string, string>;

const sources = SignalCatalog.builtIn().sources;
const kinds = sources.map(source => [source.kind, source] as const);

let spec: SpecDatabase;

beforeAll(() => {
  spec = loadAwsServiceSpecSync();
});

function metricsOf(source: ISignalSource, { namespace = source.namespace, metricName, inputs = {} }: SignalSpec): MetricOfSignal[] {
  const read = Object.entries(inputs).map(([id, input]) => ({ namespace: input.namespace ?? namespace, name: input.metricName, input: id }));
  return metricName === undefined ? read : [{ namespace, name: metricName, input: '' }];
}

interface Use {
  readonly signal: string;
  readonly metric: MetricId;
  readonly dimensions: Dimensions;
}

/** Each metric of a kind with the dimensions under which it is looked for, over all resources made up from the schema of its type. */
function usesOf(source: ISignalSource): Use[] {
  return worldsOf(spec, source).flatMap(({ observed }) => source.signals
    .flatMap(signal => source.variants(observed, signal).flatMap(variant => metricsOf(source, signal)
      .map(({ input, ...metric }) => ({ signal: signal.id, metric, dimensions: variant.inputDimensions?.[input] ?? variant.dimensions })))));
}

describe.each(kinds)('the kind %s', (_, source) => {
  let uses: Use[];

  beforeAll(() => {
    uses = usesOf(source);
  });

  test('has a resource that shows each of its signals', () => {
    const shown = new Set(uses.map(({ signal }) => signal));
    expect(source.signals.map(({ id }) => id).filter(id => !shown.has(id))).toEqual([]);
  });

  test('looks for metrics that exist, under dimensions by which they are published', () => {
    const unknown = uses.filter(({ metric, dimensions }) => !isPublished(spec, metric, dimensions));
    expect([...new Set(unknown.map(({ signal, metric: { namespace, name }, dimensions }) => `${signal}: ${namespace} ${name} by ${names(dimensions)}`))]).toEqual([]);
  });

  test('is of types that CloudFormation has', () => {
    for (const type of typesOf(source).filter(each => !each.startsWith('Custom::'))) {
      expect([...spec.lookup('resource', 'cloudFormationType', 'equals', type)].map(({ cloudFormationType }) => cloudFormationType)).toEqual([type]);
    }
  });
});

describe('the allow-list', () => {
  const entries = ALLOWED_METRICS.flatMap(allowed => allowed.metrics.map(name => ({ ...allowed, name })));

  test.each(entries)('says where $namespace $name is documented', ({ source }) => {
    expect(new URL(source).protocol).toBe('https:');
  });

  test.each(entries)('has $namespace $name since the database has not', ({ namespace, name, dimensions }) => {
    // A set that the database has for one value of a dimension tells nothing of other values.
    const sets = documentedSets(spec, { namespace, name }).filter(set => Object.values(set).every(value => value === undefined));
    expect(sets.map(names)).not.toContain([...dimensions].sort().join());
  });

  test.each(entries)('has $namespace $name since a kind looks for it', ({ namespace, name }) => {
    const looked = sources.flatMap(source => source.signals.flatMap(signal => metricsOf(source, signal)));
    expect(looked).toContainEqual(expect.objectContaining({ namespace, name }));
  });
});
