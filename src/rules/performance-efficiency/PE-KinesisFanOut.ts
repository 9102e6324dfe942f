import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const STREAM = 'AWS::Kinesis::Stream';
const CONSUMER = 'AWS::Kinesis::StreamConsumer';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const TOLERATED = 2;

/** Who reads a stream with the throughput that all readers share: what names the stream, not a consumer of it. */
const READERS: readonly (readonly [resourceType: string, path: string])[] = [
  [MAPPING, 'EventSourceArn'],
  ['AWS::KinesisFirehose::DeliveryStream', 'KinesisStreamSourceConfiguration.KinesisStreamARN'],
  ['AWS::Pipes::Pipe', 'Source'],
];

function isActive(reader: WorkloadResource): boolean {
  return reader.property('Enabled').flag !== false && reader.property('DesiredState').text !== 'STOPPED';
}

const mapping = (name: string, EventSourceArn: unknown, more?: object) =>
  ({ [name]: { Type: MAPPING, Properties: { FunctionName: name.toLowerCase(), StartingPosition: 'LATEST', EventSourceArn, ...more } } });
const STREAM_ARN = { 'Fn::GetAtt': ['Clicks', 'Arn'] };
const clicks = { Clicks: { Type: STREAM, Properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } } } };

export default defineRule({
  id: 'PE-KinesisFanOut',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'No more than two readers share the throughput of a stream',
  why: 'All readers of a shard without enhanced fan-out share 2 MB and five reads a second, so that each of them gets later with every other one',
  remedy: 'Register readers that must be fast as kinesis.StreamConsumer and read with lambda_event_sources.KinesisConsumerEventSource',
  resourceTypes: [STREAM],
  check: stream => {
    const readers = READERS.flatMap(([type, path]) => stream.workload.referrersOf(stream, type, path)).filter(isActive);
    if (readers.length > TOLERATED) return Verdict.violating({ message: `The throughput of each shard is shared by ${readers.length} readers` });
    return readers.length > 0 || stream.workload.referrersOf(stream, CONSUMER, 'StreamARN').length > 0 ? Verdict.COMPLIANT : Verdict.NOT_APPLICABLE;
  },
  compliant: [
    {
      title: 'readers with throughput of their own',
      resources: {
        ...clicks,
        Consumer: { Type: CONSUMER, Properties: { StreamARN: STREAM_ARN, ConsumerName: 'alerts' } },
        ...mapping('Alerts', { Ref: 'Consumer' }),
        ...mapping('Archive', STREAM_ARN),
        ...mapping('Report', STREAM_ARN),
      },
      cdk: `const clicks = new kinesis.Stream(this, 'Clicks', { streamMode: kinesis.StreamMode.ON_DEMAND });
for (const name of ['Alerts', 'Archive', 'Report']) {
  const consumer = new kinesis.StreamConsumer(this, \`\${name}Consumer\`, { streamConsumerName: name, stream: clicks });
  const reader = new lambda.Function(this, name, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });
  reader.addEventSource(new lambda_event_sources.KinesisConsumerEventSource(consumer, { startingPosition: lambda.StartingPosition.LATEST }));
}`,
    },
    {
      title: 'a reader that is switched off',
      resources: { ...clicks, ...mapping('Alerts', STREAM_ARN), ...mapping('Archive', STREAM_ARN), ...mapping('Report', STREAM_ARN, { Enabled: false }) },
    },
  ],
  violating: [
    {
      title: 'three functions',
      resources: { ...clicks, ...mapping('Alerts', STREAM_ARN), ...mapping('Archive', STREAM_ARN), ...mapping('Report', STREAM_ARN) },
      cdk: `const clicks = new kinesis.Stream(this, 'Clicks', { streamMode: kinesis.StreamMode.ON_DEMAND });
for (const name of ['Alerts', 'Archive', 'Report']) {
  const reader = new lambda.Function(this, name, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });
  reader.addEventSource(new lambda_event_sources.KinesisEventSource(clicks, { startingPosition: lambda.StartingPosition.LATEST }));
}`,
    },
    {
      title: 'functions and a delivery stream, by name',
      resources: {
        Clicks: { Type: STREAM, Properties: { Name: 'clicks' } },
        ...mapping('Alerts', 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks'),
        ...mapping('Report', STREAM_ARN),
        Archive: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: { KinesisStreamSourceConfiguration: { KinesisStreamARN: STREAM_ARN } } },
      },
    },
  ],
  ignored: [{ title: 'a stream that nothing in the app reads', resources: clicks }],
});
