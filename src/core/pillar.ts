/** A pillar of the AWS Well-Architected Framework that this library is about. */
export enum Pillar {
  /** How a team builds, deploys and operates a workload. */
  OPERATIONAL_EXCELLENCE = 'Operational Excellence',

  /** How well a workload performs. */
  PERFORMANCE_EFFICIENCY = 'Performance Efficiency',
}
