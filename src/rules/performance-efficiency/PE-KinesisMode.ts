import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const STREAM = 'AWS::Kinesis::Stream';
const MODE = 'StreamModeDetails.StreamMode';
const stream = (properties: object) => ({ Clicks: { Type: STREAM, Properties: properties } });

export default defineRule({
  id: 'PE-KinesisMode',
  bestPractices: ['PERF03-BP02', 'PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'capacity-mode',
  title: 'Streams take as much as is written to them',
  why: 'A shard takes 1 MB or 1,000 records a second, and Kinesis refuses what is more: a fixed number of shards throttles producers at the peak, and nothing scales it',
  remedy: 'Set streamMode: kinesis.StreamMode.ON_DEMAND',
  resourceTypes: [STREAM],
  check: resource => {
    const mode = resource.property(MODE);
    if (mode.isUnknown) return Verdict.UNKNOWN;
    if (mode.text === 'ON_DEMAND') return Verdict.COMPLIANT;
    const shards = resource.property('ShardCount');
    // Who deploys it with a parameter may change it with a parameter.
    if (shards.isUnknown) return Verdict.UNKNOWN;
    if (shards.isAbsent && mode.isAbsent) return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `The stream mode is ${mode.text ?? 'not set, which means PROVISIONED'}, with ${shards.number ?? 'no number of'} shards`, property: MODE });
  },
  compliant: [
    {
      title: 'a stream on demand',
      resources: stream({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
      cdk: 'new kinesis.Stream(this, \'Clicks\', { streamMode: kinesis.StreamMode.ON_DEMAND });',
    },
  ],
  violating: [
    { title: 'one shard, the default of the CDK', resources: stream({ ShardCount: 1 }), cdk: 'new kinesis.Stream(this, \'Clicks\');' },
    { title: 'provisioned shards', resources: stream({ ShardCount: 4, StreamModeDetails: { StreamMode: 'PROVISIONED' } }) },
  ],
  ignored: [
    { title: 'the mode is a parameter', resources: stream({ StreamModeDetails: { StreamMode: { Ref: 'StreamMode' } } }) },
    { title: 'the number of shards is a parameter', resources: stream({ ShardCount: { Ref: 'Shards' } }) },
    { title: 'nothing is said of capacity', resources: stream({ Name: 'clicks' }) },
  ],
});
