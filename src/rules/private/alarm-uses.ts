import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { ALARM_TYPES, alarmsBehind, COMPOSITE } from './composite-rule';

/** Where an alarm does its work without telling anybody: it stops a deployment or an experiment, or holds another alarm back. */
const USES: readonly (readonly [resourceType: string, path: string])[] = [
  ['AWS::CodeDeploy::DeploymentGroup', 'AlarmConfiguration.Alarms.*.Name'],
  ['AWS::ECS::Service', 'DeploymentConfiguration.Alarms.AlarmNames.*'],
  ['AWS::SageMaker::Endpoint', 'DeploymentConfig.AutoRollbackConfiguration.Alarms.*.AlarmName'],
  ['AWS::SageMaker::InferenceComponent', 'DeploymentConfig.AutoRollbackConfiguration.Alarms.*.AlarmName'],
  ['AWS::AppConfig::Environment', 'Monitors.*.AlarmArn'],
  ['AWS::FIS::ExperimentTemplate', 'StopConditions.*.Value'],
  ['AWS::ARCZonalShift::ZonalAutoshiftConfiguration', 'PracticeRunConfiguration.OutcomeAlarms.*.AlarmIdentifier'],
  ['AWS::ARCZonalShift::ZonalAutoshiftConfiguration', 'PracticeRunConfiguration.BlockingAlarms.*.AlarmIdentifier'],
  ['AWS::Route53::HealthCheck', 'HealthCheckConfig.AlarmIdentifier.Name'],
  [COMPOSITE, 'ActionsSuppressor'],
];

/** Whether something besides its own actions acts on an alarm, or on a composite alarm that it brings into ALARM. */
export function isUsedOtherwise(alarm: WorkloadResource): boolean {
  return alarm.workload._once(usedAlarms).has(alarm);
}

function usedAlarms(workload: Workload): ReadonlySet<WorkloadResource> {
  const named = USES.flatMap(([type, path]) => workload.ofType(type).flatMap(resource => resource.values(path)));
  const used = new Set(named.flatMap(value => value.targets(...ALARM_TYPES)));
  // A set that grows is walked to its end, and a circle of composites only once.
  for (const alarm of used) if (alarm.resourceType === COMPOSITE) for (const child of alarmsBehind(alarm)) used.add(child);
  return used;
}
