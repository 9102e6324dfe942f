import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const TASK = 'AWS::ECS::TaskDefinition';
const CONTAINERS = 'ContainerDefinitions';
const FAMILY = 'RuntimePlatform.OperatingSystemFamily';

/** Whether tasks share instances that somebody runs: on Fargate, and with a size of the task, that size is what counts. */
function sharesInstances(task: WorkloadResource): boolean | undefined {
  const launch = task.property('RequiresCompatibilities');
  const size = task.property('Memory');
  const family = task.property(FAMILY);
  if (launch.items.some(({ text }) => text === 'FARGATE') || (!size.isAbsent && !size.isUnknown) || family.text?.startsWith('WINDOWS')) return false;
  return [launch, ...launch.items, size, family].some(({ isUnknown }) => isUnknown) ? undefined : true;
}

function judge(container: PropertyValue): Verdict {
  const limit = container.property('Memory');
  const reservation = container.property('MemoryReservation');
  const name = container.property('Name').text;
  if (limit.isUnknown || reservation.isUnknown) return Verdict.UNKNOWN;
  if (!(limit.number! > 0) || !reservation.isAbsent) return Verdict.COMPLIANT;
  return Verdict.violating({ message: `The container ${name ?? 'without a name'} has a hard limit of ${limit.number} MiB and no reservation`, name, property: CONTAINERS });
}

const task = (container: object, properties: object = {}) => ({
  Task: { Type: TASK, Properties: { RequiresCompatibilities: ['EC2'], ContainerDefinitions: [{ Name: 'app', Image: 'nginx', ...container }], ...properties } },
});

const code = (memory: string) => `const task = new ecs.Ec2TaskDefinition(this, 'Task');
task.addContainer('app', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx'),
${memory}
});`;

export default defineRule({
  id: 'PE-EcsMemoryReservation',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  title: 'Containers on instances reserve memory, rather than only being limited',
  why: 'ECS reserves all of a hard limit on an instance, used or not: sized for the peak, few tasks fit, and sized for less, the container is killed at the peak',
  remedy: 'Set memoryReservationMiB to what the container normally needs, and memoryLimitMiB well above it or not at all',
  resourceTypes: [TASK],
  check: resource => {
    const answer = sharesInstances(resource);
    if (answer === false) return Verdict.NOT_APPLICABLE;
    const containers = resource.property(CONTAINERS);
    if (answer === undefined || containers.isUnknown) return Verdict.UNKNOWN;
    return combinedVerdict(containers.items.map(judge));
  },
  compliant: [
    {
      title: 'a reservation below the limit',
      resources: task({ Memory: 1024, MemoryReservation: 256 }),
      cdk: code('  memoryReservationMiB: 256,\n  memoryLimitMiB: 1024,'),
    },
    { title: 'a reservation alone', resources: task({ MemoryReservation: 256 }) },
  ],
  violating: [
    { title: 'a limit alone', resources: task({ Memory: 1024 }), findings: ['app'], cdk: code('  memoryLimitMiB: 1024,') },
    {
      title: 'one container of several',
      resources: task({}, { ContainerDefinitions: [{ Name: 'app', Memory: 1024, MemoryReservation: 256 }, { Name: 'agent', Memory: 512 }] }),
      findings: ['agent'],
    },
  ],
  ignored: [
    { title: 'Fargate, where the task has its memory for itself', resources: task({ Memory: 1024 }, { RequiresCompatibilities: ['FARGATE'], Cpu: '256', Memory: '2048' }) },
    { title: 'the task as a whole has a size', resources: task({ Memory: 1024 }, { Memory: '2048' }) },
    { title: 'Windows, where containers are limited in another way', resources: task({ Memory: 1024 }, { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }) },
    { title: 'the reservation is a parameter', resources: task({ Memory: 1024, MemoryReservation: { Ref: 'Memory' } }) },
    { title: 'where it runs is a parameter', resources: task({ Memory: 1024 }, { RequiresCompatibilities: { Ref: 'Launch' } }) },
  ],
});
