import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TASK = 'AWS::ECS::TaskDefinition';
const PROPERTY = 'RuntimePlatform.CpuArchitecture';

const task = (properties: object) => ({
  Task: { Type: TASK, Properties: { RequiresCompatibilities: ['FARGATE'], Cpu: '256', Memory: '512', ContainerDefinitions: [{ Name: 'app', Image: 'nginx' }], ...properties } },
});

const code = (platform: string) => `const task = new ecs.FargateTaskDefinition(this, 'Task', {
  cpu: 256,
  memoryLimitMiB: 512,${platform}
});
task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx') });`;

export default defineRule({
  id: 'PE-EcsArm64',
  bestPractices: ['PERF02-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Fargate tasks run on ARM64',
  why: 'Fargate charges a fifth less per vCPU and hour for Graviton, on which most services do at least as much, and images have to be built for it',
  remedy: 'Set runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 }, and build the images for linux/arm64',
  resourceTypes: [TASK],
  check: resource => {
    const launch = resource.property('RequiresCompatibilities');
    const isFargate = launch.items.some(({ text }) => text === 'FARGATE');
    if (!isFargate) return launch.isUnknown || launch.items.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.NOT_APPLICABLE;
    const system = resource.property('RuntimePlatform.OperatingSystemFamily');
    if (system.text?.startsWith('WINDOWS')) return Verdict.NOT_APPLICABLE;
    const architecture = resource.property(PROPERTY);
    if (architecture.text === 'ARM64') return Verdict.COMPLIANT;
    if (system.isUnknown || architecture.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The architecture is ${architecture.text ?? 'not set, which means X86_64'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'ARM64',
      resources: task({ RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' } }),
      cdk: code('\n  runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },'),
    },
  ],
  violating: [
    { title: 'no platform', resources: task({}), cdk: code('') },
    { title: 'X86_64', resources: task({ RuntimePlatform: { CpuArchitecture: 'X86_64' } }) },
  ],
  ignored: [
    { title: 'tasks on instances, which decide', resources: task({ RequiresCompatibilities: ['EC2'] }) },
    { title: 'Windows, which has X86_64 only', resources: task({ RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }) },
    { title: 'the architecture is a parameter', resources: task({ RuntimePlatform: { CpuArchitecture: { Ref: 'Architecture' } } }) },
    { title: 'where it runs is a parameter', resources: task({ RequiresCompatibilities: [{ Ref: 'Launch' }] }) },
  ],
});
