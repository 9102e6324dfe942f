import { App, type CfnResource, type Stack } from 'aws-cdk-lib';
import { ObservedService } from '../../src';
import { observed as toldOf } from './observers';
import { makeServices, type Service } from './services';

/** What a text of the template has in place of an attribute of a resource while it is a text of JSON. */
const MARK = /\u2021([^\u2021]+)\u2021/;

/**
 * A module that makes, service by service, exactly what the library makes of it: by L1s with bodies of dashboards that are texts already, by L2 alarms with
 * such bodies, and by L2s all through. It is what somebody writes by hand who knows all answers.
 */
export function handWrittenModule(): string {
  const resources = recorded();
  return `const { aws_cloudwatch: cw, Duration } = require('aws-cdk-lib');
${['raw', 'rendered', 'l2'].map(name => `exports.${name} = (s, stack) => {
  const i = s.index;
  const made = {};
${resources.map(resource => `  ${(name === 'raw' ? l1 : l2)(resource, name)}`).join('\n')}
};`).join('\n')}
`;
}

/** Each refers to those before it. */
const ORDER = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::Dashboard'];

interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly properties: any;
}

/** The resources that the library makes for one service, with marks in place of references. */
function recorded(): Recorded[] {
  const app = new App();
  let observed: Service | undefined;
  let home: Stack | undefined;
  makeServices(app, 1, (service, stack) => {
    new ObservedService(stack, 'Observed', toldOf(service));
    [observed, home] = [service, stack];
  });
  const names = new Map(Object.entries(expressionsOf(observed!)).map(([expression, id]) => [home!.resolve(id.logicalId) as string, expression]));
  const { Resources } = app.synth().getStackArtifact(home!.artifactId).template;
  const own = Object.entries<any>(Resources).filter(([, { Type }]) => Type.startsWith('AWS::CloudWatch::'));
  for (const [id] of own) names.set(id, `made.${id}`);
  return own.map(([id, { Type, Properties }]) => ({ id, type: Type, properties: marked(Properties, names) }))
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

/** The L1s of a service, by the expression that gives them. */
function expressionsOf({ handler, api, table, queue, deadLetters }: Service): Record<string, CfnResource> {
  const of = (construct: { node: { defaultChild?: unknown } }) => construct.node.defaultChild as CfnResource;
  return {
    's.handler.node.defaultChild': of(handler), 's.api.node.defaultChild': of(api), 's.api.deploymentStage.node.defaultChild': of(api.deploymentStage),
    's.table.node.defaultChild': of(table), 's.queue.node.defaultChild': of(queue), 's.deadLetters.node.defaultChild': of(deadLetters),
  };
}

function marked(value: any, names: ReadonlyMap<string, string>): any {
  if (Array.isArray(value)) return value.map(item => marked(item, names));
  if (value === null || typeof value !== 'object') return value;
  if ('Ref' in value) return value.Ref.startsWith('AWS::') ? mark(`stack.${value.Ref === 'AWS::Region' ? 'region' : 'account'}`) : mark(`${names.get(value.Ref)}.ref`);
  if ('Fn::GetAtt' in value) return mark(`${names.get(value['Fn::GetAtt'][0])}.getAtt('${value['Fn::GetAtt'][1]}').toString()`);
  if ('Fn::Join' in value) return value['Fn::Join'][1].map((part: unknown) => marked(part, names)).join(value['Fn::Join'][0]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, marked(member, names)]));
}

function mark(expression: string): string {
  return `\u2021${expression}\u2021`;
}

function l1({ id, type, properties }: Recorded): string {
  const name = `Cfn${type.split('::')[2]}`;
  const body = code(lowered(properties));
  return `made.${id} = new cw.${name}(s, '${id}', ${body});`;
}

function l2(resource: Recorded, name: string): string {
  const { id, type, properties } = resource;
  switch (type) {
    case 'AWS::CloudWatch::Alarm': return `made.${id} = new cw.Alarm(s, '${id}', ${alarmProps(properties)}).node.defaultChild;`;
    case 'AWS::CloudWatch::CompositeAlarm':
      return `made.${id} = new cw.CompositeAlarm(s, '${id}', { compositeAlarmName: ${code(properties.AlarmName)}, alarmDescription: ${code(properties.AlarmDescription)}, `
        + `alarmRule: cw.AlarmRule.fromString(${code(properties.AlarmRule)}) }).node.defaultChild;`;
    default: return name === 'l2' ? dashboard(resource) : l1(resource);
  }
}

