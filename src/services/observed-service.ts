import { CfnResource, Stack, Token, ReferenceStrength } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import { ServiceAlarms } from '../alarms/private/service-alarms';
import { warmUpMinutes } from '../alarms/private/warm-up';
import type { SignalAlarm } from '../alarms/signal-alarm';
import { outermostStack } from '../core/private/cross-stack';
import { markOwn } from '../core/private/own-constructs';
import { ServiceTier } from '../core/service-tier';
import { OpsDashboard } from '../dashboards/ops-dashboard';
import { PerfDashboard } from '../dashboards/perf-dashboard';
import type { AutomationShare } from '../dashboards/private/service-view';
import { documentName } from '../runbooks/private/runbook-document';
import { consoleOf, dashboardLink, runbookLink } from '../runbooks/private/runbook-link';
import { SignalCatalog } from '../signals/signal-catalog';
import { makeObjectives, resourcesOf, type ServiceObjective } from '../slo/private/service-objectives';
import type { ServiceLevelObjective } from '../slo/service-level-objective';
import type { SyntheticCanary } from '../synthetics/synthetic-canary';
import type { TelemetrySwitch } from '../tracing/private/telemetry/telemetry-switch';
import { Coverage } from './coverage';
import { MonthlyCost } from './monthly-cost';
import type { ObservedServiceProps } from './observed-service-props';
import { automationShare } from './private/automation';
import { billed } from './private/billed';
import { checkBudget } from './private/budget-check';
import { checkProps } from './private/check-props';
import { DEFAULT_ENVIRONMENT, environmentOf, isProduction } from './private/environment';
import { respondToIncidents } from './private/incident-registration';
import { Observation } from './private/observation';
import { BySignalKey } from './private/override-resolver';
import { ReachCheck } from './private/reach-check';
import { REGISTRATION_RESOURCES, ServiceDelivery } from './private/service-delivery';
import { serviceJourneys } from './private/service-journeys';
import { claimNamePrefix } from './private/service-registry';
import { ServiceRunbooks } from './private/service-runbooks';
import { acknowledgeSilence } from './private/silence';
import { checkAtSynthesis, writeManifest } from './private/synthesis';
import { applyTags } from './private/tagging';

/**
 * Observes a service: alarms that reach somebody, one health alarm that pages, an operations and a performance dashboard, a
 * list of what is covered and what is not, tags that name the owner.
 *
 * Make it after the resources of the service; what is added later is reported at synthesis, or taken in by `observe`.
 */
export class ObservedService extends Construct {
  /** Name of the service. */
  public readonly serviceName: string;

  /** The team that owns the service. */
  public readonly owner: string;

  /** Name of the environment. */
  public readonly environment: string;

  /** How much the business depends on the service. */
  public readonly tier: ServiceTier;

  /** The operations dashboard of the service. */
  public readonly opsDashboard: OpsDashboard;

  /** The performance dashboard of the service. */
  public readonly perfDashboard: PerfDashboard;

  /** The canaries of the journeys, in their order. */
  public readonly canaries: SyntheticCanary[];

  /** How each resource is observed. */
  public readonly coverage = new Coverage();

  /** @internal */
  public readonly _objectives: readonly ServiceObjective[];

