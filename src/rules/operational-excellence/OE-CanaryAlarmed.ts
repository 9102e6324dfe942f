import { type AlarmRequirement, requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CANARY = 'AWS::Synthetics::Canary';
const REQUIREMENTS: readonly AlarmRequirement[] = [{ kind: 'synthetics-canary', signals: ['successPercent', 'successPercentWithRetries', 'failed'] }];

/** A rate of zero is that of one run, when somebody starts it. */
const ONCE = /^\s*rate\(\s*0\s/i;

function runsByItself(canary: WorkloadResource): boolean {
  return canary.property('StartCanaryAfterCreation').flag !== false && !ONCE.test(canary.property('Schedule.Expression').knownText);
}

const schedule = { Schedule: { Expression: 'rate(5 minutes)' }, StartCanaryAfterCreation: true };
const alarm = (metricName: string, name: unknown) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'CloudWatchSynthetics', MetricName: metricName, Dimensions: [{ Name: 'CanaryName', Value: name }] },
});

export default defineRule({
  id: 'OE-CanaryAlarmed',
  bestPractices: ['OPS04-BP03', 'OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'Canaries have an alarm on failed runs',
  why: 'The canary finds out before users do, and tells nobody: it is paid for, and its result stands in a console that nobody looks at',
  remedy: 'Observe it with ObservedService, or add an alarm such as canary.metricSuccessPercent().createAlarm(…)',
  resourceTypes: [CANARY],
  check: (canary, context) => runsByItself(canary) ? requireAlarms(canary, context, REQUIREMENTS) : Verdict.NOT_APPLICABLE,
  compliant: [
    {
      title: 'an alarm on the share of runs that succeed',
      resources: { Checkout: { Type: CANARY, Properties: { Name: 'checkout', ...schedule } }, Failing: alarm('SuccessPercent', 'checkout') },
      cdk: `const checkout = new synthetics.Canary(this, 'Checkout', {
  runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_11_0,
  test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
});
checkout.metricSuccessPercent().createAlarm(this, 'Failing', {
  threshold: 90,
  evaluationPeriods: 3,
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
});`,
    },
    { title: 'an alarm on failed runs', resources: { Checkout: { Type: CANARY, Properties: schedule }, Failing: alarm('Failed', { Ref: 'Checkout' }) } },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Checkout: { Type: CANARY, Properties: { Name: 'checkout', ...schedule } } },
      cdk: `new synthetics.Canary(this, 'Checkout', {
  runtime: synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_11_0,
  test: synthetics.Test.custom({ code: synthetics.Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
});`,
    },
    { title: 'an alarm on how long a run takes', resources: { Checkout: { Type: CANARY, Properties: schedule }, Slow: alarm('Duration', { Ref: 'Checkout' }) } },
  ],
  ignored: [
    { title: 'a canary that runs once, when it is started', resources: { Checkout: { Type: CANARY, Properties: { Schedule: { Expression: 'rate(0 minute)' }, StartCanaryAfterCreation: true } } } },
    { title: 'a canary that is not started', resources: { Checkout: { Type: CANARY, Properties: { Schedule: { Expression: 'rate(5 minutes)' }, StartCanaryAfterCreation: false } } } },
  ],
});
