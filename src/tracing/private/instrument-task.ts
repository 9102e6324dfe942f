import { Aspects, CfnResource, RemovalPolicy, aws_ecs as ecs, aws_logs as logs, type IAspect } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { markOwn } from '../../core/private/own-constructs';
import { peekProperty } from '../../signals/private/peek';
import { Subject } from '../../signals/private/subject';
import type { TaskInstrumentation } from '../task-instrumentation';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';
import { acknowledge } from './acknowledge';
import { AGENT_IMAGE, INSTRUMENTATION_IMAGES } from './adot-images';
import { checkLanguage, checkName } from './check-name';
import { containerTraits } from './known-instrumentation';
import { attachManagedPolicy } from './managed-policy';
import { decided } from './report';
import { AGENT_MEMORY, INIT_MEMORY, checkTask, containersOf, programIn, toolIn, variablesOf } from './task-containers';
import { injectionOf, type Injection } from './task-environment';

const AGENT_CONFIG = { traces: { traces_collected: { application_signals: {} } }, logs: { metrics_collected: { application_signals: {} } } };
const AGENT_VARIABLE = 'CW_CONFIG_CONTENT';
const POLICY = 'CloudWatchAgentServerPolicy';

const INSTRUMENTED = new WeakSet<IConstruct>();

/** Adds the CloudWatch agent and the auto-instrumentation to a task definition, unless something instruments it already. */
export function instrumentTask(task: ecs.TaskDefinition, options: TaskInstrumentation): TracingDecision {
  const l1 = task.node.defaultChild as CfnResource;
  if (INSTRUMENTED.has(task)) return decided(l1, TracingOutcome.ALREADY_TRACED, 'Application Signals instruments it');
  const containers = containersOf(l1);
  const tool = toolIn(containers);
  if (tool !== undefined) return decided(l1, TracingOutcome.INSTRUMENTED, `${tool} instruments it already, so it is left alone`);
  checkName(task, 'serviceName', options.serviceName);
  checkLanguage(task, options.language);
  checkTask(task, l1, containers);
  const program = programIn(task, options.containerName);
  const role = new Subject(l1).role('TaskRoleArn');
  if (!role || !attachManagedPolicy(role, POLICY, 'The policy that AWS documents for the CloudWatch agent beside a program')) {
    return decided(l1, TracingOutcome.NOT_POSSIBLE, `its task role, or what is attached to it, is not known in this app: attach ${POLICY} to the role, and give the task definition a role of this app`);
  }
  const injection = injectionOf(options.language, {
    serviceName: options.serviceName, esModules: options.esModules ?? false, isArm64: peekProperty(l1, 'RuntimePlatform.CpuArchitecture') === 'ARM64',
    present: variablesOf(containers, program.containerName),
  });
  addSidecars(task, program, injection, options);
  for (const [name, value] of Object.entries(injection.variables)) program.addEnvironment(name, value);
  Aspects.of(task).add(new AcknowledgeVariables([AGENT_VARIABLE, ...Object.keys(injection.variables)]), { priority: 1000 });
  INSTRUMENTED.add(task);
  return decided(l1, TracingOutcome.ENABLED, `Application Signals instruments the container ${program.containerName} for ${options.language}, with the CloudWatch agent beside it`);
}

function addSidecars(task: ecs.TaskDefinition, program: ecs.ContainerDefinition, { path, command }: Injection, options: TaskInstrumentation): void {
  const own = new Construct(task, 'ApplicationSignals');
  markOwn(own);
  const logGroup = new logs.LogGroup(own, 'Logs', { retention: options.logRetention ?? logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const volume = `opentelemetry-auto-instrumentation-${options.language}`;
  task.addVolume({ name: volume });
  const agent = task.addContainer('cloudwatch-agent', {
    image: options.agentImage ?? ecs.ContainerImage.fromRegistry(AGENT_IMAGE),
    essential: false,
    memoryReservationMiB: AGENT_MEMORY,
    environment: { [AGENT_VARIABLE]: JSON.stringify(AGENT_CONFIG) },
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'agent', logGroup }),
  });
  const init = task.addContainer('opentelemetry-init', {
    image: options.instrumentationImage ?? ecs.ContainerImage.fromRegistry(INSTRUMENTATION_IMAGES[options.language]),
    essential: false,
    memoryReservationMiB: INIT_MEMORY,
    command: [...command],
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'init', logGroup }),
  });
  for (const container of [init, program]) container.addMountPoints({ sourceVolume: volume, containerPath: path, readOnly: false });
  program.addContainerDependencies(
    { container: init, condition: ecs.ContainerDependencyCondition.SUCCESS },
    { container: agent, condition: ecs.ContainerDependencyCondition.START },
  );
}

/** Settings of the agent are no secrets. Where a container has variables of the app, that finding stays. */
class AcknowledgeVariables implements IAspect {
  constructor(private readonly ours: readonly string[]) {}

  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || node.cfnResourceType !== 'AWS::ECS::TaskDefinition') return;
    const names = containersOf(node).flatMap(container => Object.keys(containerTraits(container).variables as object));
    if (names.every(name => this.ours.includes(name))) acknowledge(node, 'AwsSolutions-ECS2', 'The variables are the settings of OpenTelemetry and of the CloudWatch agent, without secrets');
  }
}
