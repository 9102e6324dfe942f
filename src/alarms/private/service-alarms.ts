import { Stack } from 'aws-cdk-lib';
import type { CfnResource, ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { atMost } from '../../core/private/severity-order';
import { TIER_POLICIES } from '../../core/private/tier-policy';
import { Severity } from '../../core/severity';
import type { BoundSignal } from '../../signals/bound-signal';
import { metricsElsewhere } from '../../signals/private/metrics-region';
import type { AlarmRoute } from '../alarm-route';
import type { MuteWindow } from '../mute-window';
import type { OwnAlarm } from '../own-alarm';
import type { SignalAlarm } from '../signal-alarm';
import type { SuppressionOptions } from '../suppression-options';
import type { AlarmContext } from './alarm-plan';
import { receivers, relay } from './alarm-relay';
import { AlarmSite, type ActingSite, type PlannedAlarm } from './alarm-site';
import { Deployments } from './deployments';
import type { HealthMember } from './health-alarm';
import { checkMuteWindows } from './mute-rules';
import { memberOf } from './own-alarm-sources';
import { careFor, type CaredAlarm } from './own-alarms';
import { RollbackTwins } from './rollback-twins';
import type { RoutedAlarms } from './route-delivery';
import { ROUTE_FAULT_SEVERITY, RouteWatch } from './route-watch';
import { supportScope } from './support-stack';
import { longestDeployment, suppressionPeriods } from './suppression-periods';

export interface ServiceAlarmsInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly context: AlarmContext;
  readonly routes: readonly AlarmRoute[];
  readonly strength: ReferenceStrength;
  /** How many resources the service will have besides its alarms of signals, such as those of objectives. */
  readonly reserved?: number;
  readonly healthRunbook: string;
  readonly runbookOf: (signal: BoundSignal) => string;
  readonly suppression: SuppressionOptions;
  readonly muteWindows: readonly MuteWindow[];
}

/** The alarms of one service: in which Regions they stand, who acts. */
export class ServiceAlarms {
  public readonly alarms: SignalAlarm[] = [];
  /** What holds the alarms in other Regions, outside the scope of the service. */
  public readonly supportScopes: Construct[] = [];
  private readonly home: AlarmSite;
  private readonly elsewhere = new Map<string, AlarmSite>();
  private readonly sites = new Map<SignalAlarm, AlarmSite>();
  private readonly periods: ReturnType<typeof suppressionPeriods>;
  private readonly linked: Array<{ readonly site: AlarmSite; readonly dependency: AlarmSite }> = [];
  private readonly dependencies: ServiceAlarms[] = [];
  private readonly dependents: ServiceAlarms[] = [];
  private readonly twins: RollbackTwins;
  private readonly watch: RouteWatch;
  private cared: readonly CaredAlarm[] = [];
  private tellers = 0;
  private deployments?: Deployments;
  private readonly deployed: CfnResource[] = [];

  constructor(private readonly init: ServiceAlarmsInit) {
    const { scope, serviceTitle, namePrefix, routes, suppression, muteWindows, healthRunbook: runbook } = init;
    this.periods = suppressionPeriods(scope, suppression);
    checkMuteWindows(scope, muteWindows);
    this.watch = new RouteWatch({
      scope, serviceTitle, namePrefix, runbook,
      attach: (alarm, severity) => this.attach(alarm, severity, this.routed(serviceTitle, namePrefix), routes),
    });
    const routed = this.routed(serviceTitle, namePrefix);
    routes.forEach((route, index) => route._attachTo(routed, routeId(index)));
    this.home = this.site(scope, routed, routes);
    this.twins = new RollbackTwins({ scope, serviceTitle, site: this.home, runbookOf: init.runbookOf });
    for (const alarm of suppression.during ?? []) {
      const member = memberOf(scope, alarm, init.strength);
      this.home.pagers.whenPaging(() => this.home.pagers.addSuppressor(member));
    }
  }

  public get context(): AlarmContext {
    return this.init.context;
  }

  /** The health alarm in the Region of the service. */
  public get healthAlarm(): HealthMember | undefined {
    return this.home.healthMember;
  }

  /** The health alarms in other Regions. */
  public get healthAlarmsElsewhere(): HealthMember[] {
    return [...this.elsewhere.values()].flatMap(({ healthMember }) => healthMember ?? []);
  }