  private readonly observation: Observation;
  private readonly telemetry?: TelemetrySwitch;
  private readonly serviceAlarms: ServiceAlarms;
  private readonly tags: { readonly [key: string]: string };
  private readonly runbooks: ServiceRunbooks;
  private readonly delivery?: ServiceDelivery;
  private readonly refreshDashboards: Array<() => void>;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a name is a token or taken, when there is nothing to observe, when an override or an exclusion names nothing, when a service of `dependsOn`
   * is in another Stage, account or Region, or when a time of `suppression`, `muteWindows` or `warmUp` is out of range
   */
  constructor(scope: Construct, id: string, private readonly props: ObservedServiceProps) {
    super(scope, id);
    markOwn(this);
    this.serviceName = props.serviceName;
    this.owner = props.owner;
    this.environment = props.environment ?? environmentOf(this);
    this.tier = props.tier ?? ServiceTier.TIER_2;
    checkProps(this, props);

    const title = this.environment === DEFAULT_ENVIRONMENT ? this.serviceName : `${this.serviceName} (${this.environment})`;
    const namePrefix = `${[this.serviceName, ...this.environment === DEFAULT_ENVIRONMENT ? [] : [this.environment]].join('-')}-`;
    const stack = Stack.of(this);
    claimNamePrefix(this, namePrefix, `${stack.account}/${stack.region}`);
    const place = Token.isUnresolved(stack.region) ? '' : `-${stack.region}`;
    this.opsDashboard = props.opsDashboard ?? new OpsDashboard(this, 'Operations', { dashboardName: `${namePrefix}operations${place}` });
    this.perfDashboard = props.perfDashboard ?? new PerfDashboard(this, 'Performance', { dashboardName: `${namePrefix}performance${place}` });
    this.tags = { service: this.serviceName, owner: this.owner, environment: this.environment };

    const strength = props.crossStackReferences ?? ReferenceStrength.WEAK;
    const dashboardUrl = dashboardLink(this, this.opsDashboard.dashboardName);
    this.serviceAlarms = new ServiceAlarms({
      scope: this, serviceTitle: title, namePrefix, strength, routes: props.routes ?? [],
      context: {
        tier: this.tier, production: props.pagesPeople ?? isProduction(this.environment),
        ...props.warmUp === undefined ? {} : { warmUpMinutes: warmUpMinutes(this, props.warmUp) },
      },
      reserved: resourcesOf(props.objectives ?? []) + (props.delivery ? REGISTRATION_RESOURCES : 0),
      suppression: props.suppression ?? {}, muteWindows: props.muteWindows ?? [],
      healthRunbook: props.runbookBaseUrl ?? dashboardUrl,
      runbookOf: ({ source, spec }) => {
        if (props.runbookBaseUrl !== undefined) return runbookLink(props.runbookBaseUrl, source.kind, spec.id);
        return props.runbookDocuments ? consoleOf(this).document(documentName(namePrefix, source.kind)) : dashboardUrl;
      },
    });
    this.telemetry = props.telemetry?._for(this, namePrefix);
    this.observation = new Observation({
      service: this, catalog: props.catalog ?? SignalCatalog.builtIn(), strength, alarms: this.serviceAlarms, coverage: this.coverage,
      exclusions: props.exclude ?? [], carriers: (props.routes ?? []).flatMap(route => route._through),
      overrides: new BySignalKey(new Map(Object.entries(props.overrides ?? {}))), telemetry: this.telemetry,
    });
    this.canaries = serviceJourneys(this, namePrefix, props.journeys ?? [], props.journeyOptions ?? {});
    this.observation.observe(props.resources ?? [stack], props.resources === undefined);
    if (this.canaries.length > 0) this.observation.observe(this.canaries.map(({ resource }) => resource), false);
    this.observation.checkKeys();
    this.serviceAlarms.careFor(props.ownAlarms ?? []);
    for (const dependency of props.dependsOn ?? []) this.serviceAlarms.dependOn(dependency.serviceAlarms);
    this._objectives = makeObjectives({
      service: this, owner: this.owner, alarms: this.serviceAlarms, signals: this.observation.signals, runbook: props.runbookBaseUrl ?? dashboardUrl,
    }, props.objectives ?? []);
    if (props.routes === undefined) ReachCheck.report(this);

    const view = () => ({
      serviceName: this.serviceName, environment: this.environment, title, region: outermostStack(this).region,
      owner: this.owner, tier: this.tier, runbookBaseUrl: props.runbookBaseUrl,
      signals: this.observation.signals, alarms: this.alarms,
      healthAlarms: [...this.serviceAlarms.healthAlarm ? [this.serviceAlarms.healthAlarm] : [], ...this.serviceAlarms.healthAlarmsElsewhere],
      ownAlarms: this.serviceAlarms.ownAlarms,
      businessMetrics: props.businessMetrics ?? {},
      objectives: this.slos,
      delivery: this.delivery?.view, automation: () => this._automation,
    });
    this.delivery = props.delivery && new ServiceDelivery({
      service: this, serviceTitle: title, telemetry: props.delivery, options: props.deliveryOptions ?? {}, strength, tags: this.tags,
      observation: this.observation, alarms: this.serviceAlarms,
    });
    this.refreshDashboards = [this.opsDashboard, this.perfDashboard].map(dashboard => dashboard._addService(view));
    this.runbooks = new ServiceRunbooks({ service: this, serviceTitle: title, namePrefix, alarms: this.serviceAlarms, routes: props.routes ?? [] });
    if (props.runbookDocuments) this.runbooks.makeDocuments();
    respondToIncidents(this, props, namePrefix, this.serviceAlarms.healthSeverity);
    this.finish();
    if (props.costBudget) checkBudget(this, props.costBudget);
    checkAtSynthesis(this, this.observation, this.serviceAlarms, props.routes ?? []);
    writeManifest(this, this.serviceAlarms, props.routes ?? [], this.runbooks);
  }

