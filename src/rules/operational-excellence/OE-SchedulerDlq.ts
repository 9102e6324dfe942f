import { defineRule } from '../private/define-rule';
import { isGiven } from '../private/event-sources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SCHEDULE = 'AWS::Scheduler::Schedule';
const PROPERTY = 'Target.DeadLetterConfig.Arn';
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:report';

const code = (options: string) => `const report = new lambda.Function(this, 'Report', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new scheduler.Schedule(this, 'Nightly', {
  schedule: scheduler.ScheduleExpression.cron({ hour: '3', minute: '0' }),
  target: new scheduler_targets.LambdaInvoke(report${options}),
});`;

export default defineRule({
  id: 'OE-SchedulerDlq',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  title: 'Schedules have a dead-letter queue',
  why: 'A run that the scheduler cannot start is dropped after its retries, and a job that did not run leaves no error anywhere',
  remedy: 'Set deadLetterQueue: new sqs.Queue(this, \'Missed\') on the target',
  resourceTypes: [SCHEDULE],
  check: schedule => {
    if (schedule.property('State').text === 'DISABLED') return Verdict.NOT_APPLICABLE;
    const given = isGiven(schedule.property(PROPERTY));
    if (given === undefined) return Verdict.UNKNOWN;
    return given ? Verdict.COMPLIANT : Verdict.violating({ message: 'The target of the schedule has no dead-letter queue', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a dead-letter queue',
      resources: {
        Nightly: { Type: SCHEDULE, Properties: { ScheduleExpression: 'cron(0 3 * * ? *)', Target: { Arn: ARN, DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Missed', 'Arn'] } } } } },
        Missed: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
      cdk: code(', { deadLetterQueue: new sqs.Queue(this, \'Missed\') }'),
    },
  ],
  violating: [
    {
      title: 'no dead-letter queue',
      resources: { Nightly: { Type: SCHEDULE, Properties: { ScheduleExpression: 'cron(0 3 * * ? *)', Target: { Arn: ARN } } } },
      cdk: code(''),
    },
  ],
  ignored: [
    { title: 'a schedule that is switched off', resources: { Nightly: { Type: SCHEDULE, Properties: { State: 'DISABLED', Target: { Arn: ARN } } } } },
    { title: 'the queue is a parameter', resources: { Nightly: { Type: SCHEDULE, Properties: { Target: { Arn: ARN, DeadLetterConfig: { Arn: { Ref: 'QueueArn' } } } } } } },
  ],
});
