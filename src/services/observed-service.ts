import { CfnResource, Stack, Token, ReferenceStrength } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import type { AlarmRoute } from '../alarms/alarm-route';
import type { MuteWindow } from '../alarms/mute-window';
import type { OwnAlarm } from '../alarms/own-alarm';
import { ServiceAlarms } from '../alarms/private/service-alarms';
import { warmUpMinutes } from '../alarms/private/warm-up';
import type { SignalAlarm } from '../alarms/signal-alarm';
import type { SuppressionOptions } from '../alarms/suppression-options';
import { outermostStack } from '../core/private/cross-stack';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { ServiceTier } from '../core/service-tier';
import { OpsDashboard } from '../dashboards/ops-dashboard';
import { PerfDashboard } from '../dashboards/perf-dashboard';
import { documentName } from '../runbooks/private/runbook-document';
import { consoleOf, dashboardLink, runbookLink } from '../runbooks/private/runbook-link';
import type { Exclusion } from '../signals/exclusion';
import { SignalCatalog } from '../signals/signal-catalog';
import type { SignalOverride } from '../signals/signal-override';
import type { Objective } from '../slo/objective';
import { makeObjectives, resourcesOf, type ServiceObjective } from '../slo/private/service-objectives';
import type { ServiceLevelObjective } from '../slo/service-level-objective';
import type { Journey } from '../synthetics/journey';
import type { SyntheticCanary } from '../synthetics/synthetic-canary';
import type { CanaryOptions } from '../synthetics/synthetic-canary-props';
import type { TelemetrySwitch } from '../tracing/private/telemetry/telemetry-switch';
import type { Telemetry } from '../tracing/telemetry';
import type { CostBudget } from './cost-budget';
import { Coverage } from './coverage';
import { MonthlyCost } from './monthly-cost';
import type { PriceList } from './price-list';
import { checkBudget, checkPrices } from './private/budget-check';
import { checkDependencies } from './private/dependencies';
import { checkName, DEFAULT_ENVIRONMENT, environmentOf, isProduction } from './private/environment';
import { Observation } from './private/observation';
import { BySignalKey } from './private/override-resolver';
import { ReachCheck } from './private/reach-check';
import { serviceJourneys } from './private/service-journeys';
import { claimNamePrefix } from './private/service-registry';
import { ServiceRunbooks } from './private/service-runbooks';
import { acknowledgeSilence } from './private/silence';
import { checkAtSynthesis, writeManifest } from './private/synthesis';
import { applyTags } from './private/tagging';

/** Properties of `ObservedService`. */
export interface ObservedServiceProps {
  /** Name of the service: a literal of 1 to 64 letters, digits, `-` and `_`. Begins the name of every alarm. */
  readonly serviceName: string;

  /** The team that is asked when something is wrong with the service. Becomes the tag `owner`. */
  readonly owner: string;

  /**
   * What the service is made of: L1s, L2s, L3s and scopes (whatever they hold is observed) and imported resources, also of other stacks.
   *
   * @default - everything in this stack, nested stacks included
   */
  readonly resources?: IConstruct[];

  /**
   * Name of the environment, a literal like `serviceName`. Environments known to be for development (`dev`, `test`, `qa`, `staging`, …) page nobody:
   * their most urgent severity is `TICKET`.
   *
   * @default - the name of the Stage, or `default`
   */
  readonly environment?: string;

  /**
   * Whether the environment pages people.
   *
   * @default - true unless the name of the environment is known to be for development
   */
  readonly pagesPeople?: boolean;

  /**
   * How much the business depends on the service; decides which signals raise an alarm and how tightly.
   *
   * @default ServiceTier.TIER_2
   */
  readonly tier?: ServiceTier;

  /**
   * Who is told. An empty list is silent on purpose, and acknowledges the rule `OE-AlarmHasAlarmAction` for the alarms of the service.
   *
   * @default - nobody, and synthesis fails with the finding `CdkPillars::AlarmsTellNobody` until it is acknowledged
   */
  readonly routes?: AlarmRoute[];

