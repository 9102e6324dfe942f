import type { IRole } from 'aws-cdk-lib/aws-iam';

/** How a cluster of EKS gets the CloudWatch agent. */
export interface ClusterInstrumentation {
  /**
   * A role that the service account `cloudwatch-agent` of the namespace `amazon-cloudwatch` may assume through the OpenID Connect provider of the cluster. It needs the
   * policy `CloudWatchAgentServerPolicy`.
   *
   * @default - a new role for EKS Pod Identity, with that policy; the cluster must run the EKS Pod Identity Agent, which clusters of EKS Auto Mode do
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
   */
  readonly serviceAccountRole?: IRole;

  /**
   * Whether the add-on `eks-pod-identity-agent` is installed as well. A cluster takes it once.
   *
   * @default false
   */
  readonly podIdentityAgent?: boolean;

  /**
   * Version of the add-on `amazon-cloudwatch-observability`, such as `v4.7.0-eksbuild.1`.
   *
   * @default - the default version of EKS for the version of the cluster
   */
  readonly addonVersion?: string;
}
