import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** The places of a dashboard, in the order in which they are drawn. Not every dashboard has something of its own at every place. */
export enum DashboardSlot {
  /** Who owns the service and where its runbooks are. */
  HEADER = 'HEADER',

  /** State of the alarms. Operations dashboard. */
  ALARMS = 'ALARMS',

  /** Deployments and incidents. Operations dashboard. */
  DELIVERY = 'DELIVERY',

  /** Service level objectives. */
  OBJECTIVES = 'OBJECTIVES',

  /** Errors and availability. Operations dashboard. */
  ERRORS = 'ERRORS',

  /** Percentiles of latency, ages and delays. Performance dashboard. */
  LATENCY = 'LATENCY',

  /** Throughput. Performance dashboard. */
  TRAFFIC = 'TRAFFIC',

  /** Utilisation, throttling and backlog. Performance dashboard. */
  SATURATION = 'SATURATION',

  /** Cache hit ratios. Performance dashboard. */
  CACHES = 'CACHES',

  /** How capacity follows demand. Performance dashboard. */
  SCALING = 'SCALING',

  /** What the resources cost, what they are billed by, and what is paid for nothing. Performance dashboard. */
  COST = 'COST',

  /** Business metrics. */
  BUSINESS = 'BUSINESS',

  /** Sections of your own. */
  CUSTOM = 'CUSTOM',

  /** What to do for each alarm. Operations dashboard. */
  RUNBOOKS = 'RUNBOOKS',
}

/** The service for which a section is drawn. */
export interface DashboardServiceInfo {
  /** Name of the service. */
  readonly serviceName: string;

  /** Name of the environment. */
  readonly environment: string;
}

/** A section that is drawn on a dashboard for each of its services. */
export interface IDashboardSection {
  /** Heading of the section. */
  readonly title: string;

  /** Where the section is drawn; after the dashboard's own widgets of that place. */
  readonly slot: DashboardSlot;

  /** The widgets for one service; none to leave the section out. Called when the service or the section is added, so that quotas are known before synthesis. */
  widgets(service: DashboardServiceInfo): IWidget[];
}
