import { defineRule } from '../private/define-rule';
import { functionsIn, numberOr, timeoutOf } from '../private/functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const QUEUE = 'AWS::SQS::Queue';
const FUNCTION = 'AWS::Lambda::Function';
const MAPPING = 'AWS::Lambda::EventSourceMapping';

/** What CloudFormation demands of any function. */
const REQUIRED = { Code: { ZipFile: 'exports.handler = async () => {};' }, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/handler', Runtime: 'nodejs22.x' };

interface Demand {
  readonly fn: WorkloadResource;
  readonly timeout: number;
  readonly seconds: number;
}

/**
 * What a mapping asks of the visibility timeout of its queue; `undefined` when only deployment can tell.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
function demandOf(mapping: WorkloadResource): Demand | undefined {
  const [use] = functionsIn(mapping.property('FunctionName'));
  const timeout = use && timeoutOf(use.fn);
  return timeout === undefined ? undefined : { fn: use.fn, timeout, seconds: 6 * timeout };
}

export default defineRule({
  id: 'PE-SqsVisibility',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.ERROR,
  title: 'Queues hide messages for six times the timeout of the function that reads them',
  why: 'Messages become visible while a throttled batch still waits or runs, and are worked on twice, or end in the dead-letter queue unprocessed',
  remedy: 'Set visibilityTimeout to six times the timeout of the function, and rather more where it gathers batches for a while',
  nagRule: 'lambda.LambdaEventSourceSQSVisibilityTimeout',
  nagDifference: 'it finds only functions that a mapping of the same stack names by Ref, and judges mappings that are switched off',
  resourceTypes: [QUEUE],
  check: queue => {
    const mappings = queue.workload.referrersOf(queue, MAPPING, 'EventSourceArn').filter(mapping => mapping.property('Enabled').flag !== false);
    if (mappings.length === 0) return Verdict.NOT_APPLICABLE;
    const value = queue.property('VisibilityTimeout');
    const visibility = numberOr(value, 30);
    if (visibility === undefined) return Verdict.UNKNOWN;
    const demands = mappings.map(demandOf);
    const [longest] = demands.filter(demand => demand !== undefined).sort((a, b) => b.seconds - a.seconds);
    if (!longest || longest.seconds <= visibility) return demands.includes(undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
    const { fn, timeout, seconds } = longest;
    const found = value.isAbsent ? 'not set, which means 30 s' : `${visibility} s`;
    const message = `The visibility timeout is ${found}, and six times the ${timeout} s of ${fn.path} are ${seconds} s`;
    return Verdict.violating({ message, property: 'VisibilityTimeout' });
  },
  compliant: [
    {
      title: 'six times the timeout of the function',
      resources: {
        Orders: { Type: QUEUE, Properties: { VisibilityTimeout: 60 } },
        Worker: { Type: FUNCTION, Properties: { Timeout: 10 } },
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Worker' } } },
      },
      cdk: `const worker = new lambda.Function(this, 'Worker', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  timeout: Duration.seconds(10),
});
const orders = new sqs.Queue(this, 'Orders', { visibilityTimeout: Duration.seconds(60) });
worker.addEventSource(new lambda_event_sources.SqsEventSource(orders));`,
    },
    {
      title: 'both left as they are: 30 and 3 seconds',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        Worker: { Type: FUNCTION, Properties: {} },
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Worker' } } },
      },
    },
  ],
  violating: [
    {
      title: 'the timeout of the function without retries',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        Worker: { Type: FUNCTION, Properties: { ...REQUIRED, Timeout: 30 } },
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { 'Fn::GetAtt': ['Worker', 'Arn'] } } },
      },
      cdk: `const worker = new lambda.Function(this, 'Worker', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
  timeout: Duration.seconds(30),
});
const orders = new sqs.Queue(this, 'Orders');
worker.addAlias('live').addEventSource(new lambda_event_sources.SqsEventSource(orders));`,
    },
  ],
  ignored: [
    { title: 'a queue that no function reads', resources: { Orders: { Type: QUEUE, Properties: { VisibilityTimeout: 5 } } } },
    {
      title: 'the timeout of the function is a parameter',
      resources: {
        Orders: { Type: QUEUE, Properties: { VisibilityTimeout: 5 } },
        Worker: { Type: FUNCTION, Properties: { Timeout: { Ref: 'Timeout' } } },
        Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Worker' } } },
      },
    },
    {
      title: 'a mapping that is switched off',
      resources: {
        Orders: { Type: QUEUE, Properties: {} },
        Worker: { Type: FUNCTION, Properties: { ...REQUIRED, Timeout: 900 } },
        Mapping: { Type: MAPPING, Properties: { Enabled: false, EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, FunctionName: { Ref: 'Worker' } } },
      },
    },
  ],
});