  /**
   * What "good" means for the service, in numbers. Each objective has burn-rate alarms that page or open a ticket through the routes, and an alarm that tells when its budget
   * is spent.
   *
   * @default - none
   */
  readonly objectives?: Objective[];

  /**
   * Where runbooks stand. An alarm links to `<runbookBaseUrl>/<kind>#<signal>`.
   *
   * Publish the folder `cdk-pillars/runbooks/<service>` of the cloud assembly there.
   *
   * @default - alarms link to the SSM documents where there are `runbookDocuments`, or else to the operations dashboard in the console, where the
   * runbook text stands
   */
  readonly runbookBaseUrl?: string;

  /**
   * Whether the runbooks become SSM documents as well, one Automation document for each kind of resource that raises an alarm. Running one reads the
   * state and the history of an alarm with the permissions of whoever runs it, and changes nothing. Documents cost nothing; runs are billed by step
   * beyond the free tier of Systems Manager.
   *
   * @default false
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-automation.html
   */
  readonly runbookDocuments?: boolean;

  /**
   * The operations dashboard to appear on.
   *
   * @default - one of its own, for 3 USD a month
   */
  readonly opsDashboard?: OpsDashboard;

  /**
   * The performance dashboard to appear on.
   *
   * @default - one of its own, for 3 USD a month
   */
  readonly perfDashboard?: PerfDashboard;

  /**
   * Business metrics by title, drawn on both dashboards.
   *
   * @default - none
   */
  readonly businessMetrics?: { readonly [title: string]: IMetric };

  /**
   * What canaries do as users would, again and again. Their failures are symptoms: they page through the health alarm.
   *
   * @default - no canaries
   */
  readonly journeys?: Journey[];

  /**
   * How the canaries of `journeys` run.
   *
   * @default - every five minutes, from the internet, with one retry
   */
  readonly journeyOptions?: CanaryOptions;

  /**
   * What is left out, with reasons.
   *
   * @default - nothing
   */
  readonly exclude?: Exclusion[];

  /**
   * What alarms do differently, by `<kind>.<signal>` (`sqs-queue.visible`) or `<resource>.<signal>` (`Orders.visible`).
   *
   * @default - as the catalog says
   */
  readonly overrides?: { readonly [key: string]: SignalOverride };

  /**
   * The services that this one stands on. While one of them fails, it pages, and this one does not. In the same Stage, account and Region.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
   */
  readonly dependsOn?: ObservedService[];

  /**
   * What else holds pages back, and for how long.
   *
   * @default - only the services of `dependsOn` and the objectives of the service do
   */
  readonly suppression?: SuppressionOptions;

  /**
   * Planned times in which the alarms of the service tell nobody.
   *
   * @default - none
   */
  readonly muteWindows?: MuteWindow[];

  /**
   * How long alarms wait after they are created or updated: whole minutes, 1 minute to 2 days. An alarm stays in INSUFFICIENT_DATA and does nothing in that time;
   * it begins early once there is data for a whole evaluation.
   *
   * @default - they begin at once
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudwatch-alarm-warmupconfiguration.html
   */
  readonly warmUp?: Duration;

  /**
   * Alarms that the catalog does not know: of yours, on PromQL or on logs.
   *
   * @default - none
   */
  readonly ownAlarms?: OwnAlarm[];

  /**
   * The kinds of resources that can be observed.
   *
   * @default SignalCatalog.builtIn()
   */
  readonly catalog?: SignalCatalog;

  /**
   * What is switched on at the resources before it is decided what they publish.
   *
   * @default - nothing; the coverage tells what is blind
   */
  readonly telemetry?: Telemetry;

  /**
   * How much the alarms and dashboards of the service, and the telemetry that it switched on, may cost in a month, and what happens when they cost more.
   *
   * @default - no budget
   */
  readonly costBudget?: CostBudget;

  /**
   * Unit prices that replace those of the built-in list.
   *
   * @default - list prices of us-east-1 without the free tier; `monthlyCost.pricesAsOf` tells their day
   */
  readonly prices?: PriceList;

