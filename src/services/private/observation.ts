import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { isPlanned, planAlarm } from '../../alarms/private/alarm-plan';
import type { PlannedAlarm } from '../../alarms/private/alarm-site';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import { complaint } from '../../core/private/errors';
import { BoundSignal } from '../../signals/bound-signal';
import type { Exclusion } from '../../signals/exclusion';
import type { ObservedResource } from '../../signals/observed-resource';
import { publishesMetrics } from '../../signals/private/metric-types';
import { obstacleToAlarms } from '../../signals/private/metrics-region';
import { labelOf } from '../../signals/private/resource-label';
import { StackResources } from '../../signals/private/stack-resources';
import type { SignalCatalog } from '../../signals/signal-catalog';
import type { SignalOverride } from '../../signals/signal-override';
import type { ISignalSource } from '../../signals/signal-source';
import { SignalScope } from '../../signals/signal-spec';
import type { TelemetrySwitch } from '../../tracing/private/telemetry/telemetry-switch';
import { CoverageState, type Coverage, type SignalCoverage } from '../coverage';
import { discover, isCdkHelper, visitOwnable, type Found } from './discovery';
import { HandWrittenAlarms } from './hand-written-alarms';
import { BySignalKey } from './override-resolver';

export interface ObservationInit {
  readonly service: Construct;
  readonly catalog: SignalCatalog;
  readonly strength: ReferenceStrength;
  readonly alarms: ServiceAlarms;
  readonly coverage: Coverage;
  readonly exclusions: readonly Exclusion[];
  /** What alarms of the service travel through. */
  readonly carriers: readonly IConstruct[];
  readonly overrides: BySignalKey<SignalOverride>;
  /** What is switched on before signals are looked for. */
  readonly telemetry?: TelemetrySwitch;
}

interface SignalOutcome {
  readonly state: CoverageState;
  readonly note?: string;
  readonly plan?: PlannedAlarm['plan'];
}

const UNKNOWN_KIND: SignalOutcome = {
  state: CoverageState.UNSUPPORTED,
  note: 'the catalog has no kind for this type: add one with SignalCatalog.withSource, or exclude the resource with a reason',
};

/** From constructs to bound signals, alarms and coverage. */
export class Observation {
  /** What dashboards draw. */
  public readonly signals: BoundSignal[] = [];
  private readonly roots: IConstruct[] = [];
  private readonly excludedSignals: BySignalKey<Exclusion>;
  private readonly accountSignals = new Set<string>();
  private readonly bound: BoundSignal[] = [];
  private readonly effective = new Set<Exclusion>();

  constructor(private readonly init: ObservationInit) {
    const ofSignals = init.exclusions.flatMap(exclusion => exclusion.signalKey === undefined ? [] : [[exclusion.signalKey, exclusion] as const]);
    this.excludedSignals = new BySignalKey(new Map(ofSignals));
  }

  public observe(roots: readonly IConstruct[], wholeStack: boolean): void {
    const { service, catalog, coverage } = this.init;
    if (roots.length === 0) {
      throw complaint(service, { what: 'resources is empty', fix: 'Name at least one construct, or leave resources out to observe everything in the stack' });
    }
    const indexes = new Set([service, ...roots].filter(isInStack).map(root => StackResources.around(root)));
    for (const index of indexes) index.refresh();
    const found = roots.flatMap(root => {
      const resources = discover(root, catalog).filter(({ resource, source }) => source !== undefined || publishesMetrics(resource.resourceType));
      if (resources.length === 0) {
        throw complaint(root, {
          what: 'there is no resource to observe here',
          fix: wholeStack
            ? 'Make the ObservedService after the resources of the stack, or name them in resources'
            : 'Name an L1, an L2, an import or a construct that holds resources; tell what an import is with ImportedResource.declare',
        });
      }
      return resources;
    });
    for (const { resource } of found) indexes.add(StackResources.around(resource.construct));
    this.switchOn(found, indexes);
    this.roots.push(...roots);
    const written = new HandWrittenAlarms(indexes);
    const planned: PlannedAlarm[] = [];
    const all = [...found, ...this.init.telemetry?.found ?? []];
    for (const { resource, source } of all) if (!coverage._has(resource.construct)) planned.push(...this.cover(resource, source, written));
    this.init.alarms.add(planned);
  }