  /** The name of the health alarm that an alarm feeds. */
  public healthNameOf(alarm: SignalAlarm): string | undefined {
    return this.sites.get(alarm)?.healthMember?.literalName;
  }

  /** What a health alarm is called for; no more than the tier and the environment allow. */
  public get healthSeverity(): Severity {
    const { tier, production } = this.init.context;
    return atMost(atMost(Severity.PAGE, TIER_POLICIES[tier].maximumSeverity), production ? Severity.PAGE : Severity.TICKET);
  }

  /** The names of the alarms about routes that fail. */
  public get routeAlarmNames(): readonly string[] {
    return this.watch.alarmNames;
  }

  public get composites(): number {
    const ofService = this.tellers + (this.deployments?.composites ?? 0);
    return [this.home, ...this.elsewhere.values()].reduce((count, { composites }) => count + composites, ofService);
  }

  /** The alarms of the user's own that the service tells of. */
  public get ownAlarms(): readonly CaredAlarm[] {
    return this.cared;
  }

  /** Alarms of no signal, or of one that has another alarm, which CloudWatch bills by the metric. */
  public get helpers(): ReadonlyArray<{ readonly name: string; readonly metrics: number }> {
    return [
      ...this.twins.alarms.map(twin => ({ name: twin.literalName, metrics: twin._billedMetrics })),
      ...this.deployments?.alarmNames.map(name => ({ name, metrics: 1 })) ?? [],
    ];
  }

  public get customMetrics(): string[] {
    return this.deployments ? [this.deployments.metricName] : [];
  }

  /** Where alarms of no signal are made, such as those of objectives, by the Region of their metrics; that of the service by default. At any time. */
  public actingSite(region?: string): ActingSite {
    return this.siteOfRegion(region).actingSite;
  }

  /** Has pages wait while another service fails, in each Region where both have alarms that page. */
  public dependOn(other: ServiceAlarms): void {
    this.dependencies.push(other);
    other.dependents.push(this);
    this.link(this.home, other.home);
    for (const [region, site] of this.elsewhere) this.link(site, other.elsewhere.get(region));
  }

  /** Has pages wait while stacks and resources are deployed; more of them whenever it is called. */
  public waitForDeploymentsOf(resources: readonly CfnResource[]): void {
    const { scope, serviceTitle, namePrefix, strength, healthRunbook: runbook, suppression } = this.init;
    const longestMinutes = longestDeployment(scope, suppression);
    this.deployed.push(...resources);
    this.deployments?.watch(resources);
    this.home.pagers.whenPaging(() => {
      if (this.deployments) return;
      this.deployments = new Deployments(scope, 'Deployments', { serviceTitle, namePrefix, runbook, strength, longestMinutes });
      this.deployments.watch(this.deployed);
      this.home.pagers.addSuppressor(this.deployments.member);
    });
  }

  /** Takes alarms of the user's own into care. */
  public careFor(owns: readonly OwnAlarm[]): void {
    const { strength, healthRunbook: runbook, context } = this.init;
    const { alarms, composites } = careFor(owns, {
      site: this.home, strength, runbook, warmUpMinutes: context.warmUpMinutes, severityOf: asked => atMost(asked, this.healthSeverity),
    });
    this.cared = alarms;
    this.tellers = composites;
  }

  /** The twins of symptoms that roll deployments back. Made when somebody first asks for them. */
  public rollback(symptoms: readonly SignalAlarm[]): SignalAlarm[] {
    return this.twins.of(symptoms);
  }

  /** The alarms that act by themselves, by severity, for which there is no route. */
  public unreached(): Map<Severity, string[]> {
    const healthAlarms = [...this.healthAlarm ? [this.healthAlarm] : [], ...this.healthAlarmsElsewhere];
    const acting = [
      ...this.alarms.filter(alarm => !alarm.feedsHealth && !alarm._hasActions).map(({ severity, literalName }) => ({ severity, literalName })),
      ...healthAlarms.map(({ literalName }) => ({ severity: this.healthSeverity, literalName })),
      ...[this.home, ...this.elsewhere.values()].flatMap(site => site.acting).map(({ literalName, severity }) => ({ severity, literalName })),
      ...this.watch.alarmNames.map(literalName => ({ severity: ROUTE_FAULT_SEVERITY, literalName })),
    ].filter(({ severity }) => !this.init.routes.some(route => route.accepts(severity)));
    const bySeverity = new Map<Severity, string[]>();
    for (const { severity, literalName } of acting) bySeverity.set(severity, [...bySeverity.get(severity) ?? [], literalName]);
    return bySeverity;
  }

