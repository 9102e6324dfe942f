/** What counts deployments and incidents, as a service that registers with it sees it. */
export interface IDeliveryTelemetry {
  /** Below which path of SSM parameters services register what belongs to them: a literal, such as `/cdk-pillars/delivery`. */
  readonly registryPath: string;

  /** Namespace of the metrics about deployments and incidents. */
  readonly metricNamespace: string;
}