  /** Refuses overrides and exclusions that name nothing. */
  public checkKeys(): void {
    const { service, catalog, overrides } = this.init;
    overrides.check(service, 'override', this.bound, catalog);
    this.excludedSignals.check(service, 'exclusion', this.bound, catalog);
  }

  /** Exclusions of constructs that hold nothing of what is observed. */
  public idleExclusions(): IConstruct[] {
    return this.init.exclusions.flatMap(exclusion => exclusion.construct === undefined || this.effective.has(exclusion) ? [] : [exclusion.construct]);
  }

  /** Resources below what is observed that came too late. */
  public missed(): ObservedResource[] {
    const { catalog, coverage } = this.init;
    return this.roots.flatMap(root => discover(root, catalog))
      .filter(({ resource, source }) => source !== undefined || publishesMetrics(resource.resourceType))
      .map(({ resource }) => resource)
      .filter(resource => !coverage._has(resource.construct) && !isCdkHelper(resource) && !this.excludedAbove(resource.construct));
  }

  /** Everything below what is observed, or what is looked for there, except what is excluded or stands in another Stage. */
  public taggable(find: (root: IConstruct) => CfnResource[] = visitOwnable): CfnResource[] {
    const stage = Stage.of(this.init.service);
    return this.roots.flatMap(root => find(root)).filter(resource => Stage.of(resource) === stage && !this.excludedAbove(resource));
  }

  /** Has telemetry set what decides about signals, and looks again at what that changed. */
  private switchOn(found: readonly Found[], indexes: ReadonlySet<StackResources>): void {
    const { telemetry } = this.init;
    if (!telemetry) return;
    const observed = found.filter(({ resource, source }) => this.unobserved(resource, source) === undefined);
    telemetry.switchOn(observed.map(({ resource }) => resource));
    for (const index of indexes) index.refresh();
  }

  private cover(resource: ObservedResource, source: ISignalSource | undefined, written: HandWrittenAlarms): PlannedAlarm[] {
    const unobserved = this.unobserved(resource, source);
    if (unobserved || !source) {
      this.record(resource, source, unobserved ?? UNKNOWN_KIND, []);
      return [];
    }
    const { signals, planned } = this.coverSignals(resource, source, written);
    this.record(resource, source, { state: stateOf(signals), note: noteOf(signals) }, signals);
    return planned;
  }

  private record(resource: ObservedResource, source: ISignalSource | undefined, { state, note }: SignalOutcome, signals: SignalCoverage[]): void {
    const { path, resourceType, construct } = resource;
    this.init.coverage._set(construct, { path, resourceType, kind: source?.kind, state, note, signals });
  }

  /** Why nothing of a resource can or shall be observed, if so. */
  private unobserved(resource: ObservedResource, source: ISignalSource | undefined): SignalOutcome | undefined {
    const exclusion = this.excludedAbove(resource.construct);
    if (exclusion) return { state: CoverageState.EXCLUDED, note: exclusion.reason };
    if (this.init.carriers.some(carrier => resource.construct.node.scopes.includes(carrier))) {
      return { state: CoverageState.EXCLUDED, note: 'alarms of the service travel through it: one about it would reach nobody' };
    }
    if (isCdkHelper(resource)) return { state: CoverageState.INTERNAL, note: 'made by the CDK for its own purposes' };
    if (!source) return UNKNOWN_KIND;
    const stage = Stage.of(resource.construct);
    if (stage !== Stage.of(this.init.service)) {
      return { state: CoverageState.UNSUPPORTED, note: `it is in ${stageInWords(stage)}: make an ObservedService in a stack of that Stage` };
    }
    const { account } = resource.env;
    if (differs(account, Stack.of(this.init.service).account)) {
      return { state: CoverageState.UNSUPPORTED, note: `it is in account ${account}: make an ObservedService in a stack of that account` };
    }
    if (source.dimensions(resource) === undefined) {
      return { state: CoverageState.UNSUPPORTED, note: `the resource cannot be named from here: its metrics need ${source.naming}` };
    }
    return undefined;
  }