  /** All alarms of signals, in the order of the resources; complete as soon as the construct is made. */
  public get alarms(): SignalAlarm[] {
    return [...this.serviceAlarms.alarms];
  }

  /**
   * The composite alarm that is in ALARM while any symptom is; the one that pages. Undefined while no signal of the service is a symptom. Composites do not
   * span Regions: see `globalHealthAlarms` for those of global resources.
   */
  public get healthAlarm(): IAlarm | undefined {
    return this.serviceAlarms.healthAlarm?.alarm;
  }

  /**
   * The health alarms of global resources, such as CloudFront distributions, that publish their metrics in another Region: one for each such Region, in a
   * support stack there. They page as `healthAlarm` does.
   */
  public get globalHealthAlarms(): IAlarm[] {
    return this.serviceAlarms.healthAlarmsElsewhere.map(({ alarm }) => alarm);
  }

  /** The objectives of the service, in the order in which they were given. */
  public get slos(): ServiceLevelObjective[] {
    return this._objectives.map(({ slo }) => slo);
  }

  /**
   * Alarms for deployments to roll back on: quick twins of the symptoms that tell of errors, availability and latency, in this order, ten at most, which is
   * what CodeDeploy takes. They look at one minute, or two for latency, and tell nobody themselves.
   *
   * The first time that somebody asks, they are made: a service that nobody rolls back for has none, and pays for none.
   */
  public get rollbackAlarms(): IAlarm[] {
    const made = this.serviceAlarms.helpers.length;
    const twins = this.serviceAlarms.rollback(this.alarms.filter(alarm => alarm.feedsHealth));
    if (this.serviceAlarms.helpers.length > made) this.finish();
    return twins;
  }

  /**
   * The share of the alarms of the service to which something answers by itself, in percent, 0 to 100; 100 without alarms. Alarms count that have a runbook as a document (`runbookDocuments`),
   * which can be run and changes nothing, an automation that mends their resource (`automations`), or a route that runs an Automation or a function, directly or through the health alarm. What an event bus, a topic or an action of your own leads to
   * is not known, and does not count.
   */
  public get automationCoverage(): number {
    return this._automation.percentage;
  }

  /**
   * What alarms, dashboards and canary runs of the service cost in a month, and the telemetry that it switched on, by dated list prices. A shared dashboard is not counted, nor is what
   * depends on the load: see its notes.
   */
  public get monthlyCost(): MonthlyCost {
    const { serviceAlarms: alarms, telemetry, delivery, props } = this;
    return MonthlyCost._of(billed(this, { alarms, telemetry, delivery, props }), props.prices);
  }

  /**
   * Takes in resources that were made after the service. What is observed already stays as it is.
   *
   * @param resources L1s, L2s, L3s, scopes and imported resources
   * @throws when one of them holds no resource
   */
  public observe(...resources: IConstruct[]): void {
    this.observation.observe(resources, false);
    for (const refresh of this.refreshDashboards) refresh();
    if (this.props.runbookDocuments) this.runbooks.makeDocuments();
    this.finish();
  }

  /** @internal */
  public get _automation(): AutomationShare {
    return automationShare({
      alarms: this.serviceAlarms, routes: this.props.routes ?? [],
      hasDocuments: this.props.runbookDocuments ?? false, automations: this.props.automations ?? [],
    });
  }

  /** What holds for all that the service made, wherever it stands. */
  private finish(): void {
    this.delivery?.refresh();
    const scopes = [this, ...this.serviceAlarms.supportScopes];
    if (this.props.routes?.length === 0) for (const scope of scopes) acknowledgeSilence(scope);
    if (this.props.suppression?.deployments) this.serviceAlarms.waitForDeploymentsOf(this.observation.taggable());
    for (const child of scopes.flatMap(scope => scope.node.findAll())) if (CfnResource.isCfnResource(child)) applyTags(child, this.tags);
    if (this.props.applyTags ?? true) for (const resource of this.observation.taggable()) applyTags(resource, this.tags);
  }
}
