import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PIPE = 'AWS::Pipes::Pipe';
const PROPERTY = 'LogConfiguration.Level';

export default defineRule({
  id: 'OE-PipeLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Pipes write logs',
  why: 'When a pipe fails, its metrics tell how often but not why: which event it was, at which step, and what the enrichment or the target answered',
  remedy: 'Set logConfiguration of the pipe to a log group with level: \'ERROR\'',
  resourceTypes: [PIPE],
  check: pipe => {
    const level = pipe.property(PROPERTY);
    if (level.isUnknown) return Verdict.UNKNOWN;
    if (level.text !== undefined && level.text !== 'OFF') return Verdict.COMPLIANT;
    // What is switched off has nothing to log.
    if (pipe.property('DesiredState').text === 'STOPPED') return Verdict.NOT_APPLICABLE;
    return Verdict.violating({ message: `The log level is ${level.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'errors in a log group',
      resources: {
        Orders: { Type: PIPE, Properties: { LogConfiguration: { Level: 'ERROR', CloudwatchLogsLogDestination: { LogGroupArn: { 'Fn::GetAtt': ['Log', 'Arn'] } } } } },
        Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
      },
      cdk: `const log = new logs.LogGroup(this, 'Log', { retention: logs.RetentionDays.ONE_MONTH });
new pipes.CfnPipe(this, 'Orders', {
  roleArn: 'arn:aws:iam::123456789012:role/orders-pipe',
  source: new sqs.Queue(this, 'Queue').queueArn,
  target: new sqs.Queue(this, 'Target').queueArn,
  logConfiguration: { level: 'ERROR', cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn } },
});`,
    },
  ],
  violating: [
    {
      title: 'no logs',
      resources: { Orders: { Type: PIPE, Properties: { Source: 'arn:aws:sqs:eu-west-1:123456789012:orders' } } },
      cdk: `new pipes.CfnPipe(this, 'Orders', {
  roleArn: 'arn:aws:iam::123456789012:role/orders-pipe',
  source: new sqs.Queue(this, 'Queue').queueArn,
  target: new sqs.Queue(this, 'Target').queueArn,
});`,
    },
    {
      title: 'logs that are switched off',
      resources: { Orders: { Type: PIPE, Properties: { LogConfiguration: { Level: 'OFF', CloudwatchLogsLogDestination: { LogGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:orders' } } } } },
    },
  ],
  ignored: [
    { title: 'the level is a parameter', resources: { Orders: { Type: PIPE, Properties: { LogConfiguration: { Level: { Ref: 'Level' } } } } } },
    { title: 'a pipe that is stopped', resources: { Orders: { Type: PIPE, Properties: { DesiredState: 'STOPPED' } } } },
  ],
});