  private coverSignals(
    resource: ObservedResource, source: ISignalSource, written: HandWrittenAlarms,
  ): { signals: SignalCoverage[]; planned: PlannedAlarm[] } {
    const { service, strength } = this.init;
    const label = labelOf(resource, service);
    const signals: SignalCoverage[] = [];
    const planned: PlannedAlarm[] = [];
    for (const spec of source.signals) {
      for (const variant of source.variants(resource, spec)) {
        const signal = BoundSignal._bind(source, spec, resource, variant, label, strength);
        this.bound.push(signal);
        if (this.isShownAlready(signal)) continue;
        const { plan, ...outcome } = this.coverSignal(signal, written);
        signals.push({ id: signal.id, ...outcome });
        if (outcome.state !== CoverageState.BLIND) this.signals.push(signal);
        if (plan) planned.push({ signal, plan });
      }
    }
    return { signals, planned };
  }

  /** A signal of the account is the same for every resource: the first one shows it for the service. */
  private isShownAlready({ spec, key }: BoundSignal): boolean {
    if (spec.scope !== SignalScope.ACCOUNT) return false;
    const isShown = this.accountSignals.has(key);
    this.accountSignals.add(key);
    return isShown;
  }

  private coverSignal(signal: BoundSignal, written: HandWrittenAlarms): SignalOutcome {
    const { spec, source, resource } = signal;
    if (spec.requires && !source.publishes(resource, spec)) {
      return { state: CoverageState.BLIND, note: `${spec.requires.howToEnable} (${spec.requires.ruleId})` };
    }
    const excluded = this.excludedSignals.of(signal);
    if (excluded) return { state: CoverageState.EXCLUDED, note: excluded.reason };
    const override = this.init.overrides.of(signal);
    const alarm = written.watching(signal);
    if (alarm !== undefined && override === undefined) return { state: CoverageState.ALARMED_ELSEWHERE, note: `watched by ${alarm}` };
    const obstacle = this.obstacleToAlarms(signal);
    if (obstacle !== undefined) return { state: CoverageState.SHOWN, note: obstacle };
    const plan = planAlarm(signal, this.init.alarms.context, override);
    return isPlanned(plan) ? { state: CoverageState.ALARMED, plan } : { state: CoverageState.SHOWN, note: plan.reason };
  }

  /** Why alarms cannot be where the metrics of a resource are. */
  private obstacleToAlarms({ source, resource }: BoundSignal): string | undefined {
    const stack = Stack.of(this.init.service);
    if (source.metricsRegion !== undefined) return obstacleToAlarms(source, stack);
    const { region } = resource.env;
    return differs(region, stack.region) ? `it is in ${region}, where its alarms have to be: make an ObservedService in a stack of that Region` : undefined;
  }

  private excludedAbove(construct: IConstruct): Exclusion | undefined {
    const excluded = this.init.exclusions.filter(exclusion => exclusion.construct !== undefined);
    const found = excluded.length === 0 ? undefined : excluded.find(exclusion => construct.node.scopes.includes(exclusion.construct!));
    if (found) this.effective.add(found);
    return found;
  }
}

function stageInWords(stage: Stage | undefined): string {
  return stage?.stageName ? `the Stage ${stage.stageName}` : 'no Stage';
}

/** Whether two accounts or Regions are known to be different. */
function differs(a: string, b: string): boolean {
  return !Token.isUnresolved(a) && !Token.isUnresolved(b) && a !== b;
}

function isInStack(construct: IConstruct): boolean {
  return construct.node.scopes.some(scope => Stack.isStack(scope));
}

function stateOf(signals: readonly SignalCoverage[]): CoverageState {
  const has = (state: CoverageState) => signals.some(signal => signal.state === state);
  return [CoverageState.ALARMED, CoverageState.ALARMED_ELSEWHERE, CoverageState.SHOWN, CoverageState.EXCLUDED].find(has) ?? CoverageState.BLIND;
}

/** What to know about the resource as a whole: whose alarm watches it, or how to switch its signals on. */
function noteOf(signals: readonly SignalCoverage[]): string | undefined {
  const state = stateOf(signals);
  if (state === CoverageState.ALARMED) return undefined;
  return signals.find(signal => signal.state === state)?.note;
}
