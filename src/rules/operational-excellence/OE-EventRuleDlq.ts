import { carriesAlarms } from '../private/alarm-events';
import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { isGiven } from '../private/event-sources';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const RULE = 'AWS::Events::Rule';
const FN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
const DLQ = { Arn: 'arn:aws:sqs:eu-west-1:123456789012:undelivered' };

function judgeTarget(target: PropertyValue): Verdict {
  const given = target.isUnknown ? undefined : isGiven(target.property('DeadLetterConfig.Arn'));
  if (given === undefined) return Verdict.UNKNOWN;
  if (given) return Verdict.COMPLIANT;
  const name = target.property('Id').text;
  return Verdict.violating({ message: `The target${name === undefined ? '' : ` ${name}`} has no dead-letter queue`, name, property: 'Targets' });
}

const code = (options: string) => `new events.Rule(this, 'Orders', {
  eventPattern: { source: ['orders'] },
  targets: [new events_targets.SqsQueue(new sqs.Queue(this, 'Queue')${options})],
});`;

export default defineRule({
  id: 'OE-EventRuleDlq',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  title: 'Targets of rules have a dead-letter queue',
  why: 'An event that EventBridge cannot deliver, such as for a missing permission, is tried for a day and then dropped, and nothing tells which one it was',
  remedy: 'Set deadLetterQueue: new sqs.Queue(this, \'Undelivered\') on the target',
  nagRule: 'eventbridge.EventBusDLQ',
  nagDifference: 'it asks it of rules that are switched off, and of those that tell of alarms, as well',
  resourceTypes: [RULE],
  check: rule => {
    // What an alarm tells is a state, which CloudWatch keeps; a queue of what it told would have to be alarmed itself.
    if (rule.property('State').text === 'DISABLED' || carriesAlarms(rule)) return Verdict.NOT_APPLICABLE;
    const targets = rule.property('Targets');
    return targets.isUnknown ? Verdict.UNKNOWN : combinedVerdict(targets.items.map(judgeTarget));
  },
  compliant: [
    {
      title: 'a dead-letter queue',
      resources: { Orders: { Type: RULE, Properties: { Targets: [{ Id: 'Handler', Arn: FN, DeadLetterConfig: DLQ }] } } },
      cdk: code(', { deadLetterQueue: new sqs.Queue(this, \'Undelivered\') }'),
    },
  ],
  violating: [
    {
      title: 'one of two targets without it',
      resources: { Orders: { Type: RULE, Properties: { Targets: [{ Id: 'Handler', Arn: FN, DeadLetterConfig: DLQ }, { Id: 'Archive', Arn: FN }] } } },
      findings: ['Archive'],
    },
    {
      title: 'no dead-letter queue',
      resources: { Orders: { Type: RULE, Properties: { Targets: [{ Id: 'Target0', Arn: FN }] } } },
      findings: ['Target0'],
      cdk: code(''),
    },
  ],
  ignored: [
    { title: 'a rule that is switched off', resources: { Orders: { Type: RULE, Properties: { State: 'DISABLED', Targets: [{ Id: 'Handler', Arn: FN }] } } } },
    {
      title: 'a rule that tells of alarms',
      resources: { Told: { Type: RULE, Properties: { EventPattern: { source: ['aws.cloudwatch'] }, Targets: [{ Id: 'Handler', Arn: FN }] } } },
    },
    { title: 'a rule without targets', resources: { Orders: { Type: RULE, Properties: { EventPattern: { source: ['orders'] } } } } },
    { title: 'the queue is a parameter', resources: { Orders: { Type: RULE, Properties: { Targets: [{ Id: 'Handler', Arn: FN, DeadLetterConfig: { Arn: { Ref: 'QueueArn' } } }] } } } },
  ],
});
