import { CfnResource, Stack, Token, ReferenceStrength } from 'aws-cdk-lib';
import type { IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import type { AlarmRoute } from '../alarms/alarm-route';
import { ServiceAlarms } from '../alarms/private/service-alarms';
import type { SignalAlarm } from '../alarms/signal-alarm';
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
import { SignalCategory } from '../signals/signal-category';
import type { SignalOverride } from '../signals/signal-override';
import type { CostBudget } from './cost-budget';
import { Coverage } from './coverage';
import { MonthlyCost } from './monthly-cost';
import type { PriceList } from './price-list';
import { checkBudget, checkPrices } from './private/budget-check';
import { checkName, DEFAULT_ENVIRONMENT, environmentOf, isProduction } from './private/environment';
import { Observation } from './private/observation';
import { BySignalKey } from './private/override-resolver';
import { ReachCheck } from './private/reach-check';
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
   * The kinds of resources that can be observed.
   *
   * @default SignalCatalog.builtIn()
   */
  readonly catalog?: SignalCatalog;

  /**
   * How much the alarms and dashboards of the service may cost in a month, and what happens when they cost more.
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

  /** How each resource is observed. */
  public readonly coverage = new Coverage();

  private readonly observation: Observation;
  private readonly serviceAlarms: ServiceAlarms;
  private readonly tags: { readonly [key: string]: string };
  private readonly runbooks: ServiceRunbooks;
  private readonly refreshDashboards: Array<() => void>;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a name is a token or taken, when there is nothing to observe, or when an override or an exclusion names nothing
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
      context: { tier: this.tier, production: props.pagesPeople ?? isProduction(this.environment) },
      healthRunbook: props.runbookBaseUrl ?? dashboardUrl,
      runbookOf: ({ source, spec }) => {
        if (props.runbookBaseUrl !== undefined) return runbookLink(props.runbookBaseUrl, source.kind, spec.id);
        return props.runbookDocuments ? consoleOf(this).document(documentName(namePrefix, source.kind)) : dashboardUrl;
      },
    });
    this.observation = new Observation({
      service: this, catalog: props.catalog ?? SignalCatalog.builtIn(), strength, alarms: this.serviceAlarms, coverage: this.coverage,
      exclusions: props.exclude ?? [], carriers: (props.routes ?? []).flatMap(route => route._through),
      overrides: new BySignalKey(new Map(Object.entries(props.overrides ?? {}))),
    });
    this.observation.observe(props.resources ?? [stack], props.resources === undefined);
    this.observation.checkKeys();
    if (props.routes === undefined) ReachCheck.report(this);

    const view = () => ({
      serviceName: this.serviceName, environment: this.environment, title, region: outermostStack(this).region,
      owner: this.owner, tier: this.tier, runbookBaseUrl: props.runbookBaseUrl,
      signals: this.observation.signals, alarms: this.alarms,
      healthAlarms: [...this.serviceAlarms.healthAlarm ? [this.serviceAlarms.healthAlarm] : [], ...this.serviceAlarms.healthAlarmsElsewhere],
      businessMetrics: props.businessMetrics ?? {},
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

  /** The symptoms that should roll a deployment back: errors first, then latency and the rest; ten at most, which is what CodeDeploy takes. */
  public get rollbackAlarms(): IAlarm[] {
    const order = [SignalCategory.ERRORS, SignalCategory.AVAILABILITY, SignalCategory.LATENCY, SignalCategory.SATURATION];
    const rank = (alarm: SignalAlarm) => (order.indexOf(alarm.signal.spec.category) + order.length + 1) % (order.length + 1);
    return this.alarms.filter(alarm => alarm.feedsHealth && !this.isOverflowed(alarm)).sort((a, b) => rank(a) - rank(b)).slice(0, 10);
  }

  /** What alarms and dashboards of the service cost in a month, by dated list prices. A shared dashboard is not counted. */
  public get monthlyCost(): MonthlyCost {
    const own = [this.props.opsDashboard ? [] : this.opsDashboard.pageNames, this.props.perfDashboard ? [] : this.perfDashboard.pageNames].flat();
    return MonthlyCost._of({
      alarms: [
        ...this.alarms.map(alarm => ({ name: alarm.literalName, metrics: alarm._billedMetrics, isHighResolution: alarm._plan.periodSeconds < 60 })),
        ...this.serviceAlarms.routeAlarmNames.map(name => ({ name, metrics: 1, isHighResolution: false })),
      ],
      compositeAlarms: this.serviceAlarms.composites,
      dashboards: own,
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
    const url = this.props.runbookBaseUrl;
    if (url !== undefined && !Token.isUnresolved(url) && !(/^https?:\/\/\S+$/.test(url) && url.length <= 512)) {
      throw complaint(this, { what: 'runbookBaseUrl is not a web address', received: url, valid: 'http:// or https://, 512 characters at most' });
    }
  }

  /** What holds for all that the service made, wherever it stands. */
  private finish(): void {
    const scopes = [this, ...this.serviceAlarms.supportScopes];
    if (this.props.routes?.length === 0) for (const scope of scopes) acknowledgeSilence(scope);
    for (const child of scopes.flatMap(scope => scope.node.findAll())) if (CfnResource.isCfnResource(child)) applyTags(child, this.tags);
    if (this.props.applyTags ?? true) for (const resource of this.observation.taggable()) applyTags(resource, this.tags);
  }

  /** Alarms in nested stacks cannot be handed to another stack without an output each. */
  private isOverflowed(alarm: SignalAlarm): boolean {
    return Stack.of(alarm) !== Stack.of(this);
  }
}