  public add(planned: readonly PlannedAlarm[]): void {
    const sited = planned.map(each => ({ ...each, site: this.siteOf(each.signal) }));
    for (const site of new Set(sited.map(each => each.site))) site.place(sited.filter(each => each.site === site));
    for (const { site, signal, plan } of sited) {
      const alarm = site.create({ signal, plan });
      this.sites.set(alarm, site);
      this.alarms.push(alarm);
    }
  }

  private siteOf({ source }: BoundSignal): AlarmSite {
    return this.siteOfRegion(metricsElsewhere(source, Stack.of(this.init.scope)));
  }

  private siteOfRegion(region: string | undefined): AlarmSite {
    if (region === undefined || region === Stack.of(this.init.scope).region) return this.home;
    let site = this.elsewhere.get(region);
    if (!site) {
      this.elsewhere.set(region, site = this.siteIn(region));
      for (const dependency of this.dependencies) this.link(site, dependency.elsewhere.get(region));
      for (const dependent of this.dependents) dependent.link(dependent.elsewhere.get(region), site);
    }
    return site;
  }

  private link(site: AlarmSite | undefined, dependency: AlarmSite | undefined): void {
    if (!site || !dependency || this.linked.some(link => link.site === site && link.dependency === dependency)) return;
    this.linked.push({ site, dependency });
    site.pagers.whenPaging(() => dependency.pagers.whenFailing(failing => site.pagers.addSuppressor(failing)));
  }

  /** Names and descriptions tell the Region of the service: another one of the same name may be in the other Region, with rules of its own. */
  private siteIn(region: string): AlarmSite {
    const { scope, serviceTitle, namePrefix, routes } = this.init;
    const home = Stack.of(scope).region;
    const acting = () => [...this.elsewhere.values()].flatMap(site => site.acting);
    const routed = this.routed(`${serviceTitle} of ${home}`, `${namePrefix}${home}-`, acting);
    const support = supportScope(scope, region, namePrefix.slice(0, -1));
    const toHome = receivers(routes);
    if (this.elsewhere.size === 0) routes.forEach((route, index) => toHome.includes(route) && route._receive(routed, `${routeId(index)}Elsewhere`));
    relay(support, routed, routes);
    this.supportScopes.push(support);
    return this.site(support, routed, routes.filter(route => !route._isRelayed));
  }

  private routed(serviceTitle: string, namePrefix: string, acting: RoutedAlarms['acting'] = () => this.home?.acting ?? []): RoutedAlarms {
    const { scope, strength, healthRunbook: runbook } = this.init;
    return { scope, serviceTitle, namePrefix, runbook, strength, acting, watch: this.watch, healthAlarmName: `${namePrefix}health`, healthSeverity: this.healthSeverity };
  }

  private site(scope: Construct, routed: RoutedAlarms, routes: readonly AlarmRoute[]): AlarmSite {
    const { healthRunbook, runbookOf, strength, muteWindows, reserved = 0 } = this.init;
    const { serviceTitle, namePrefix, healthAlarmName: healthName, healthSeverity } = routed;
    return new AlarmSite({
      scope, serviceTitle, namePrefix, healthName, healthSeverity, healthRunbook, runbookOf, strength, muteWindows, reserved, periods: this.periods,
      attach: (alarm, severity) => this.attach(alarm, severity, routed, routes),
    });
  }

  private attach(alarm: AlarmBase, severity: Severity, routed: RoutedAlarms, routes: readonly AlarmRoute[]): void {
    const acting = routes.filter(route => route._isAction && route.accepts(severity)).length;
    if (acting > LIMITS.alarm.actionsPerState) {
      throw complaint(this.init.scope, {
        what: `too many routes act on alarms of severity ${severity}`, received: acting, valid: `${LIMITS.alarm.actionsPerState} at most`,
        fix: 'Send them to one topic and subscribe to that',
      });
    }
    for (const route of routes) route._attach(alarm, severity, routed);
  }
}

function routeId(index: number): string {
  return index === 0 ? 'Route' : `Route${index + 1}`;
}
