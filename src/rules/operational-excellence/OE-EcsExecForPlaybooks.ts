import { defineRule } from '../private/define-rule';
import { saysProduction } from '../private/environment-names';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const SERVICE = 'AWS::ECS::Service';
const PROPERTY = 'EnableExecuteCommand';

function isInProduction(service: WorkloadResource): boolean {
  return [service.path, service.property('ServiceName').knownText, service.property('Cluster').knownText].some(saysProduction);
}

const code = (settings: string) => `const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx') });
new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc: new ec2.Vpc(this, 'Vpc') }),
  taskDefinition,
  minHealthyPercent: 100,${settings}
});`;

export default defineRule({
  id: 'OE-EcsExecForPlaybooks',
  bestPractices: ['OPS07-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Whoever investigates can run commands in containers, but in production',
  why: 'A playbook that says to look at threads, connections or files ends at the container: without ECS Exec there is no way in until the service is deployed again',
  remedy: 'Set enableExecuteCommand: true, and leave it out in production by choice',
  resourceTypes: [SERVICE],
  check: service => {
    if (isInProduction(service)) return Verdict.NOT_APPLICABLE;
    const enabled = service.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    return enabled.flag === true ? Verdict.COMPLIANT : Verdict.violating({ message: `ECS Exec is ${enabled.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    { title: 'ECS Exec', resources: { Orders: { Type: SERVICE, Properties: { EnableExecuteCommand: true } } }, cdk: code('\n  enableExecuteCommand: true,') },
  ],
  violating: [
    { title: 'no ECS Exec', resources: { Orders: { Type: SERVICE, Properties: { ServiceName: 'orders' } } }, cdk: code('') },
    { title: 'ECS Exec switched off for tests', resources: { Orders: { Type: SERVICE, Properties: { ServiceName: 'orders-nonprod', EnableExecuteCommand: false } } } },
  ],
  ignored: [
    { title: 'a service in production', resources: { Orders: { Type: SERVICE, Properties: { ServiceName: 'orders-prod' } } } },
    { title: 'a cluster of production', resources: { Orders: { Type: SERVICE, Properties: { Cluster: 'ProductionEurope' } } } },
    { title: 'a parameter switches it on', resources: { Orders: { Type: SERVICE, Properties: { EnableExecuteCommand: { Ref: 'Exec' } } } } },
  ],
});
