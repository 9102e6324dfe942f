import { Aws, Size, Stack, aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_logs as logs } from 'aws-cdk-lib';
import {
  DashboardSlot, Journey, ObservedService, OpsDashboard, ServiceLevelIndicator, ServiceLevelObjective, Severity, SyntheticCanary, Telemetry,
  Threshold, ThresholdOrigin,
  TracedService,
  type AlarmSpec, type ObservedServiceProps, type SignalSpec, type SyntheticCanaryProps,
} from '../../src';
import { OrderStack } from '../support/order-service';
import { probe, probes } from '../support/signals';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, bodyOf, deployed, resourcesOf, templateOf } from '../support/templates';

/** What neither validator of templates sees, so that the library has to. */
const SEMANTICALLY_WRONG = [
  'SEARCH in an alarm', 'eleven metrics', 'two ReturnData', 'an over-long evaluation window', 'a missing ThresholdMetricId', 'an unknown metric-math function',
  'DatapointsToAlarm > EvaluationPeriods', '101 composite children', 'broken composite grammar', 'a dashboard that is not JSON', 'an unknown widget type', '501 widgets',
  'an attainment goal of 400', 'a retired canary runtime', 'an invalid schedule', 'canary memory that is no multiple of 64', 'an X-Ray filter', 'an SSM action name',
  'a metric filter in an AWS/ namespace', 'an empty Contributor Insights rule',
];

const ALARM: AlarmSpec = { threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY, cause: 'Something', firstStep: 'Look' };

const shop = () => new Stack(strictApp(), 'Shop');

function service(stack: Stack, signals: Array<Partial<SignalSpec> & { readonly id: string }>, props: Partial<ObservedServiceProps> = {}): Stack {
  if (!stack.node.tryFindChild('Probe')) probe(stack);
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'web-team', routes: [], catalog: probes(...signals), ...props });
  return stack;
}

const inputs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, { metricName: `M${index}`, statistic: 'Sum' }]));
const sum = (count: number) => ({ expression: Object.keys(inputs(count)).join('+'), inputs: inputs(count) });
const template = (stack: Stack) => templateOf(synthesizeStrictly(stack.node.root as any), stack.stackName);

/** A widget of a user's own making. */
function ownWidget(type: string): cloudwatch.IWidget {
  return { width: 6, height: 6, position: () => undefined, toJson: () => [{ type, properties: {} }] };
}

/** The dashboard of a service, with widgets of a user's own; one body a page. */
function pages(...widgets: cloudwatch.IWidget[]): any[] {
  const stack = shop();
  const opsDashboard = new OpsDashboard(stack, 'Ops', { sections: [{ title: 'Own', slot: DashboardSlot.CUSTOM, widgets: () => widgets }] });
  service(stack, [{ id: 'x', alarm: ALARM }], { opsDashboard });
  return resourcesOf(template(stack), 'AWS::CloudWatch::Dashboard').filter(([id]) => id.startsWith('Ops')).map(([, body]) => bodyOf(body));
}

const metric = (metricName: string) => new cloudwatch.Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
const indicator = ServiceLevelIndicator.requests({ bad: metric('Failed'), total: metric('All') });

function canary(props: Partial<SyntheticCanaryProps>): SyntheticCanary {
  return new SyntheticCanary(shop(), 'Canary', { journey: Journey.heartbeat('browse', { url: 'https://shop.example.com/' }), alarms: false, ...props });
}

/** What telemetry makes of the order service. */
function telemetry(type: string): any[] {
  const stack = new OrderStack(strictApp(), 'Shop');
  new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'web-team', routes: [], telemetry: Telemetry.of({ logs: { contributors: true } }) });
  return resourcesOf(template(stack), type).map(([, { Properties }]) => Properties);
}

