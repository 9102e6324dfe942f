/** Where deployments of a service are told of. */
export enum DeploymentSource {
  /** Events of your own, as a CI system sends them. */
  CUSTOM = 'CUSTOM',

  /** Executions of pipelines of CodePipeline. */
  PIPELINE = 'PIPELINE',

  /** Operations on stacks of CloudFormation. */
  STACK = 'STACK',

  /** Deployments of CodeDeploy. */
  CODE_DEPLOY = 'CODE_DEPLOY',

  /** Deployments of ECS services. */
  ECS = 'ECS',

  /** Aliases of Lambda functions that are moved to another version. */
  LAMBDA_ALIAS = 'LAMBDA_ALIAS',
}
