import { Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
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
import type { SignalAlarm } from '../signal-alarm';
import type { AlarmContext } from './alarm-plan';
import { receivers, relay } from './alarm-relay';
import { AlarmSite, type PlannedAlarm } from './alarm-site';
import type { HealthMember } from './health-alarm';
import type { RoutedAlarms } from './route-delivery';
import { ROUTE_FAULT_SEVERITY, RouteWatch } from './route-watch';
import { supportScope } from './support-stack';

export interface ServiceAlarmsInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly context: AlarmContext;
  readonly routes: readonly AlarmRoute[];
  readonly strength: ReferenceStrength;
  readonly healthRunbook: string;
  readonly runbookOf: (signal: BoundSignal) => string;
}

/** The alarms of one service: in which Regions they stand, who acts. */
export class ServiceAlarms {
  public readonly alarms: SignalAlarm[] = [];
  /** What holds the alarms in other Regions, outside the scope of the service. */
  public readonly supportScopes: Construct[] = [];
  private readonly home: AlarmSite;
  private readonly elsewhere = new Map<string, AlarmSite>();
  private readonly sites = new Map<SignalAlarm, AlarmSite>();
  private readonly watch: RouteWatch;

  constructor(private readonly init: ServiceAlarmsInit) {
    const { scope, serviceTitle, namePrefix, routes, healthRunbook: runbook } = init;
    this.watch = new RouteWatch({
      scope, serviceTitle, namePrefix, runbook,
      attach: (alarm, severity) => this.attach(alarm, severity, this.routed(serviceTitle, namePrefix), routes),
    });
    const routed = this.routed(serviceTitle, namePrefix);
    routes.forEach((route, index) => route._attachTo(routed, routeId(index)));
    this.home = this.site(scope, routed, routes);
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
    return [this.home, ...this.elsewhere.values()].reduce((count, { composites }) => count + composites, 0);
  }

  /** The alarms that act by themselves, by severity, for which there is no route. */
  public unreached(): Map<Severity, string[]> {
    const healthAlarms = [...this.healthAlarm ? [this.healthAlarm] : [], ...this.healthAlarmsElsewhere];
    const acting = [
      ...this.alarms.filter(alarm => !alarm.feedsHealth && !alarm._hasActions).map(({ severity, literalName }) => ({ severity, literalName })),
      ...healthAlarms.map(({ literalName }) => ({ severity: this.healthSeverity, literalName })),
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
    const region = metricsElsewhere(source, Stack.of(this.init.scope));
    if (region === undefined) return this.home;
    let site = this.elsewhere.get(region);
    if (!site) this.elsewhere.set(region, site = this.siteIn(region));
    return site;
  }

  /** Names and descriptions tell the Region of the service: another one of the same name may be in the other Region, with rules of its own. */
  private siteIn(region: string): AlarmSite {
    const { scope, serviceTitle, namePrefix, routes } = this.init;
    const home = Stack.of(scope).region;
    const routed = this.routed(`${serviceTitle} of ${home}`, `${namePrefix}${home}-`);
    const support = supportScope(scope, region, namePrefix.slice(0, -1));
    const toHome = receivers(routes);
    if (this.elsewhere.size === 0) routes.forEach((route, index) => toHome.includes(route) && route._receive(routed, `${routeId(index)}Elsewhere`));
    relay(support, routed, routes);
    this.supportScopes.push(support);
    return this.site(support, routed, routes.filter(route => !route._isRelayed));
  }

  private routed(serviceTitle: string, namePrefix: string): RoutedAlarms {
    const { scope, strength, healthRunbook: runbook } = this.init;
    return { scope, serviceTitle, namePrefix, runbook, strength, watch: this.watch, healthAlarmName: `${namePrefix}health`, healthSeverity: this.healthSeverity };
  }

  private site(scope: Construct, routed: RoutedAlarms, routes: readonly AlarmRoute[]): AlarmSite {
    const { healthRunbook, runbookOf } = this.init;
    const { serviceTitle, namePrefix, healthAlarmName: healthName, healthSeverity } = routed;
    return new AlarmSite({
      scope, serviceTitle, namePrefix, healthName, healthSeverity, healthRunbook, runbookOf,
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
