import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { isPlanned, planAlarm } from '../../alarms/private/alarm-plan';
import type { PlannedAlarm, ServiceAlarms } from '../../alarms/private/service-alarms';
import { complaint } from '../../core/private/errors';
import { BoundSignal } from '../../signals/bound-signal';
import type { Exclusion } from '../../signals/exclusion';
import type { ObservedResource } from '../../signals/observed-resource';
import { publishesMetrics } from '../../signals/private/metric-types';
import { labelOf } from '../../signals/private/resource-label';
import { StackResources } from '../../signals/private/stack-resources';
import type { SignalCatalog } from '../../signals/signal-catalog';
import type { SignalOverride } from '../../signals/signal-override';
import { SignalScope } from '../../signals/signal-spec';
import { CoverageState, type Coverage, type SignalCoverage } from '../coverage';
import { discover, isCdkHelper, visitOwnable } from './discovery';
import { HandWrittenAlarms } from './hand-written-alarms';
import { BySignalKey } from './override-resolver';

export interface ObservationInit {
  readonly service: Construct;
  readonly catalog: SignalCatalog;
  readonly strength: ReferenceStrength;
  readonly alarms: ServiceAlarms;
  readonly coverage: Coverage;
  readonly exclusions: readonly Exclusion[];
  readonly overrides: BySignalKey<SignalOverride>;
}

/** From constructs to bound signals, alarms and coverage. */
export class Observation {
  /** What dashboards draw. */
  public readonly signals: BoundSignal[] = [];
  private readonly roots: IConstruct[] = [];
  private readonly excludedSignals: BySignalKey<Exclusion>;
  private readonly accountSignals = new Set<string>();
  private readonly bound: BoundSignal[] = [];

  constructor(private readonly init: ObservationInit) {
    this.excludedSignals = new BySignalKey(new Map(init.exclusions.flatMap(exclusion => exclusion.signalKey === undefined ? [] : [[exclusion.signalKey, exclusion] as const])));
  }

