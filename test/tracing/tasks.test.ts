import { App, CfnResource, Stack, aws_ecs as ecs, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { ApplicationSignals, InstrumentationLanguage, TracingOutcome, type TaskInstrumentation } from '../../src';
import { infosOf, propertiesNow, rendered } from '../support/rendered';

const image = (name = 'public.ecr.aws/nginx/nginx:1.27') => ecs.ContainerImage.fromRegistry(name);
const stackIn = () => new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
const OPTIONS: TaskInstrumentation = { language: InstrumentationLanguage.NODEJS, serviceName: 'shop' };

function taskIn(stack: Stack, environment?: Record<string, string>, props: ecs.FargateTaskDefinitionProps = {}): ecs.FargateTaskDefinition {
  const task = new ecs.FargateTaskDefinition(stack, 'Task', props);
  task.addContainer('app', { image: image(), environment });
  return task;
}

function containersOf(task: ecs.TaskDefinition): Record<string, any> {
  const { ContainerDefinitions } = propertiesNow(task.node.defaultChild as CfnResource);
  return Object.fromEntries(ContainerDefinitions.map((container: any) => [container.Name, container]));
}

const variablesOf = ({ Environment }: any) => Object.fromEntries(Environment.map(({ Name, Value }: any) => [Name, Value]));

test('agent, auto-instrumentation, volume and dependencies', () => {
  const stack = stackIn();
  const task = taskIn(stack);
  expect(ApplicationSignals.instrumentEcs(task, { ...OPTIONS, logRetention: logs.RetentionDays.TWO_WEEKS })).toMatchObject({ path: 'Stack/Task/Resource', outcome: TracingOutcome.ENABLED });

  const containers = containersOf(task);
  const volume = 'opentelemetry-auto-instrumentation-nodejs';
  const path = '/otel-auto-instrumentation-node';
  expect(Object.keys(containers)).toEqual(['app', 'cloudwatch-agent', 'opentelemetry-init']);
  expect(containers.app).toMatchObject({
    DependsOn: [{ ContainerName: 'opentelemetry-init', Condition: 'SUCCESS' }, { ContainerName: 'cloudwatch-agent', Condition: 'START' }],
    MountPoints: [{ SourceVolume: volume, ContainerPath: path, ReadOnly: false }],
  });
  expect(containers['opentelemetry-init']).toMatchObject({
    Essential: false, MemoryReservation: 64, Command: ['cp', '-a', '/autoinstrumentation/.', path], MountPoints: [{ SourceVolume: volume, ContainerPath: path, ReadOnly: false }],
  });
  expect(containers['cloudwatch-agent']).toMatchObject({ Essential: false, MemoryReservation: 128 });
  expect(JSON.parse(variablesOf(containers['cloudwatch-agent']).CW_CONFIG_CONTENT)).toEqual({
    traces: { traces_collected: { application_signals: {} } }, logs: { metrics_collected: { application_signals: {} } },
  });
  expect(propertiesNow(task.node.defaultChild as CfnResource).Volumes).toEqual([{ Name: volume }]);
  const groups = Object.values<any>(rendered(stack).Resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
  expect(groups.map(({ Properties }) => Properties.RetentionInDays)).toEqual([14]);
  for (const name of ['cloudwatch-agent', 'opentelemetry-init']) expect(containers[name].LogConfiguration.LogDriver).toBe('awslogs');
});

test('what every language has in common', () => {
  const task = taskIn(stackIn());
  ApplicationSignals.instrumentEcs(task, OPTIONS);
  expect(variablesOf(containersOf(task).app)).toMatchObject({
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=shop', OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4316/v1/traces', OTEL_AWS_APPLICATION_SIGNALS_EXPORTER_ENDPOINT: 'http://localhost:4316/v1/metrics',
    OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none', OTEL_TRACES_EXPORTER: 'otlp',
  });
});

const LANGUAGES: [string, Partial<TaskInstrumentation>, Record<string, string>, Record<string, string>][] = [
  ['Node.js', {}, { NODE_OPTIONS: '--max-old-space-size=256' }, { NODE_OPTIONS: '--max-old-space-size=256 --require /otel-auto-instrumentation-node/autoinstrumentation.js' }],
  ['ES modules', { esModules: true }, {}, {
    NODE_OPTIONS: '--import /otel-auto-instrumentation-node/autoinstrumentation.js --experimental-loader=/otel-auto-instrumentation-node/node_modules/@opentelemetry/instrumentation/hook.mjs',
  }],
  ['Python', { language: InstrumentationLanguage.PYTHON }, { PYTHONPATH: '/app' }, {
    PYTHONPATH: '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation:/app:/otel-auto-instrumentation-python',
    OTEL_PYTHON_DISTRO: 'aws_distro', OTEL_PYTHON_CONFIGURATOR: 'aws_configurator',
  }],
  ['Java', { language: InstrumentationLanguage.JAVA }, {}, { JAVA_TOOL_OPTIONS: '-javaagent:/otel-auto-instrumentation-java/javaagent.jar' }],
  ['.NET', { language: InstrumentationLanguage.DOTNET }, {}, {
    CORECLR_ENABLE_PROFILING: '1', CORECLR_PROFILER_PATH: '/otel-auto-instrumentation-dotnet/linux-arm64/OpenTelemetry.AutoInstrumentation.Native.so',
    DOTNET_STARTUP_HOOKS: '/otel-auto-instrumentation-dotnet/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll', OTEL_DOTNET_AUTO_HOME: '/otel-auto-instrumentation-dotnet',
  }],
];

test.each(LANGUAGES)('%s', (_, options, environment, expected) => {
  const task = taskIn(stackIn(), { TABLE: 'orders', ...environment }, { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 } });
  ApplicationSignals.instrumentEcs(task, { ...OPTIONS, ...options });
  const containers = containersOf(task);
  expect(variablesOf(containers.app)).toMatchObject({ TABLE: 'orders', ...expected });
  const [source] = containers.app.MountPoints;
  expect(containers['opentelemetry-init'].MountPoints).toEqual([source]);
  expect(containers['opentelemetry-init'].Command.at(-1)).toMatch(source.ContainerPath);
});

test('containers and images may be others than by default', () => {
  const stack = stackIn();
  const task = taskIn(stack);
  task.addContainer('worker', { image: image() });
  ApplicationSignals.instrumentEcs(task, { ...OPTIONS, containerName: 'worker', agentImage: image('agent:2'), instrumentationImage: image('adot:2') });
  const containers = containersOf(task);
  expect(containers.worker.DependsOn).toHaveLength(2);
  expect(containers.app.Environment).toBeUndefined();
  expect([containers['cloudwatch-agent'].Image, containers['opentelemetry-init'].Image]).toEqual(['agent:2', 'adot:2']);
});

describe('what is left alone', () => {
  const TOOLS: [string, (task: ecs.TaskDefinition) => void][] = [
    ['OpenTelemetry', task => task.addContainer('collector', { image: image('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3') })],
    ['Datadog', task => task.addContainer('agent', { image: image('public.ecr.aws/datadog/agent:7') })],
    ['the CloudWatch agent', task => task.addContainer('cloudwatch-agent', { image: image('agent:1') })],
    ['the X-Ray daemon', task => task.addContainer('xray-daemon', { image: image('daemon:1') })],
    ['Dynatrace', task => task.addContainer('oneagent', { image: image('agent:1') })],
    ['Datadog', task => task.defaultContainer!.addEnvironment('DD_AGENT_HOST', 'localhost')],
    ['OpenTelemetry', task => task.defaultContainer!.addEnvironment('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://localhost:4318')],
  ];

  test.each(TOOLS)('what %s instruments', (tool, fill) => {
    const stack = stackIn();
    const task = taskIn(stack);
    fill(task);
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentEcs(task, OPTIONS)).toMatchObject({ outcome: TracingOutcome.INSTRUMENTED, reason: expect.stringMatching(`^${tool} \\(`) });
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toHaveLength(1);
  });

  test('a task with an imported role', () => {
    const stack = stackIn();
    const task = taskIn(stack, {}, { taskRole: iam.Role.fromRoleName(stack, 'Role', 'shop') });
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentEcs(task, OPTIONS)).toMatchObject({ outcome: TracingOutcome.NOT_POSSIBLE, reason: expect.stringContaining('attach CloudWatchAgentServerPolicy') });
    expect(rendered(stack)).toEqual(before);
  });

  test('what was instrumented before', () => {
    const stack = stackIn();
    const task = taskIn(stack);
    ApplicationSignals.instrumentEcs(task, OPTIONS);
    const [before, infos] = [rendered(stack), infosOf(stack)];
    expect(ApplicationSignals.instrumentEcs(task, OPTIONS).outcome).toBe(TracingOutcome.ALREADY_TRACED);
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toEqual(infos);
  });
});

