import { patternOf } from '../private/alarm-events';
import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import { type Match, matchesPattern } from '../private/event-pattern';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const RULE = 'AWS::Events::Rule';
const NOTIFICATION_RULE = 'AWS::Notifications::EventRule';
const SOURCE = 'aws.health';
const EVENT_TYPE = 'AWS Health Event';

/** Whether an EventBridge rule with a target takes events of AWS Health. */
function routesHealth(rule: WorkloadResource): Match {
  const targets = rule.property('Targets');
  if (rule.property('State').text === 'DISABLED' || (!targets.isUnknown && targets.items.length === 0)) return false;
  const pattern = patternOf(rule);
  if (pattern.isUnknown) return undefined;
  const source = pattern.property('source');
  if (source.isAbsent) return pattern.values('detail-type.*').some(({ text }) => text === EVENT_TYPE);
  if (source.isUnknown || source.items.some(({ isUnknown }) => isUnknown)) return undefined;
  return source.isList && matchesPattern({ source: source.json }, { source: SOURCE });
}

function healthRoutes(workload: Workload): Match {
  const sources = workload.ofType(NOTIFICATION_RULE).map(rule => rule.property('Source'));
  if (sources.some(({ text }) => text === SOURCE)) return true;
  const answers = new Set(workload.ofType(RULE).map(routesHealth));
  if (answers.has(true)) return true;
  return answers.has(undefined) || sources.some(({ isUnknown }) => isUnknown) ? undefined : false;
}

const target = { Id: 'Target0', Arn: { Ref: 'OnCall' } };
const onCall = { OnCall: { Type: 'AWS::SNS::Topic', Properties: {} } };

export default defineRule({
  id: 'OE-HealthEventsRouted',
  bestPractices: ['OPS10-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  accountBaseline: true,
  title: 'Events of AWS Health reach somebody',
  why: 'A fault or planned maintenance of AWS is taken for one of the app: the team searches its own changes while AWS has said what is wrong, in a console that nobody has open',
  remedy: 'Add an events.Rule with eventPattern: { source: [\'aws.health\'] } and a topic as its target, or acknowledge the rule where the organization routes them',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const routed = stack.workload._once(healthRoutes);
    if (routed !== false) return routed ? Verdict.COMPLIANT : Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No EventBridge rule with a target, and no notification, is about the source aws.health' });
  },
  compliant: [
    {
      title: 'a rule to a topic',
      resources: { Health: { Type: RULE, Properties: { EventPattern: { source: ['aws.health'] }, Targets: [target] } }, ...onCall },
      cdk: `new events.Rule(this, 'Health', {
  eventPattern: { source: ['aws.health'] },
  targets: [new events_targets.SnsTopic(new sns.Topic(this, 'OnCall'))],
});`,
    },
    {
      title: 'a rule to a topic in another stack, with a pattern written as JSON',
      resources: onCall,
      otherStacks: { Baseline: { resources: { Health: { Type: RULE, Properties: { EventPattern: '{"source":[{"prefix":"aws.he"}]}', Targets: [target] } } } } },
    },
    {
      title: 'a rule on the type of the events',
      resources: { Health: { Type: RULE, Properties: { EventPattern: { 'detail-type': [EVENT_TYPE] }, Targets: [target] } }, ...onCall },
    },
    { title: 'a notification', resources: { Health: { Type: NOTIFICATION_RULE, Properties: { Source: 'aws.health', EventType: EVENT_TYPE, Regions: ['eu-west-1'] } } } },
  ],
  violating: [
    {
      title: 'no rule',
      resources: onCall,
      cdk: 'new sns.Topic(this, \'OnCall\');',
    },
    { title: 'a rule about something else', resources: { Builds: { Type: RULE, Properties: { EventPattern: { source: ['aws.codebuild'] }, Targets: [target] } }, ...onCall } },
    { title: 'a rule without a target', resources: { Health: { Type: RULE, Properties: { EventPattern: { source: ['aws.health'] } } } } },
  ],
  ignored: [{ title: 'the pattern is a parameter', resources: { Health: { Type: RULE, Properties: { EventPattern: { Ref: 'Pattern' }, Targets: [target] } }, ...onCall } }],
});