  public observe(roots: readonly IConstruct[], wholeStack: boolean): void {
    const { service, catalog, coverage } = this.init;
    if (roots.length === 0) throw complaint(service, { what: 'resources is empty', fix: 'Name at least one construct, or leave resources out to observe everything in the stack' });
    const indexes = new Set([service, ...roots].filter(root => Stack.isStack(root) || root.node.scopes.some(Stack.isStack)).map(root => StackResources.around(root).refresh()));
    const found = roots.flatMap(root => {
      const resources = discover(root, catalog);
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
    for (const resource of found) indexes.add(StackResources.around(resource.construct));
    this.roots.push(...roots);
    const written = new HandWrittenAlarms(indexes);
    const planned: PlannedAlarm[] = [];
    for (const resource of found) if (!coverage._has(resource.construct)) planned.push(...this.cover(resource, written));
    this.init.alarms.add(planned);
  }

  /** Refuses overrides and exclusions that name nothing. */
  public checkKeys(): void {
    const { service, catalog, overrides } = this.init;
    overrides.check(service, 'override', this.bound, catalog);
    this.excludedSignals.check(service, 'exclusion', this.bound, catalog);
  }

  /** Resources below what is observed that came too late. */
  public missed(): ObservedResource[] {
    const { catalog, coverage } = this.init;
    return this.roots.flatMap(root => discover(root, catalog))
      .filter(resource => !coverage._has(resource.construct) && publishesMetrics(resource.resourceType) && !isCdkHelper(resource) && !this.exclusionOf(resource));
  }

  /** Everything below what is observed, except what is excluded. */
  public taggable(): CfnResource[] {
    return this.roots.flatMap(root => visitOwnable(root)).filter(resource => !this.excludedAbove(resource));
  }

  private cover(resource: ObservedResource, written: HandWrittenAlarms): PlannedAlarm[] {
    const { catalog, coverage } = this.init;
    const entry = (state: CoverageState, note: string | undefined, kind?: string, signals: SignalCoverage[] = []) =>
      coverage._set(resource.construct, { path: resource.path, resourceType: resource.resourceType, kind, state, note, signals });

    const exclusion = this.exclusionOf(resource);
    const source = catalog.sourceOf(resource);
    if (!source && !publishesMetrics(resource.resourceType)) return [];
    if (exclusion) {entry(CoverageState.EXCLUDED, exclusion.reason, source?.kind);} else if (isCdkHelper(resource)) {entry(CoverageState.INTERNAL, 'made by the CDK for its own purposes', source?.kind);} else if (!source) {entry(CoverageState.UNSUPPORTED, 'the catalog has no kind for this type: add one with SignalCatalog.withSource, or exclude the resource with a reason');} else {
      const elsewhere = this.elsewhere(resource);
      if (elsewhere?.unreadable) {
        entry(CoverageState.UNSUPPORTED, elsewhere.note, source.kind);
        return [];
      }
      if (source.dimensions(resource) === undefined) {
        entry(CoverageState.UNSUPPORTED, `the resource cannot be named from here: its metrics need ${source.naming}`, source.kind);
        return [];
      }
      const label = labelOf(resource, this.init.service);
      const signals: SignalCoverage[] = [];
      const planned: PlannedAlarm[] = [];
      for (const spec of source.signals) {
        for (const variant of source.variants(resource, spec)) {
          const signal = BoundSignal._bind(source, spec, resource, variant, label, this.init.strength);
          const { plan, ...outcome } = this.coverSignal(signal, written, elsewhere?.note);
          if (outcome.state === CoverageState.INTERNAL) continue;
          signals.push({ id: signal.id, ...outcome });
          if (outcome.state !== CoverageState.BLIND) this.signals.push(signal);
          if (plan) planned.push({ signal, plan });
        }
      }
      entry(stateOf(signals), noteOf(signals), source.kind, signals);
      return planned;
    }
    return [];
  }

  private coverSignal(signal: BoundSignal, written: HandWrittenAlarms, notHere: string | undefined): { state: CoverageState; note?: string; plan?: PlannedAlarm['plan'] } {
    const { spec, source, resource } = signal;
    this.bound.push(signal);
    if (spec.scope === SignalScope.ACCOUNT) {
      // Published once for the account: the first resource of the kind shows it for the service.
      if (this.accountSignals.has(signal.key)) return { state: CoverageState.INTERNAL };
      this.accountSignals.add(signal.key);
    }
    if (spec.requires && !source.publishes(resource, spec)) return { state: CoverageState.BLIND, note: `${spec.requires.howToEnable} (${spec.requires.ruleId})` };
    const excluded = this.excludedSignals.of(signal);
    if (excluded) return { state: CoverageState.EXCLUDED, note: excluded.reason };
    const override = this.init.overrides.of(signal);
    const alarm = written.watching(signal);
    if (alarm !== undefined && override === undefined) return { state: CoverageState.ALARMED_ELSEWHERE, note: `watched by ${alarm}` };
    if (notHere !== undefined) return { state: CoverageState.SHOWN, note: notHere };
    const plan = planAlarm(signal, this.init.alarms.context, override);
    return isPlanned(plan) ? { state: CoverageState.ALARMED, plan } : { state: CoverageState.SHOWN, note: plan.reason };
  }

  private exclusionOf(resource: ObservedResource): Exclusion | undefined {
    return this.excludedAbove(resource.construct);
  }

  private excludedAbove(construct: IConstruct): Exclusion | undefined {
    const excluded = this.init.exclusions.filter(exclusion => exclusion.construct !== undefined);
    return excluded.length === 0 ? undefined : excluded.find(exclusion => construct.node.scopes.includes(exclusion.construct!));
  }

  /** Metrics stay in the account and Region of their resource: an alarm has to stand there as well. */
  private elsewhere(resource: ObservedResource): { note: string; unreadable: boolean } | undefined {
    const here = Stack.of(this.init.service);
    const { account, region } = resource.env;
    const differs = (a: string, b: string) => !Token.isUnresolved(a) && !Token.isUnresolved(b) && a !== b;
    if (differs(account, here.account)) return { unreadable: true, note: `it is in account ${account}: make an ObservedService in a stack of that account` };
    if (differs(region, here.region)) return { unreadable: false, note: `it is in ${region}, where its alarms have to be: make an ObservedService in a stack of that Region` };
    return undefined;
  }
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
