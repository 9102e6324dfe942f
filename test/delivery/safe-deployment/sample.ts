import {
  App, Duration, RemovalPolicy, Stack, Tags,
  aws_cloudwatch as cloudwatch, aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_ec2 as ec2,
  aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_lambda as lambda, aws_s3 as s3, type AppProps,
} from 'aws-cdk-lib';
import { ChangeCalendar, ChangeCalendarDefault, ChangeWindow, DeploymentStrategy, SafeDeployment } from '../../../src';

/** An alarm with a name of its own, as those of a service have. */
export function alarm(stack: Stack, id: string): cloudwatch.Alarm {
  const metric = new cloudwatch.Metric({ namespace: 'Shop', metricName: id, statistic: 'Sum' });
  return new cloudwatch.Alarm(stack, id, { alarmName: `shop-${id.toLowerCase()}`, metric, threshold: 1, evaluationPeriods: 1 });
}

export function stackIn(app: App, id = 'Stack'): Stack {
  const stack = new Stack(app, id, { description: 'Deployments' });
  for (const [key, value] of Object.entries({ owner: 'team', service: 'shop', environment: 'prod' })) Tags.of(stack).add(key, value);
  return stack;
}

export function handlerIn(stack: Stack, id = 'Orders'): lambda.Function {
  return new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') });
}

export function fargate(stack: Stack, id = 'Shop', props: Partial<ecs.FargateServiceProps> = {}): ecs.FargateService {
  const vpc = stack.node.tryFindChild('Vpc') as ec2.Vpc | undefined ?? new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2 });
  const cluster = stack.node.tryFindChild('Cluster') as ecs.Cluster | undefined ?? new ecs.Cluster(stack, 'Cluster', { vpc });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, `${id}Task`);
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29.3'), portMappings: [{ containerPort: 80 }] });
  return new ecs.FargateService(stack, id, { cluster, taskDefinition, minHealthyPercent: 100, ...props });
}

/** A load balancer before a service, with a second target group and a rule over both. */
export function balanced(stack: Stack, service: ecs.FargateService) {
  const { vpc } = service.cluster;
  const [blue, green] = ['Blue', 'Green'].map(id => new elbv2.ApplicationTargetGroup(stack, id, { vpc, port: 80, targetType: elbv2.TargetType.IP, healthCheck: { path: '/health' } }));
  service.attachToApplicationTargetGroup(blue);
  const listener = new elbv2.ApplicationLoadBalancer(stack, 'Front', { vpc }).addListener('Http', { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  const ruleAt = (id: string, priority: number, path: string) => new elbv2.ApplicationListenerRule(stack, id, {
    listener, priority, conditions: [elbv2.ListenerCondition.pathPatterns([path])],
    action: elbv2.ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]),
  });
  return { green, rule: ruleAt('Rule', 10, '/*'), testRule: ruleAt('TestRule', 5, '/test/*') };
}

export function pipelineIn(stack: Stack, props: Partial<codepipeline.PipelineProps> = {}): codepipeline.Pipeline {
  const bucket = () => new s3.Bucket(stack, `Bucket${stack.node.children.length}`, { removalPolicy: RemovalPolicy.DESTROY, versioned: true });
  const input = new codepipeline.Artifact();
  const deploy = () => new actions.S3DeployAction({ actionName: 'Deploy', bucket: bucket(), input });
  const test = new codebuild.PipelineProject(stack, 'Test');
  return new codepipeline.Pipeline(stack, 'Release', {
    pipelineType: codepipeline.PipelineType.V2,
    stages: [
      { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket: bucket(), bucketKey: 'app.zip', output: input })] },
      { stageName: 'Beta', actions: [deploy()] },
      { stageName: 'Test', actions: [new actions.CodeBuildAction({ actionName: 'Test', project: test, input, type: actions.CodeBuildActionType.TEST })] },
      { stageName: 'Live', actions: [deploy()] },
    ],
    ...props,
  });
}

export const freeze = ChangeWindow.once({ name: 'Christmas freeze', begins: '2026-12-18T18:00', ends: '2027-01-04T06:00', timeZone: 'Europe/Berlin' });
export const hours = ChangeWindow.weekly({ name: 'Working hours', begins: '09:00', ends: '16:00', timeZone: 'Europe/Berlin' });

/** One deployment of each kind, with all that it can have, below one stack. */
export function everyKind(props: AppProps = {}): { app: App; stack: Stack; deployments: ReturnType<typeof deploymentsIn> } {
  const app = new App(props);
  const stack = stackIn(app);
  return { app, stack, deployments: deploymentsIn(stack) };
}

function deploymentsIn(stack: Stack) {
  const [errors, latency, budget] = ['Errors', 'Latency', 'Budget'].map(id => alarm(stack, id));
  const rollbackAlarms = [errors, latency];
  const calendar = new ChangeCalendar(stack, 'Freezes', { windows: [freeze], calendarName: 'shop-freezes', description: 'When the shop is not changed' });
  const open = new ChangeCalendar(stack, 'Hours', { windows: [hours], outsideWindows: ChangeCalendarDefault.CLOSED });
  const gated = { calendars: [calendar, open], gateAlarms: [budget] };
  const orders = SafeDeployment.ofFunction(stack, 'OrdersDeployment', { handler: handlerIn(stack), rollbackAlarms, ...gated });
  const payments = SafeDeployment.ofFunction(stack, 'PaymentsDeployment', {
    handler: handlerIn(stack, 'Payments'), rollbackAlarms, strategy: DeploymentStrategy.linear({ percentage: 25, every: Duration.minutes(4) }),
    preTrafficHook: handlerIn(stack, 'PreTest'), postTrafficHook: handlerIn(stack, 'PostTest'),
  });
  const service = fargate(stack);
  const { green, rule, testRule } = balanced(stack, service);
  const shop = SafeDeployment.ofEcsService(stack, 'ShopDeployment', {
    service, rollbackAlarms, ...gated,
    alternateTarget: { targetGroup: green, productionRuleArn: rule.listenerRuleArn, testRuleArn: testRule.listenerRuleArn },
  });
  const worker = SafeDeployment.ofEcsService(stack, 'WorkerDeployment', { service: fargate(stack, 'Worker'), rollbackAlarms, strategy: DeploymentStrategy.rolling() });
  const release = SafeDeployment.ofPipeline(stack, 'ReleaseDeployment', { pipeline: pipelineIn(stack), stageName: 'Live', budgetAlarms: [budget], calendars: [calendar] });
  const flags = SafeDeployment.ofFeatureFlags(stack, 'FlagsDeployment', {
    applicationName: 'shop', rollbackAlarms, ...gated, flags: { 'new-checkout': { enabled: false, attributes: { share: 10, countries: ['de', 'fr'] } } },
  });
  return { orders, payments, shop, worker, release, flags, calendar, open };
}