function alarmProps({ Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period, Metrics, ...rest }: any): string {
  const metric = Metrics === undefined
    ? metricCode({ Namespace, MetricName, Dimensions }, Statistic ?? ExtendedStatistic, Period)
    : mathCode(Metrics);
  const { AlarmName, AlarmDescription, ComparisonOperator, EvaluationPeriods, DatapointsToAlarm, Threshold, TreatMissingData } = rest;
  const props = {
    alarmName: AlarmName, alarmDescription: AlarmDescription, comparisonOperator: ComparisonOperator, evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm, threshold: Threshold, treatMissingData: TreatMissingData,
  };
  return `{ metric: ${metric}, ...${code(props)} }`;
}

function mathCode(queries: readonly any[]): string {
  const { Expression, Label } = queries.find(query => query.Expression !== undefined);
  const inputs = queries.filter(({ MetricStat }) => MetricStat);
  const period = inputs[0].MetricStat.Period;
  const using = inputs.map(({ Id, MetricStat: { Metric, Stat, Period } }) => `${Id}: ${metricCode(Metric, Stat, Period)}`).join(', ');
  return `new cw.MathExpression({ expression: ${code(Expression)}, label: ${code(Label)}, usingMetrics: { ${using} }, period: Duration.seconds(${period}) })`;
}

function metricCode({ Namespace, MetricName, Dimensions = [] }: any, statistic: string, period: number, label?: string): string {
  const dimensionsMap = Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, Value]));
  return `new cw.Metric({ ...${code({ namespace: Namespace, metricName: MetricName, statistic, label, dimensionsMap })}, period: Duration.seconds(${period}) })`;
}

/** A dashboard of widgets, row by row as they stand in the body. */
function dashboard({ id, properties }: Recorded): string {
  const { widgets } = JSON.parse(properties.DashboardBody);
  return `made.${id} = new cw.Dashboard(s, '${id}', { dashboardName: ${code(properties.DashboardName)}, widgets: [[${widgets.map(widget).join(', ')}]] }).node.defaultChild;`;
}

function widget({ type, width, height, properties }: any): string {
  const size = `width: ${width}, height: ${height}`;
  if (type === 'text') return `new cw.TextWidget({ ${size}, markdown: ${code(properties.markdown)} })`;
  if (type === 'alarm') return `new cw.AlarmStatusWidget({ ${size}, title: ${code(properties.title)}, alarms: ${code(properties.alarms)}.map(alarmArn => ({ alarmArn, alarmRef: { alarmArn } })) })`;
  const visible: string[] = [];
  const inputs: string[] = [];
  for (const row of properties.metrics) {
    const options = row.at(-1);
    if (options.expression !== undefined) continue;
    const [Namespace, MetricName, ...pairs] = row.slice(0, -1);
    const Dimensions = pairs.flatMap((Name: string, index: number) => index % 2 === 0 ? [{ Name, Value: pairs[index + 1] }] : []);
    const metric = metricCode({ Namespace, MetricName, Dimensions }, options.stat, options.period ?? properties.period, options.label);
    if (options.visible === false) inputs.push(`${options.id}: ${metric}`); else visible.push(metric);
  }
  for (const [{ expression, label }] of properties.metrics.filter((row: any[]) => row[0]?.expression !== undefined)) {
    const used = inputs.filter(input => expression.includes(input.split(':')[0]));
    visible.push(`new cw.MathExpression({ expression: ${code(expression)}, label: ${code(label)}, usingMetrics: { ${used.join(', ')} }, period: Duration.seconds(${properties.period}) })`);
  }
  const lines = (properties.annotations?.horizontal ?? []).map(({ value, label }: any) => ({ value, label }));
  return `new cw.GraphWidget({ ${size}, title: ${code(properties.title)}, left: [${visible.join(', ')}], leftAnnotations: ${code(lines)} })`;
}

/** Property names as L1s have them. */
function lowered(value: any): any {
  if (Array.isArray(value)) return value.map(lowered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, lowered(member)]));
}

/** A value as code: texts with the number of the service, and with expressions in place of marks. */
function code(value: any): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return `{ ${Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => `${JSON.stringify(key)}: ${code(member)}`).join(', ')} }`;
  }
  return JSON.stringify(value);
}

function text(value: string): string {
  const parts = value.split(MARK).map((part, index) => index % 2 === 1 ? `\${${part}}`
    : part.replace(/[\\`]|\$(?=\{)/g, '\\$&').replace(/service-0/g, 'service-${i}').replace(/Service0/g, 'Service${i}'));
  return `\`${parts.join('')}\``;
}