const BAD: [string, (stack: Stack) => ecs.TaskDefinition, Partial<TaskInstrumentation>, RegExp][] = [
  ['no container', stack => new ecs.FargateTaskDefinition(stack, 'Task'), {}, /no such container; received 'none'; valid: none yet/],
  ['another container', stack => taskIn(stack), { containerName: 'web' }, /received 'web'; valid: app/],
  ['a bridge', stack => new ecs.Ec2TaskDefinition(stack, 'Task', { networkMode: ecs.NetworkMode.BRIDGE }), {}, /received 'bridge'; valid: awsvpc/],
  ['Windows', stack => taskIn(stack, {}, { cpu: 1024, memoryLimitMiB: 2048, runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, cpuArchitecture: ecs.CpuArchitecture.X86_64 } }), {}, /only tasks on Linux/],
  ['a name with a comma', stack => taskIn(stack), { serviceName: 'shop,cart' }, /serviceName.*received 'shop,cart'/],
  ['Go', stack => taskIn(stack), { language: 'go' as InstrumentationLanguage }, /received 'go'; valid: nodejs, python, java, dotnet/],
  ['too little memory', stack => {
    const task = new ecs.FargateTaskDefinition(stack, 'Task', { memoryLimitMiB: 512 });
    task.addContainer('app', { image: image(), memoryReservationMiB: 400 });
    return task;
  }, {}, /no room for the CloudWatch agent; received 512; valid: 592 MiB and more/],
];

test.each(BAD)('%s is refused, and nothing is changed', (_, make, options, message) => {
  const stack = stackIn();
  const task = make(stack);
  const before = rendered(stack);
  expect(() => ApplicationSignals.instrumentEcs(task, { ...OPTIONS, ...options })).toThrow(message);
  expect(() => ApplicationSignals.instrumentEcs(task, { ...OPTIONS, ...options })).toThrow(/^\[Stack\/Task\] /);
  expect(rendered(stack)).toEqual(before);
});
