/** How much Container Insights tells about the clusters of ECS. */
export enum ContainerInsightsLevel {
  /** Nothing is switched on. */
  NONE = 'NONE',

  /** Metrics of clusters, services and tasks. */
  STANDARD = 'STANDARD',

  /** Metrics of single tasks and containers, too, each of which is billed. */
  ENHANCED = 'ENHANCED',
}

/** How much Database Insights tells about the databases of RDS. */
export enum DatabaseInsightsLevel {
  /** Nothing is switched on. */
  NONE = 'NONE',

  /** The load by statement and wait, kept for 7 days, at no charge. */
  STANDARD = 'STANDARD',

  /** The same for 15 months, with locks, plans and views of a fleet; billed for each vCPU or ACU. */
  ADVANCED = 'ADVANCED',
}
