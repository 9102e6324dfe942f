import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TASK = 'AWS::ECS::TaskDefinition';
const PROPERTY = 'ContainerDefinitions';

/** Agents that take traces, by AWS and by others, as images and containers are called. */
const AGENT = /xray|x-ray|otel|opentelemetry|cloudwatch-agent|datadog|newrelic|nri-ecs|dynatrace|oneagent|grafana-agent|grafana\/alloy|jaeger|splunk/i;

/** What tells a program where its traces go: to an agent of the host or of another task as well. */
const SETTING = /^(OTEL_|AWS_XRAY_|DD_(AGENT_|TRACE_|APM_)|NEW_RELIC_|DT_|ELASTIC_APM_|SENTRY_)/;

/** Whether a container is traced or traces others; `undefined` where only deployment tells. */
function isTracing(container: PropertyValue): boolean | undefined {
  const names = [container.property('Image'), container.property('Name')];
  if (names.some(name => AGENT.test(name.knownText))) return true;
  const settings = container.values('Environment.*.Name');
  if (settings.some(({ text }) => text !== undefined && SETTING.test(text))) return true;
  const isHidden = names.some(name => name.isUnknown && name.knownText === '') || settings.some(({ isUnknown }) => isUnknown);
  return isHidden || !container.property('EnvironmentFiles').isAbsent ? undefined : false;
}

export default defineRule({
  id: 'OE-EcsTaskTracing',
  bestPractices: ['OPS04-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Tasks of ECS send traces',
  why: 'A trace breaks off where a request enters the container, so what it waits for in there stays unknown',
  remedy: 'Add a container of the AWS Distro for OpenTelemetry or of the CloudWatch agent, and set OTEL_EXPORTER_OTLP_ENDPOINT for the application',
  resourceTypes: [TASK],
  check: task => {
    const containers = task.property(PROPERTY);
    if (containers.isUnknown) return Verdict.UNKNOWN;
    const answers = containers.items.map(isTracing);
    if (answers.length === 0) return Verdict.NOT_APPLICABLE;
    if (answers.includes(true)) return Verdict.COMPLIANT;
    if (answers.includes(undefined)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'No container is an agent that takes traces, and none is told of one', property: PROPERTY });
  },
  compliant: [
    {
      title: 'the collector of OpenTelemetry beside the application',
      resources: {
        Task: {
          Type: TASK,
          Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1' }, { Name: 'collector', Image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3' }] },
        },
      },
      cdk: `const task = new ecs.FargateTaskDefinition(this, 'Task');
task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });
task.addContainer('collector', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3') });`,
    },
    {
      title: 'an agent on the host',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', Environment: [{ Name: 'AWS_XRAY_DAEMON_ADDRESS', Value: '172.17.0.1:2000' }] }] } } },
    },
    {
      title: 'an agent in a repository of one\'s own',
      resources: {
        Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'cloudwatch-agent', Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/agent:1' } }] } },
      },
    },
  ],
  violating: [
    {
      title: 'an application alone',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', Environment: [{ Name: 'LOG_LEVEL', Value: 'info' }] }] } } },
      cdk: `const task = new ecs.FargateTaskDefinition(this, 'Task');
task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') });`,
    },
  ],
  ignored: [
    { title: 'the image is a parameter', resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: { Ref: 'Image' } }] } } } },
    { title: 'the containers are a parameter', resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: { Ref: 'Containers' } } } } },
    {
      title: 'settings from a file',
      resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [{ Name: 'app', Image: 'orders:1', EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::settings/app.env' }] }] } } },
    },
    { title: 'no containers', resources: { Task: { Type: TASK, Properties: { ContainerDefinitions: [] } } } },
  ],
});
