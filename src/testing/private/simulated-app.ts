import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { stacksUnder, synthesizedUnits } from '../../rules/private/app-units';
import { deployedValue } from '../../rules/private/construct-units';
import { grouped } from '../../rules/private/links';
import { visibleFrom } from '../../rules/private/template-unit';
import { PropertyValue } from '../../rules/property-value';
import { Workload } from '../../rules/workload';
import type { WorkloadResource } from '../../rules/workload-resource';
import type { AlarmModel, MetricName, MuteModel, ObjectiveModel } from '../../simulation/private/model';
import { muteSchedule } from '../../simulation/private/mute-schedule';
import { COMPOSITE_ALARM, LOG_ALARM, METRIC_ALARM, readAlarm } from './alarm-reader';
import { OBJECTIVE, readObjective } from './objective-reader';
import { comparable, nameOf, textOf } from './reference-text';

const ALARM_TYPES = [METRIC_ALARM, COMPOSITE_ALARM, LOG_ALARM];
const MUTE_RULE = 'AWS::CloudWatch::AlarmMuteRule';

/** The alarms of a scope, with all that they stand on, and what else of the app decides about them. */
export class SimulatedApp {
  /** Synthesizes the app of a scope, and reads the alarms under the scope. */
  public static under(scope: IConstruct): SimulatedApp {
    const { root } = scope.node;
    if (!Stage.isStage(root)) throw complaint(scope, { what: 'the scope is in no App', fix: 'Simulate what is in an App, or IncidentSimulation.ofTemplate' });
    root.synth();
    const workload = Workload._of(synthesizedUnits(stacksUnder(root)));
    const { path } = scope.node;
    const isUnder = ({ path: own }: WorkloadResource) => path === '' || own === path || own.startsWith(`${path}/`);
    const stack = scope.node.scopes.some(Stack.isStack) ? Stack.of(scope) : scope.node.findAll().find(Stack.isStack);
    return new SimulatedApp(workload, isUnder, stack, path || '(app)');
  }

  public static ofTemplate(template: object): SimulatedApp {
    return new SimulatedApp(Workload._of([{ path: 'Template', stage: '', template, pathOf: () => undefined }]), () => true, undefined, 'Template');
  }

  public readonly alarms: readonly AlarmModel[];
  public readonly objectives: readonly ObjectiveModel[];
  public readonly mutes: readonly MuteModel[];

  private constructor(
    private readonly workload: Workload,
    isInScope: (resource: WorkloadResource) => boolean,
    private readonly stack: Stack | undefined,
    public readonly where: string,
  ) {
    const all = ALARM_TYPES.flatMap(type => workload.ofType(type));
    const byName = grouped(all, nameOf);
    const pending = new Set(all.filter(isInScope));
    const absent = new Map<string, AlarmModel>();
    const named = (from: WorkloadResource, name: string): WorkloadResource | undefined =>
      visibleFrom(from._unit, (byName.get(alarmNameIn(name)) ?? []).map(alarm => ({ alarm, unit: alarm._unit })))[0]?.alarm;
    const find = (from: WorkloadResource, name: string): string => {
      const found = named(from, name);
      if (found) {
        pending.add(found);
        return found.path;
      }
      const id = `absent ${alarmNameIn(name)}`;
      absent.set(id, notInApp(id, alarmNameIn(name)));
      return id;
    };
    const alarms: AlarmModel[] = [];
    // Alarms that a rule names join while the set is read.
    for (const alarm of pending) alarms.push(readAlarm(alarm, name => find(alarm, name)));
    this.objectives = workload.ofType(OBJECTIVE).flatMap(objective => readObjective(objective) ?? []);
    this.mutes = workload.ofType(MUTE_RULE).map(rule => readMute(rule, name => named(rule, name)?.path ?? name));
    this.alarms = [...alarms, ...absent.values()];
  }

  /** A metric of constructs as the templates name it. */
  public metric(metric: IMetric): MetricName {
    const { namespace, metricName, dimensions = [] } = metric.toMetricConfig().metricStat!;
    return { namespace, metricName, dimensions: Object.fromEntries(dimensions.map(({ name, value }) => [name, this.comparable(value)])) };
  }

  private comparable(value: unknown): string {
    if (!Token.isUnresolved(value)) return String(value);
    if (!this.stack) throw complaint('IncidentSimulation', { what: 'a dimension of a series refers to a construct', received: value, fix: 'Write the values of dimensions out where a template is simulated' });
    const { stack } = this;
    const unit = this.workload._units.find(({ path }) => path === stack.node.path)!;
    return comparable(PropertyValue._at(this.workload, unit, deployedValue(stack, value)));
  }
}

/** `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout` is `checkout`. */
function alarmNameIn(name: string): string {
  return name.startsWith('arn:') && name.includes(':alarm:') ? name.slice(name.indexOf(':alarm:') + ':alarm:'.length) : name;
}

function notInApp(id: string, name: string): AlarmModel {
  const nothing = { OK: [], ALARM: [], INSUFFICIENT_DATA: [] };
  return { kind: 'silent', id, name, reason: 'it is not in the app, and another alarm stands on it', actions: { enabled: false, ...nothing }, listeners: nothing };
}

function readMute(rule: WorkloadResource, find: (name: string) => string): MuteModel {
  const schedule = rule.property('Rule.Schedule');
  try {
    return {
      alarms: rule.property('MuteTargets.AlarmNames').items.map(name => find(textOf(name))),
      isActive: muteSchedule({
        expression: schedule.property('Expression').text ?? '', duration: schedule.property('Duration').text ?? '', timeZone: schedule.property('Timezone').text ?? 'UTC',
        startDate: rule.property('StartDate').text, expireDate: rule.property('ExpireDate').text,
      }),
    };
  } catch (error) {
    throw new Error(`[${rule.path}] cannot be simulated: ${(error as Error).message}.`);
  }
}
