/** Where `DeliveryTelemetry` hears of deployments and incidents. */
export enum DeliverySource {
  /** Executions of CodePipeline pipelines. */
  PIPELINES = 'PIPELINES',
  /** Updates and creations of CloudFormation stacks. */
  STACKS = 'STACKS',
  /** Deployments of CodeDeploy. */
  CODE_DEPLOY = 'CODE_DEPLOY',
  /** Deployments of ECS services. ECS tells of them where the deployment circuit breaker or deployment alarms are on. */
  ECS = 'ECS',
  /** Moves of Lambda aliases, as CloudTrail has them: the account needs a trail that logs management events. */
  LAMBDA_ALIASES = 'LAMBDA_ALIASES',
  /** Events that CI systems and incident tools send, such as by `cdk-pillars event`. */
  CUSTOM = 'CUSTOM',
  /** Health alarms of services, alarms of their objectives that page, and alarms of symptoms. */
  ALARMS = 'ALARMS',
  /** Runs of CloudWatch Synthetics canaries. */
  CANARIES = 'CANARIES',
  /** OpsItems of Systems Manager. */
  OPS_ITEMS = 'OPS_ITEMS',
}
