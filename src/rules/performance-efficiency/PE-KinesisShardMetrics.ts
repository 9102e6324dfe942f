import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const STREAM = 'AWS::Kinesis::Stream';
const PROPERTY = 'DesiredShardLevelMetrics';
const stream = (DesiredShardLevelMetrics?: unknown) => ({ Clicks: { Type: STREAM, Properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, DesiredShardLevelMetrics } } });

export default defineRule({
  id: 'PE-KinesisShardMetrics',
  bestPractices: ['PERF03-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Streams publish metrics of their shards',
  why: 'The limits are those of a shard, so that one hot partition key throttles while the metrics of the stream look idle',
  remedy: 'Set shardLevelMetrics: [kinesis.ShardLevelMetrics.ALL], or those of them that are worth their price',
  resourceTypes: [STREAM],
  check: resource => {
    const metrics = resource.property(PROPERTY);
    if (metrics.isUnknown) return Verdict.UNKNOWN;
    return metrics.items.length > 0 ? Verdict.COMPLIANT : Verdict.violating({ message: 'No metrics of shards are published', property: PROPERTY });
  },
  compliant: [
    {
      title: 'some metrics of shards',
      resources: stream(['IncomingBytes', 'WriteProvisionedThroughputExceeded']),
      cdk: `new kinesis.Stream(this, 'Clicks', {
  streamMode: kinesis.StreamMode.ON_DEMAND,
  shardLevelMetrics: [kinesis.ShardLevelMetrics.INCOMING_BYTES, kinesis.ShardLevelMetrics.WRITE_PROVISIONED_THROUGHPUT_EXCEEDED],
});`,
    },
  ],
  violating: [
    { title: 'metrics of the stream alone', resources: stream(), cdk: 'new kinesis.Stream(this, \'Clicks\', { streamMode: kinesis.StreamMode.ON_DEMAND });' },
    { title: 'an empty list', resources: stream([]) },
  ],
  ignored: [{ title: 'the metrics are a parameter', resources: stream({ Ref: 'ShardMetrics' }) }],
});
