import type { SignalCatalog } from '../../signals/signal-catalog';
import { carriesAlarms } from '../private/alarm-events';
import { distinct, isWatched, listed, type Metric } from '../private/alarmed-kinds';
import { ALARM_TYPES } from '../private/composite-rule';
import { defineRule } from '../private/define-rule';
import { RULES } from '../private/operational-excellence.generated';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ID = 'OE-ResourceAlarmed';

type Metrics = readonly Metric[];

const BY_CATALOG = new WeakMap<SignalCatalog, ReadonlyMap<string, Metrics | undefined>>();

/** Types that rules with more exact demands are about. */
function typesWithOwnRule(): Set<string> {
  return new Set(RULES.filter(({ id }) => id.endsWith('Alarmed') && id !== ID).flatMap(({ resourceTypes }) => resourceTypes));
}

/** By type, what an alarm can be on; filled as types are met, so that no kind is loaded for nothing. */
function metricsByType(catalog: SignalCatalog): Map<string, Metrics | undefined> {
  let table = BY_CATALOG.get(catalog) as Map<string, Metrics | undefined> | undefined;
  if (!table) {
    const own = typesWithOwnRule();
    table = new Map(catalog.resourceTypes.filter(type => !own.has(type)).map(type => [type, undefined]));
    BY_CATALOG.set(catalog, table);
  }
  return table;
}

function metricsOfType(type: string, catalog: SignalCatalog): Metrics {
  const table = metricsByType(catalog);
  let metrics = table.get(type);
  if (!metrics && table.has(type)) {
    metrics = distinct(catalog._metricsOfType(type).filter(({ alarmed }) => alarmed));
    table.set(type, metrics);
  }
  return metrics ?? [];
}

/** A topic that alarms publish to, or a rule that is about alarms. */
function isOnTheWayOfAlarms(resource: WorkloadResource): boolean {
  if (resource.resourceType === 'AWS::SNS::Topic') return ALARM_TYPES.some(type => resource.workload.referrersOf(resource, type, 'AlarmActions.*').length > 0);
  return resource.resourceType === 'AWS::Events::Rule' && carriesAlarms(resource);
}

export default defineRule({
  id: ID,
  bestPractices: ['OPS08-BP04', 'OPS08-BP01'],
  level: RuleLevel.WARNING,
  title: 'Resources that deserve an alarm have one',
  why: 'A fault of the resource shows nowhere until users complain',
  remedy: 'Observe it with ObservedService, or add an alarm on one of the metrics named',
  resourceTypes: ['*'],
  check: (resource, { catalog }) => {
    const metrics = metricsOfType(resource.resourceType, catalog);
    // Alarms on what carries alarms go the same way.
    if (metrics.length === 0 || isOnTheWayOfAlarms(resource)) return Verdict.NOT_APPLICABLE;
    return isWatched(resource, metrics) ? Verdict.COMPLIANT : Verdict.violating({ message: `No alarm watches ${listed(metrics)}` });
  },
  compliant: [
    {
      title: 'an alarm on one of the metrics that the signal catalog alarms for the kind',
      resources: {
        Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } },
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } },
        Errors: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/ApiGateway', MetricName: '5XXError', Dimensions: [{ Name: 'ApiName', Value: 'orders' }, { Name: 'Stage', Value: { Ref: 'Prod' } }] },
        },
      },
      subject: 'Prod',
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');
new ObservedService(this, 'Orders', { serviceName: 'orders', owner: 'order-team', resources: [api], routes: [] });`,
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'abc', StageName: 'prod' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
  ],
  ignored: [
    { title: 'a type that the catalog has no kind for', resources: { Role: { Type: 'AWS::IAM::Role', Properties: {} } } },
    {
      title: 'an EventBridge rule that carries alarms',
      resources: { Route: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { 'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] } } } },
    },
    {
      title: 'a topic that alarms publish to',
      resources: { OnCall: { Type: 'AWS::SNS::Topic', Properties: {} }, Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: 'OnCall' }] } } },
      subject: 'OnCall',
    },
    { title: 'a type with a rule of its own', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: {} } } },
  ],
});
