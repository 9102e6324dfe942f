import type { Construct } from 'constructs';
import { EcsDeployment } from './ecs-deployment';
import type { EcsDeploymentProps } from './ecs-deployment-props';
import { FeatureFlagDeployment } from './feature-flag-deployment';
import type { FeatureFlagDeploymentProps } from './feature-flag-deployment-props';
import { FunctionDeployment } from './function-deployment';
import type { FunctionDeploymentProps } from './function-deployment-props';
import { PipelineDeployment } from './pipeline-deployment';
import type { PipelineDeploymentProps } from './pipeline-deployment-props';

/** Ways to deploy by which a bad version reaches few, is noticed, and is taken back by itself. */
export class SafeDeployment {
  /**
   * Shifts the traffic of a Lambda function to each new version by CodeDeploy.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props the function, how traffic shifts, and what takes it back
   * @throws when there are no rollback alarms, or more than ten, or the strategy is not one for functions
   */
  public static ofFunction(scope: Construct, id: string, props: FunctionDeploymentProps): FunctionDeployment {
    return new FunctionDeployment(scope, id, props);
  }

  /**
   * Has ECS shift the traffic of a service to new tasks beside the old ones.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props the service, how traffic shifts, and what takes it back
   * @throws when there are no rollback alarms, or more than ten, or the strategy does not go with the service
   */
  public static ofEcsService(scope: Construct, id: string, props: EcsDeploymentProps): EcsDeployment {
    return new EcsDeployment(scope, id, props);
  }

  /**
   * Keeps a pipeline from entering a stage while the error budget is spent or a change calendar is closed, and has it roll back stages that fail.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props the pipeline, the stage and what is asked before it
   * @throws when the pipeline is not of type V2, or there is nothing to ask
   */
  public static ofPipeline(scope: Construct, id: string, props: PipelineDeploymentProps): PipelineDeployment {
    return new PipelineDeployment(scope, id, props);
  }

  /**
   * Deploys feature flags, or configuration of any other form, by AppConfig: gradually, and back when an alarm goes off.
   *
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param props the content, how it is deployed, and what takes it back
   * @throws when there are no rollback alarms, or more than five, the content is not valid, or the strategy is not one for configuration
   */
  public static ofFeatureFlags(scope: Construct, id: string, props: FeatureFlagDeploymentProps): FeatureFlagDeployment {
    return new FeatureFlagDeployment(scope, id, props);
  }

  private constructor() {}
}
