import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const TASK = 'AWS::ECS::TaskDefinition';
const SERVICE = 'AWS::ECS::Service';
const CONTAINERS = 'ContainerDefinitions';

/** Sidecars that carry logs, metrics and traces: what they do is not what the service is for. */
const AGENT = /(aws-for-fluent-bit|fluent-?bit|fluentd|xray-daemon|aws-xray|cloudwatch-agent|aws-otel-collector|opentelemetry-collector|datadog\/agent)/i;

/** Whether a load balancer asks the tasks of a service how they are. */
function hasLoadBalancer(service: WorkloadResource): boolean | undefined {
  const balancers = service.property('LoadBalancers');
  if (balancers.items.some(({ isUnknown }) => !isUnknown)) return true;
  return balancers.isUnknown || balancers.items.length > 0 ? undefined : false;
}

function judgeContainer(container: PropertyValue): Verdict {
  if (container.isUnknown) return Verdict.UNKNOWN;
  const essential = container.property('Essential');
  const image = container.property('Image');
  if (essential.flag === false || !container.property('FirelensConfiguration').isAbsent || AGENT.test(image.knownText)) return Verdict.NOT_APPLICABLE;
  const check = container.property('HealthCheck');
  if (check.isUnknown || essential.isUnknown) return Verdict.UNKNOWN;
  if (!check.isAbsent) return Verdict.COMPLIANT;
  const name = container.property('Name').text;
  return Verdict.violating({ message: `Nothing checks the health of container ${name ?? 'without a name'}`, name, property: CONTAINERS });
}

const code = (healthCheck: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('worker', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/python'),${healthCheck}
});
new ecs.FargateService(this, 'Worker', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,
});`;

const CHECK = { Command: ['CMD-SHELL', 'test -f /run/alive'] };
const WORKER = { Name: 'worker', Image: 'public.ecr.aws/docker/library/python' };
const resources = (containers: unknown, service: object = {}) => ({
  Task: { Type: TASK, Properties: { ContainerDefinitions: containers } },
  Worker: { Type: SERVICE, Properties: { TaskDefinition: { Ref: 'Task' }, ...service } },
});

export default defineRule({
  id: 'OE-EcsContainerHealthCheck',
  bestPractices: ['OPS06-BP04', 'OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Containers of services that no load balancer asks have a health check',
  why: 'A process that hangs counts as running: ECS neither replaces the task nor stops a deployment that brought it, and nobody sees why the work is not done',
  remedy: 'Set healthCheck: { command: [\'CMD-SHELL\', \'...\'] } on the container, which ECS does not take from the image',
  resourceTypes: [TASK],
  check: task => {
    const answers = task.workload.referrersOf(task, SERVICE, 'TaskDefinition').map(hasLoadBalancer);
    if (!answers.includes(false)) return answers.includes(undefined) ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const containers = task.property(CONTAINERS);
    return containers.isUnknown ? Verdict.UNKNOWN : combinedVerdict(containers.items.map(judgeContainer));
  },
  compliant: [
    {
      title: 'a health check',
      resources: resources([{ ...WORKER, HealthCheck: CHECK }]),
      cdk: code('\n  healthCheck: { command: [\'CMD-SHELL\', \'test -f /run/alive\'] },'),
    },
    {
      title: 'a sidecar without one',
      resources: resources([
        { ...WORKER, HealthCheck: CHECK },
        { Name: 'collector', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:latest' },
        { Name: 'init', Image: 'public.ecr.aws/docker/library/busybox', Essential: false },
      ]),
    },
  ],
  violating: [
    { title: 'no health check', resources: resources([WORKER]), findings: ['worker'], cdk: code('') },
    {
      title: 'one of two services has no load balancer',
      resources: {
        ...resources([{ ...WORKER, Essential: true }]),
        Front: { Type: SERVICE, Properties: { TaskDefinition: { Ref: 'Task' }, LoadBalancers: [{ ContainerName: 'worker', ContainerPort: 80, TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/front/0' }] } },
      },
      findings: ['worker'],
    },
  ],
  ignored: [
    { title: 'a load balancer checks the tasks', resources: resources([WORKER], { LoadBalancers: [{ ContainerName: 'worker', ContainerPort: 80, TargetGroupArn: { Ref: 'Group' } }] }) },
    { title: 'a task that no service runs', resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [WORKER] } } } },
    { title: 'a router of logs alone', resources: resources([{ Name: 'router', Image: 'log-router', FirelensConfiguration: { Type: 'fluentbit' } }]) },
    { title: 'the health check is a parameter', resources: resources([{ ...WORKER, HealthCheck: { 'Fn::If': ['IsChecked', CHECK, { Ref: 'AWS::NoValue' }] } }]) },
    { title: 'the load balancers are a condition', resources: resources([WORKER], { LoadBalancers: { 'Fn::If': ['IsPublic', [{}], { Ref: 'AWS::NoValue' }] } }) },
  ],
});
