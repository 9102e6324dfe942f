import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const SERVICE = 'AWS::ECS::Service';
const PROPERTY = 'PlatformVersion';

const code = (options: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29.3') });
new ecs.FargateService(this, 'Service', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,${options}
});`;

export default defineRule({
  id: 'OE-FargatePlatformLatest',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Fargate services run on the latest platform version',
  why: 'A service that names its platform version stays on it when a newer one comes, and does without the fixes and the newer kernel that only that one has',
  remedy: 'Leave platformVersion out, or set it to ecs.FargatePlatformVersion.LATEST',
  resourceTypes: [SERVICE],
  check: service => {
    const version = service.property(PROPERTY);
    if (version.isUnknown) return Verdict.UNKNOWN;
    if (version.isAbsent || version.text === 'LATEST') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The platform version is ${version.text ?? 'no text'}`, property: PROPERTY });
  },
  compliant: [
    { title: 'the default', resources: { Service: { Type: SERVICE, Properties: { LaunchType: 'FARGATE' } } }, cdk: code('') },
    { title: 'the latest', resources: { Service: { Type: SERVICE, Properties: { LaunchType: 'FARGATE', PlatformVersion: 'LATEST' } } } },
  ],
  violating: [
    {
      title: 'a version of its own',
      resources: { Service: { Type: SERVICE, Properties: { LaunchType: 'FARGATE', PlatformVersion: '1.3.0' } } },
      cdk: code('\n  platformVersion: ecs.FargatePlatformVersion.VERSION1_3,'),
    },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: { Service: { Type: SERVICE, Properties: { PlatformVersion: { Ref: 'Version' } } } } },
  ],
});
