import { SignalCatalog, SignalCategory, SignalSource, SignalUnit, SliType, UserFacing } from '../../src';
import type { ISignalSource, MetricInput, ObservedResource, SignalSpec, SliSpec } from '../../src';

const SIGNALS: SignalSpec[] = [
  { id: 'parcels', title: 'Parcels', category: SignalCategory.TRAFFIC, unit: SignalUnit.COUNT, metricName: 'Parcels', statistic: 'Sum', source: 'https://example.com/parcels' },
  { id: 'delay', title: 'Delay', category: SignalCategory.LATENCY, unit: SignalUnit.SECONDS, metricName: 'Delay', statistic: 'p99', percentiles: true, source: 'https://example.com/delay' },
];
const PARCELS: MetricInput = { metricName: 'Parcels', statistic: 'Sum' };
const LOST: MetricInput = { metricName: 'Lost', statistic: 'Sum' };
const DELIVERED: SliSpec = {
  type: SliType.AVAILABILITY, title: 'parcels that arrive',
  bad: { inputs: { lost: LOST }, expression: 'FILL(lost,0)' }, total: { inputs: { parcels: PARCELS } },
};
const FAST: SliSpec = { type: SliType.LATENCY, title: 'time that a parcel takes', signalId: 'delay' };

class Post extends SignalSource {
  public readonly kind = 'post';
  public readonly title = 'Post office';
  public readonly resourceType = 'Custom::Post';
  public readonly namespace = 'Acme/Post';
  public readonly signals = SIGNALS;

  constructor(public override readonly slis?: SliSpec[], public override readonly userFacing?: UserFacing) {
    super();
  }

  public dimensions(resource: ObservedResource) {
    return { Post: resource.ref('postName')! };
  }
}

function taken(slis?: SliSpec[], userFacing?: UserFacing): ISignalSource {
  return SignalCatalog.builtIn().withSource(new Post(slis, userFacing)).source('post');
}

test.each<[string, SliSpec[] | undefined, UserFacing | undefined]>([
  ['none', undefined, undefined],
  ['counts and signals', [DELIVERED, FAST, { ...FAST, type: SliType.FRESHNESS }], UserFacing.API],
  ['several of one type with ids', [{ ...FAST, id: 'first' }, { ...FAST, id: 'second' }], UserFacing.COMPUTE],
  ['counts that go with a signal', [{ ...DELIVERED, publishedWith: 'parcels' }], UserFacing.EDGE],
  ['a total of its own for a signal', [{ ...FAST, total: { inputs: { parcels: PARCELS } } }], undefined],
  ['a share of what is counted', [{
    ...DELIVERED, bad: { inputs: { rate: { metricName: 'LossRate', statistic: 'Average' }, parcels: PARCELS }, expression: 'rate/100*parcels' },
  }], undefined],
  ['one metric under one id in both counts', [{ ...DELIVERED, bad: { inputs: { parcels: PARCELS, arrived: LOST }, expression: 'parcels-arrived' } }], undefined],
])('a kind may have %s', (_, slis, userFacing) => {
  const source = taken(slis, userFacing);
  expect([source.slis, source.userFacing]).toEqual([slis, userFacing]);
});

test.each<[string, SliSpec[], RegExp]>([
  ['two of one type', [FAST, { ...FAST, title: 'another' }], /\[kind post\] two SLIs have the same type and id; received 'LATENCY'. Give each of one type an id of its own\./],
  ['two of one type and id', [{ ...FAST, id: 'x' }, { ...FAST, id: 'x' }], /the same type and id; received 'LATENCY x'/],
  ['an unknown type', [{ ...FAST, type: 'SPEED' as SliType }], /an SLI has no such type; received 'SPEED'; valid: AVAILABILITY, LATENCY/],
  ['an id that is none', [{ ...FAST, id: 'First' }], /an SLI id starts with a lower case letter.*received 'First'/],
  ['an empty title', [{ ...FAST, title: ' ' }], /\[kind post, SLI LATENCY\] an SLI needs a title/],
  ['an unknown signal', [{ ...FAST, signalId: 'dely' }], /the kind has no such signal; received 'dely'; valid: parcels, delay/],
  ['an unknown signal to go with', [{ ...DELIVERED, publishedWith: 'letters' }], /SLI AVAILABILITY\] the kind has no such signal; received 'letters'/],
  ['neither a signal nor counts', [{ type: SliType.LATENCY, title: 'time' }], /both failed and all events are counted; received undefined; valid: bad and total. Give both, or signalId\./],
  ['failures without a total', [{ ...DELIVERED, total: undefined }], /received 'bad alone'/],
  ['a total without failures', [{ ...DELIVERED, bad: undefined }], /received 'total alone'/],
  ['failures beside a threshold', [{ ...DELIVERED, signalId: 'delay' }], /Give signalId, or bad and total\./],
  ['a count of nothing', [{ ...DELIVERED, total: { inputs: {} } }], /SLI AVAILABILITY, total\] a count needs metrics; valid: at least one input/],
  ['several metrics without an expression', [{ ...DELIVERED, bad: { inputs: { lost: LOST, parcels: PARCELS } } }], /bad\] a count of several metrics needs an expression; received \['lost', 'parcels'\]/],
  ['an unknown function', [{ ...DELIVERED, bad: { inputs: { lost: LOST }, expression: 'FIL(lost,0)' } }], /bad\] metric math has no such function; received 'FIL'/],
  ['an expression over an unknown id', [{ ...DELIVERED, bad: { inputs: { lost: LOST }, expression: 'lost+broken' } }], /uses an id that is no input; received 'broken'/],
  ['an input that is not used', [{ ...DELIVERED, bad: { inputs: { lost: LOST, parcels: PARCELS }, expression: 'lost' } }], /does not use an input; received 'parcels'/],
  ['a statistic that counts nothing', [{ ...DELIVERED, bad: { inputs: { lost: { ...LOST, statistic: 'Maximum' } } } }], /input lost\] events cannot be counted by this statistic; received 'Maximum'; valid: Sum, SampleCount, Average/],
  ['an average alone', [{ ...DELIVERED, total: { inputs: { parcels: { ...PARCELS, statistic: 'Average' } } } }], /averages alone do not add up over periods; valid: an input with Sum or SampleCount/],
  ['two metrics under one id', [{ ...DELIVERED, bad: { inputs: { parcels: LOST } } }], /bad and total read different metrics under one id; received 'parcels'/],
])('a kind is refused for %s', (_, slis, message) => {
  expect(() => taken(slis)).toThrow(message);
});

test.each([[[]], [[{ ...FAST, type: SliType.FRESHNESS }]]])('a kind that users meet is refused where they feel nothing of %j', slis => {
  expect(() => taken(slis, UserFacing.API)).toThrow(/\[kind post\] a kind that users meet needs something that they feel; received 'API'. Add an SLI of type AVAILABILITY or LATENCY/);
});

test('a place that there is not is refused', () => {
  expect(() => taken([FAST], 'CELLAR' as UserFacing)).toThrow(/no such place before users; received 'CELLAR'; valid: EDGE, LOAD_BALANCER, API, COMPUTE/);
});

test('a built-in kind says where its objectives are documented, by their signal where it does', () => {
  const job = SignalCatalog.builtIn().source('glue-job');
  expect(job.slis?.map(({ type, source }) => [type, source])).toEqual([
    [SliType.AVAILABILITY, 'https://docs.aws.amazon.com/glue/latest/dg/monitor-observability.html'],
    [SliType.THROUGHPUT, job.signals.find(({ id }) => id === 'recordsRead')!.source],
  ]);
});
