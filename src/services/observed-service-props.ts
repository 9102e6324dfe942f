import type { ReferenceStrength, Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { AlarmRoute } from '../alarms/alarm-route';
import type { MuteWindow } from '../alarms/mute-window';
import type { OwnAlarm } from '../alarms/own-alarm';
import type { SuppressionOptions } from '../alarms/suppression-options';
import type { ServiceTier } from '../core/service-tier';
import type { OpsDashboard } from '../dashboards/ops-dashboard';
import type { PerfDashboard } from '../dashboards/perf-dashboard';
import type { IDeliveryTelemetry } from '../delivery/i-delivery-telemetry';
import type { IncidentResponse } from '../delivery/incident-response';
import type { RunbookAutomations } from '../delivery/runbook-automations';
import type { ServiceDeliveryOptions } from '../delivery/service-delivery-options';
import type { Exclusion } from '../signals/exclusion';
import type { SignalCatalog } from '../signals/signal-catalog';
import type { SignalOverride } from '../signals/signal-override';
import type { Objective } from '../slo/objective';
import type { Journey } from '../synthetics/journey';
import type { CanaryOptions } from '../synthetics/synthetic-canary-props';
import type { Telemetry } from '../tracing/telemetry';
import type { CostBudget } from './cost-budget';
import type { ObservedService } from './observed-service';
import type { PriceList } from './price-list';

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
   * Writes the incidents of the service down as OpsItems, with reviews: what the health alarm of its Region and the alarms of its objectives that page tell of.
   *
   * @default - no OpsItems, but for those of routes
   */
  readonly incidentResponse?: IncidentResponse;

  /**
   * Runbook automations of the service: OpsItems of its incidents list them, and alarms of resources that they mend count in `automationCoverage`. None is started by an alarm
   * without a route (`RunbookAutomations.route`).
   *
   * @default - none
   */
  readonly automations?: RunbookAutomations[];

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
   * Who counts deployments and incidents of the service: it registers what belongs to it there, and the operations dashboard draws the numbers. In the same account
   * and Region.
   *
   * @default - nobody does
   */
  readonly delivery?: IDeliveryTelemetry;

  /**
   * What of the deliveries of the service cannot be found by itself.
   *
   * @default - what is among the resources of the service
   */
  readonly deliveryOptions?: ServiceDeliveryOptions;

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
