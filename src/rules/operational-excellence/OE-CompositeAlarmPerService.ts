import { notifies } from '../private/alarm-notices';
import { alarmsBehind, COMPOSITE } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { byRootStack, rootOf } from '../private/root-stacks';
import type { TemplateUnit } from '../private/template-unit';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const ALARM = 'AWS::CloudWatch::Alarm';
/** As many as one person can look at together. */
const MANY = 10;

function alarmsThatTell(workload: Workload): ReadonlyMap<TemplateUnit, readonly WorkloadResource[]> {
  return byRootStack(workload, [ALARM], alarm => notifies(alarm) === true);
}

/** The stacks that have a composite alarm, or alarms that one elsewhere stands on. */
function stacksWithComposites(workload: Workload): ReadonlySet<TemplateUnit> {
  return new Set(workload.ofType(COMPOSITE).flatMap(composite => [composite, ...alarmsBehind(composite)]).map(rootOf));
}

function alarms(count: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Alarm${index}`, { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'OnCall' }] } }]));
}
const onCall = { OnCall: { Type: 'AWS::SNS::Topic', Properties: {} } };

export default defineRule({
  id: 'OE-CompositeAlarmPerService',
  bestPractices: ['OPS10-BP03', 'OPS08-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Where many alarms tell somebody, a composite alarm speaks for them',
  why: 'One fault sets off ten alarms at once, and whoever is paged by all of them has to find out which is the cause and which are symptoms',
  remedy: 'Put a cloudwatch.CompositeAlarm over them and give the actions to it, with an actionsSuppressor for deployments, or let ObservedService do so',
  resourceTypes: ['Stack'],
  check: stack => {
    const count = stack.workload._once(alarmsThatTell).get(stack._unit)?.length ?? 0;
    if (count <= MANY) return Verdict.NOT_APPLICABLE;
    if (stack.workload._once(stacksWithComposites).has(stack._unit)) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Each of ${count} alarms tells somebody for itself, and there is no composite alarm` });
  },
  compliant: [
    {
      title: 'a composite alarm over them',
      resources: { ...alarms(11), ...onCall, Health: { Type: COMPOSITE, Properties: { AlarmRule: 'ALARM("orders")' } } },
      cdk: `const onCall = new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall'));
const alarms = Array.from({ length: 11 }, (_, index) => new cloudwatch.Alarm(this, \`Errors\${index}\`, {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: \`Errors\${index}\` }),
  threshold: 1,
  evaluationPeriods: 5,
}));
alarms.forEach(alarm => alarm.addAlarmAction(onCall));
new cloudwatch.CompositeAlarm(this, 'Health', { alarmRule: cloudwatch.AlarmRule.anyOf(...alarms) });`,
    },
    {
      title: 'a composite alarm of another stack over one of them',
      resources: { ...alarms(11), Errors: { Type: ALARM, Properties: { AlarmName: 'errors' } }, ...onCall },
      otherStacks: { Health: { resources: { Health: { Type: COMPOSITE, Properties: { AlarmRule: 'ALARM("errors")' } } } } },
    },
  ],
  violating: [
    {
      title: 'eleven alarms on one topic',
      resources: { ...alarms(11), ...onCall },
      cdk: `const onCall = new cloudwatch_actions.SnsAction(new sns.Topic(this, 'OnCall'));
for (let index = 0; index < 11; index++) {
  new cloudwatch.Alarm(this, \`Errors\${index}\`, {
    metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: \`Errors\${index}\` }),
    threshold: 1,
    evaluationPeriods: 5,
  }).addAlarmAction(onCall);
}`,
    },
  ],
  ignored: [
    { title: 'ten alarms', resources: { ...alarms(10), ...onCall } },
    {
      title: 'alarms that scale',
      resources: {
        Grow: { Type: 'AWS::AutoScaling::ScalingPolicy' },
        ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`Load${index}`, { Type: ALARM, Properties: { AlarmActions: [{ Ref: 'Grow' }] } }])),
      },
    },
  ],
});