/** By what is wrong, what says it, and the error: where, what was received, what is valid. */
const REFUSED: Record<string, [say: () => unknown, message: RegExp]> = {
  'SEARCH in an alarm': [
    () => service(shop(), [{ id: 'x', expression: 'SUM(SEARCH(\'{AWS/SQS}\', \'Sum\')) + m0', inputs: inputs(1), alarm: ALARM }]),
    /^Error: \[Shop\/Probe\] alarm of .*SEARCH works on dashboards only; received 'SUM\(SEARCH/,
  ],
  'eleven metrics': [
    () => service(shop(), [{ id: 'x', ...sum(11), alarm: ALARM }]),
    /^Error: \[Shop\/Probe\] .*too many metrics in it; received 11; valid: 10 at most/,
  ],
  'an over-long evaluation window': [
    () => service(shop(), [{ id: 'x', alarm: ALARM }], { overrides: { 'probe.x': { periodSeconds: 3600, evaluationPeriods: 169 } } }),
    /^Error: \[Shop\/Probe\] .*evaluation window is too long; received '3600 s times 169'; valid: 604800 s/,
  ],
  'an unknown metric-math function': [
    () => probes({ id: 'x', expression: 'MEDIAN(m0)', inputs: inputs(1) }),
    /^Error: \[kind probe, signal x\] metric math has no such function; received 'MEDIAN'/,
  ],
  'DatapointsToAlarm > EvaluationPeriods': [
    () => service(shop(), [{ id: 'x', alarm: ALARM }], { overrides: { 'probe.x': { evaluationPeriods: 3, datapointsToAlarm: 4 } } }),
    /^Error: \[Shop\/Probe\] .*datapointsToAlarm is more than evaluationPeriods; received 4; valid: 1 to 3/,
  ],
  'an unknown widget type': [
    () => pages(ownWidget('gauge')),
    /\[Shop\/Ops\] section 'Own': CloudWatch knows no such type of widget; received 'gauge'; valid: alarm, /,
  ],
  'an attainment goal of 400': [
    () => new ServiceLevelObjective(shop(), 'Slo', { sloName: 'orders', serviceName: 'shop', goal: 400, indicator }),
    /^Error: \[Shop\/Slo\] goal is not a share.*received 400; valid: percent above 0 and below 100/,
  ],
  'a retired canary runtime': [
    () => canary({ runtime: 'syn-nodejs-puppeteer-7.0' }),
    /^Error: \[Shop\/Canary\] runtime is retired.*received 'syn-nodejs-puppeteer-7\.0'; valid: syn-/,
  ],
  'an invalid schedule': [
    () => canary({ schedule: 'every hour' }),
    /^Error: \[Shop\/Canary\] schedule is not valid; received 'every hour'; valid: /,
  ],
  'canary memory that is no multiple of 64': [
    () => canary({ memory: Size.mebibytes(1000) }),
    /^Error: \[Shop\/Canary\] memory is not a multiple of 64 MiB; received 1000; valid: such as \d+/,
  ],
  'an X-Ray filter': [
    () => new TracedService(shop(), 'Traces', { serviceName: 'shop', filterExpression: 'service("checkout' }),
    /^Error: \[Shop\/Traces\] filterExpression is no filter expression of X-Ray; received 'service\("checkout'; valid: /,
  ],
};

