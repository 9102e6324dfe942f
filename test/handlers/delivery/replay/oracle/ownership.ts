import type { RegisteredService } from '../../../../../src/core/schemas/private/delivery';
import { type BusEvent, type Entry, nameOf } from '../log';

/** The one thing that an event is about: the pipeline, the group, the service of ECS, the stack, the alias. */
export function targetOf({ source, detail, resources }: BusEvent): string {
  switch (source) {
    case 'aws.codepipeline': return detail.pipeline;
    case 'aws.codedeploy': return `${detail.application}/${detail.deploymentGroup}`;
    case 'aws.ecs': return resources[0];
    case 'aws.cloudformation': return detail['stack-id'].split('/')[1];
    case 'aws.cloudwatch': return detail.alarmName;
    case 'aws.synthetics': return detail['canary-name'];
    case 'aws.lambda': return `${detail.requestParameters?.functionName.split(':').pop()}:${detail.requestParameters?.name}`;
    default: return '';
  }
}

/** Whether the event is one of the service. */
export function belongsTo(service: RegisteredService, entry: Entry): boolean {
  const { event } = entry;
  const target = targetOf(event);
  switch (event.source) {
    case 'cdk-pillars': return nameOf(event.detail as RegisteredService) === nameOf(service);
    case 'aws.ssm': return entry.opsItem !== undefined && nameOf(entry.opsItem) === nameOf(service);
    case 'aws.codepipeline': return has(service.pipelines, target);
    case 'aws.codedeploy': return has(service.deploymentGroups, target);
    case 'aws.ecs': return has(service.ecsServices, target);
    case 'aws.cloudformation': return has(service.stacks, target);
    case 'aws.lambda': return has(service.aliases, target);
    case 'aws.synthetics': return has(service.canaries, target);
    case 'aws.cloudwatch': return service.alarms?.[target] !== undefined || isSymptom(service, target);
    default: return false;
  }
}

export function isSymptom({ symptomPrefixes = [] }: RegisteredService, alarm: string): boolean {
  return symptomPrefixes.some(prefix => alarm.startsWith(prefix));
}

function has(names: readonly string[] | undefined, name: string): boolean {
  return names !== undefined && names.includes(name);
}
