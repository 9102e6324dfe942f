import {
  App, NestedStack, Stack, aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_dynamodb as dynamodb, aws_ec2 as ec2,
  aws_elasticloadbalancingv2 as elbv2, aws_lambda as lambda, aws_sns as sns, aws_stepfunctions as stepfunctions,
} from 'aws-cdk-lib';
import { AlarmRoute, Answer, ObservedService, type IRule } from '../../src';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import { contextOf, rules } from '../support/rules';

process.env.CDK_VALIDATION = 'false';

function rule(id: string): IRule {
  return rules.find(({ metadata }) => metadata.id === id)!;
}

/** What a rule says of the resources that it is about, by path. */
function answers(app: App, id: string): Record<string, Answer> {
  const workload = resolvedWorkload(app);
  const about = rule(id).metadata.resourceTypes.flatMap(type => workload.ofType(type));
  return Object.fromEntries(about.map(resource => [resource.path, rule(id).evaluate(resource, contextOf(workload)).answer]));
}

function fn(scope: Stack, id: string): lambda.Function {
  return new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
}

test('a dashboard of another stack shows the stack around a nested one that it refers to', () => {
  const app = new App();
  const shown = new Stack(app, 'Shown');
  const table = new dynamodb.Table(new NestedStack(shown, 'Data'), 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
  const hidden = new Stack(app, 'Hidden');
  fn(new NestedStack(hidden, 'Compute'), 'Handler');
  const monitoring = new Stack(app, 'Monitoring');
  new cloudwatch.Dashboard(monitoring, 'Dashboard', { widgets: [[new cloudwatch.GraphWidget({ left: [table.metricConsumedReadCapacityUnits()] })]] });

  expect(answers(app, 'OE-ServiceDashboard')).toEqual({ Shown: Answer.COMPLIANT, Hidden: Answer.VIOLATING, Monitoring: Answer.NOT_APPLICABLE });
});

test('an alarm on a target group counts for the load balancer of another stack', () => {
  const app = new App();
  const front = new Stack(app, 'Front');
  const vpc = new ec2.Vpc(front, 'Vpc');
  const balancer = new elbv2.ApplicationLoadBalancer(front, 'Balancer', { vpc });
  const listener = balancer.addListener('Listener', { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  const orders = new Stack(app, 'Orders');
  const targets = new elbv2.ApplicationTargetGroup(orders, 'Targets', { vpc, port: 80, targetType: elbv2.TargetType.IP });
  new elbv2.ApplicationListenerRule(orders, 'Rule', { listener, priority: 1, conditions: [elbv2.ListenerCondition.pathPatterns(['/orders/*'])], targetGroups: [targets] });
  targets.metrics.unhealthyHostCount().createAlarm(orders, 'Unhealthy', { threshold: 1, evaluationPeriods: 2 });

  expect(answers(app, 'OE-AlbAlarmed')).toEqual({ 'Front/Balancer/Resource': Answer.COMPLIANT, 'Orders/Targets/Resource': Answer.NOT_APPLICABLE });
});

test('an alarm of another stack counts for a state machine', () => {
  const app = new App();
  const flow = new Stack(app, 'Flow');
  const machine = new stepfunctions.StateMachine(flow, 'Machine', { definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(flow, 'Done')) });
  const other = new stepfunctions.StateMachine(flow, 'Other', { definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(flow, 'End')) });
  machine.metricFailed().createAlarm(new Stack(app, 'Monitoring'), 'Failed', { threshold: 1, evaluationPeriods: 1 });

  expect(answers(app, 'OE-StateMachineAlarmed')).toEqual({ 'Flow/Machine/Resource': Answer.COMPLIANT, [`${other.node.path}/Resource`]: Answer.VIOLATING });
});

describe('an observed service', () => {
  function observed(): App {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const onCall = new sns.Topic(stack, 'OnCall');
    new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'shop', environment: 'prod', resources: [fn(stack, 'Handler')], routes: [AlarmRoute.toTopic(onCall)] });
    return app;
  }

  test.each(['OE-AlarmSeverity', 'OE-AlarmNoOkAction', 'OE-AlarmSingleDatapoint', 'OE-CompositeAlarmPerService', 'OE-RunbookDocuments', 'OE-AlarmHasAlarmAction'])('keeps %s', id => {
    expect(Object.values(answers(observed(), id))).not.toContain(Answer.VIOLATING);
  });
});

test('a composite alarm elsewhere that stands on an alarm speaks for the stack of that alarm', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const onCall = new actions.SnsAction(new sns.Topic(stack, 'OnCall'));
  const alarms = Array.from({ length: 11 }, (_, index) => new cloudwatch.Alarm(stack, `Errors${index}`, {
    metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: `Errors${index}` }), threshold: 1, evaluationPeriods: 5,
  }));
  alarms.forEach(alarm => alarm.addAlarmAction(onCall));
  expect(answers(app, 'OE-CompositeAlarmPerService')).toEqual({ Stack: Answer.VIOLATING });

  new cloudwatch.CompositeAlarm(new Stack(app, 'Health'), 'Health', { alarmRule: cloudwatch.AlarmRule.anyOf(alarms[0]) });
  expect(answers(app, 'OE-CompositeAlarmPerService')).toEqual({ Stack: Answer.COMPLIANT, Health: Answer.NOT_APPLICABLE });
});