/** By what is wrong, why nobody can say it: what is made is right whatever is asked for. */
const RIGHT_BY_CONSTRUCTION: Record<string, () => void> = {
  'two ReturnData': () => {
    const [[, { Properties }]] = alarmsOf(template(service(shop(), [{ id: 'x', ...sum(3), alarm: ALARM }])));
    expect(Properties.Metrics.map((query: any) => query.ReturnData)).toEqual([true, false, false, false]);
  },
  'a missing ThresholdMetricId': () => {
    const [[, { Properties }]] = alarmsOf(template(service(shop(), [{ id: 'x', alarm: { ...ALARM, threshold: Threshold.anomalyBand(2) } }])));
    expect(Properties.Metrics.map((query: any) => query.Id)).toContain(Properties.ThresholdMetricId);
  },
  '101 composite children': () => {
    const signals = Array.from({ length: 101 }, (_, index) => ({ id: `x${index}`, alarm: ALARM }));
    const rules = resourcesOf(template(service(shop(), signals)), 'AWS::CloudWatch::CompositeAlarm').map(([, { Properties }]) => deployed(Properties.AlarmRule));
    expect(rules.map(rule => rule.match(/ALARM\(/g)!.length).sort()).toEqual([1, 100, 2]);
  },
  'broken composite grammar': () => {
    const stack = new Stack(strictApp(), 'Shop');
    probe(stack, 'It\'s (not) "one" OR two');
    const [[, { Properties }]] = resourcesOf(template(service(stack, [{ id: 'x', alarm: ALARM }, { id: 'y', alarm: ALARM }], {})), 'AWS::CloudWatch::CompositeAlarm');
    expect(deployed(Properties.AlarmRule)).toMatch(/^ALARM\("[^"]+"\)( OR ALARM\("[^"]+"\))*$/);
  },
  'a dashboard that is not JSON': () => {
    const markdown = `"quoted" \\ ${Aws.STACK_ID}\nand broken`;
    expect(pages(new cloudwatch.TextWidget({ markdown }))[0].widgets.map(({ properties }: any) => properties.markdown)).toContain('"quoted" \\ AWS::StackId\nand broken');
  },
  '501 widgets': () => {
    const sizes = pages(...Array.from({ length: 501 }, (_, index) => new cloudwatch.TextWidget({ markdown: `${index}` }))).map(({ widgets }) => widgets.length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  },
  'an SSM action name': () => {
    const stack = new OrderStack(strictApp(), 'Shop');
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'web-team', routes: [], runbookDocuments: true });
    const actions = resourcesOf(template(stack), 'AWS::SSM::Document').flatMap(([, { Properties }]) => Properties.Content.mainSteps.map((step: any) => step.action));
    expect(new Set(actions)).toEqual(new Set(['aws:executeAwsApi']));
  },
  'a metric filter in an AWS/ namespace': () => {
    const namespaces = telemetry('AWS::Logs::MetricFilter').flatMap(({ MetricTransformations }) => MetricTransformations.map((each: any) => each.MetricNamespace));
    expect(new Set(namespaces)).toEqual(new Set(['CdkPillars/shop']));
  },
  'an empty Contributor Insights rule': () => {
    const stack = shop();
    const log = new logs.LogGroup(stack, 'Access');
    const api = new apigateway.RestApi(stack, 'Api', {
      deployOptions: {
        accessLogDestination: new apigateway.LogGroupLogDestination(log), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      },
    });
    api.root.addMethod('GET');
    new ObservedService(stack, 'Service', { serviceName: 'shop', owner: 'web-team', routes: [], telemetry: Telemetry.of({ logs: { contributors: true } }) });
    const bodies = resourcesOf(template(stack), 'AWS::CloudWatch::InsightRule').map(([, { Properties }]) => JSON.parse(deployed(Properties.RuleBody)));
    expect(bodies.map(({ Contribution, LogGroupNames }) => [Contribution.Keys, LogGroupNames.length])).toEqual([[['$.ip'], 1]]);
  },
};

test('each of them is refused, or cannot be said', () => {
  const rows = [REFUSED, RIGHT_BY_CONSTRUCTION].flatMap(table => Object.keys(table));
  expect(rows.sort()).toEqual([...SEMANTICALLY_WRONG].sort());
});

test.each(Object.entries(REFUSED))('%s is refused', (_, [say, message]) => {
  let error: unknown;
  try {
    say();
  } catch (thrown) {
    error = thrown;
  }
  expect(String(error)).toMatch(message);
});

test.each(Object.entries(RIGHT_BY_CONSTRUCTION))('%s is never made', (_, prove) => prove());
