import type { SignalCatalog } from '../../signals/signal-catalog';
import { SignalCategory } from '../../signals/signal-category';
import { standsForApp } from '../private/app-rule';
import { isDistributionShown } from '../private/dashboard-statistics';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DASHBOARD = 'AWS::CloudWatch::Dashboard';
const HANDLER = { Handler: { Type: 'AWS::Lambda::Function', Properties: {} } };

const dashboard = (body: unknown) => ({ ...HANDLER, Dashboard: { Type: DASHBOARD, Properties: { DashboardBody: body } } });
const graphOf = (stat: string) => JSON.stringify({
  widgets: [{ type: 'metric', width: 6, height: 6, properties: { region: 'eu-west-1', metrics: [['AWS/Lambda', 'Duration', 'FunctionName', 'orders', { stat }]] } }],
});

/** Whether resources of a type have a latency of which there are percentiles. */
function hasLatency(type: string, catalog: SignalCatalog): boolean {
  const signals = catalog.sourcesOfType(type).flatMap(source => source.signals);
  return signals.some(({ category, percentiles }) => category === SignalCategory.LATENCY && percentiles === true);
}

export default defineRule({
  id: 'PE-PerformanceDashboard',
  bestPractices: ['PERF05-BP02', 'PERF05-BP07'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'A dashboard shows percentiles',
  why: 'Whoever reviews the performance of the workload sees averages at best, which hide what the slowest requests take',
  remedy: 'Make a PerfDashboard, or add a cloudwatch.GraphWidget with statistic: cloudwatch.Stats.p(99) of a latency',
  resourceTypes: ['Stack'],
  check: (stack, { catalog, workload }) => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const isShown = workload._once(isDistributionShown);
    if (isShown === true) return Verdict.COMPLIANT;
    if (!workload.resourceTypes.some(type => hasLatency(type, catalog))) return Verdict.NOT_APPLICABLE;
    if (isShown === undefined) return Verdict.UNKNOWN;
    const found = workload.ofType(DASHBOARD).length > 0 ? 'No dashboard of the app has a percentile' : 'The app has no dashboard';
    return Verdict.violating({ message: found });
  },
  compliant: [
    {
      title: 'the p99 of a duration',
      resources: dashboard(graphOf('p99')),
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new cloudwatch.Dashboard(this, 'Dashboard', {
  widgets: [[new cloudwatch.GraphWidget({ left: [handler.metricDuration({ statistic: cloudwatch.Stats.p(99) })] })]],
});`,
    },
    {
      title: 'a search by p90',
      resources: dashboard({ 'Fn::Sub': '{"widgets":[{"type":"metric","properties":{"region":"${AWS::Region}","metrics":[[{"expression":"SEARCH(\'{AWS/Lambda,FunctionName} Duration\', \'p90\', 300)"}]]}}]}' }),
    },
  ],
  violating: [
    {
      title: 'averages',
      resources: dashboard(graphOf('Average')),
      cdk: `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
new cloudwatch.Dashboard(this, 'Dashboard', {
  widgets: [[new cloudwatch.GraphWidget({ left: [handler.metricDuration()] })]],
});`,
    },
    { title: 'no dashboard', resources: HANDLER },
  ],
  ignored: [
    { title: 'nothing that has a latency', resources: { Topic: { Type: 'AWS::IAM::Role', Properties: {} } } },
    { title: 'the body is a parameter', resources: dashboard({ Ref: 'Body' }) },
  ],
});