  /**
   * Whether resources get the tags `service`, `owner` and `environment` where they have none of these.
   *
   * @default true
   */
  readonly applyTags?: boolean;

  /**
   * How resources of other stacks are referred to. A strong reference adds an export to their stack.
   *
   * @default ReferenceStrength.WEAK
   */
  readonly crossStackReferences?: ReferenceStrength;
}

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
    this.checkProps();

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
      reserved: resourcesOf(props.objectives ?? []), suppression: props.suppression ?? {}, muteWindows: props.muteWindows ?? [],
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
    });
    this.refreshDashboards = [this.opsDashboard, this.perfDashboard].map(dashboard => dashboard._addService(view));
    this.runbooks = new ServiceRunbooks({ service: this, serviceTitle: title, namePrefix, alarms: this.serviceAlarms, routes: props.routes ?? [] });
    if (props.runbookDocuments) this.runbooks.makeDocuments();
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
   * What alarms, dashboards and canary runs of the service cost in a month, and the telemetry that it switched on, by dated list prices. A shared dashboard is not counted, nor is what
   * depends on the load: see its notes.
   */
  public get monthlyCost(): MonthlyCost {
    const own = [this.props.opsDashboard ? [] : this.opsDashboard.pageNames, this.props.perfDashboard ? [] : this.perfDashboard.pageNames].flat();
    return MonthlyCost._of({
      alarms: [
        ...this.alarms.map(alarm => ({ name: alarm.literalName, metrics: alarm._billedMetrics, isHighResolution: alarm._plan.periodSeconds < 60 })),
        ...this.slos.flatMap(({ _billed }) => _billed.alarms),
        ...this.serviceAlarms.helpers.map(helper => ({ ...helper, isHighResolution: false })),
        ...this.serviceAlarms.routeAlarmNames.map(name => ({ name, metrics: 1, isHighResolution: false })),
      ],
      compositeAlarms: this.slos.reduce((sum, { _billed }) => sum + _billed.composites, this.serviceAlarms.composites),
      customMetrics: this.serviceAlarms.customMetrics,
      dashboards: own,
      telemetry: this.telemetry?.board.charges,
      notes: this.telemetry && [...this.telemetry.board.notes],
      canaries: this.canaries.map(({ canaryName, monthlyRuns }) => ({ name: canaryName, runs: monthlyRuns })),
    }, this.props.prices);
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

  private checkProps(): void {
    checkName(this, 'serviceName', this.serviceName);
    checkName(this, 'environment', this.environment);
    if (this.owner.trim() === '') throw complaint(this, { what: 'owner is empty', fix: 'Name the team that is asked when something is wrong' });
    if (!Token.isUnresolved(this.owner) && this.owner.length > LIMITS.tag.valueLength) {
      throw complaint(this, { what: 'owner is too long for a tag', received: this.owner, valid: `${LIMITS.tag.valueLength} characters at most` });
    }
    checkPrices(this, this.props.prices ?? {});
    checkDependencies(this, this.props.dependsOn ?? []);
    const url = this.props.runbookBaseUrl;
    if (url !== undefined && !Token.isUnresolved(url) && !(/^https?:\/\/\S+$/.test(url) && url.length <= 512)) {
      throw complaint(this, { what: 'runbookBaseUrl is not a web address', received: url, valid: 'http:// or https://, 512 characters at most' });
    }
  }

  /** What holds for all that the service made, wherever it stands. */
  private finish(): void {
    const scopes = [this, ...this.serviceAlarms.supportScopes];
    if (this.props.routes?.length === 0) for (const scope of scopes) acknowledgeSilence(scope);
    if (this.props.suppression?.deployments) this.serviceAlarms.waitForDeploymentsOf(this.observation.taggable());
    for (const child of scopes.flatMap(scope => scope.node.findAll())) if (CfnResource.isCfnResource(child)) applyTags(child, this.tags);
    if (this.props.applyTags ?? true) for (const resource of this.observation.taggable()) applyTags(resource, this.tags);
  }
}
