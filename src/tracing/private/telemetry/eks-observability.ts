import { Arn, ArnFormat, aws_eks as eks, aws_iam as iam, Stack, type CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Subject } from '../../../signals/private/subject';
import { acknowledgeWildcards } from '../acknowledge-wildcards';
import type { Subscriber, TelemetryPiece } from './piece';
import type { Switchboard } from './switchboard';

const ADDON = 'amazon-cloudwatch-observability';
const IDENTITY_AGENT = 'eks-pod-identity-agent';
const NAME = 'EksObservability';

export const EKS_PIECE: TelemetryPiece = { option: 'eksObservability', meets: ['OE-EksObservabilityAddon'], at: { 'AWS::EKS::Cluster': switchOn } };

function switchOn({ resource, l1 }: Subscriber, board: Switchboard): void {
  const addons = resource.referencedBy('AWS::EKS::Addon', 'ClusterName').map(addon => addon.property('AddonName'));
  // Not below the cluster: nodes that depend on it would wait for the add-on, which waits for nodes.
  const id = `${NAME}${l1.node.addr.slice(-8)}`;
  if (addons.includes(ADDON) || Stack.of(l1).node.tryFindChild(id)) return;
  const scope = new Construct(Stack.of(l1), id);
  const role = podRole(scope, l1);
  const addon = new eks.CfnAddon(scope, 'Addon', {
    addonName: ADDON, clusterName: l1.ref, podIdentityAssociations: [{ roleArn: role.roleArn, serviceAccount: 'cloudwatch-agent' }],
  });
  // Nodes of Auto Mode have the agent of Pod Identity built in.
  const isAuto = String(new Subject(l1).literal('ComputeConfig.Enabled')) === 'true';
  if (!isAuto && !addons.includes(IDENTITY_AGENT)) {
    addon.addResourceDependency(new eks.CfnAddon(scope, 'PodIdentityAgent', { addonName: IDENTITY_AGENT, clusterName: l1.ref }));
  }
  board.note('Container Insights of EKS bills observations, 0.21 USD for each million');
}

/** What the agent needs of the managed policy CloudWatchAgentServerPolicy, for its namespaces and the log groups of the cluster. */
function podRole(scope: Construct, cluster: CfnResource): iam.Role {
  const { account } = Stack.of(cluster);
  const group = Arn.format({ service: 'logs', resource: 'log-group', resourceName: `/aws/containerinsights/${cluster.ref}`, arnFormat: ArnFormat.COLON_RESOURCE_NAME }, Stack.of(cluster));
  const role = new iam.Role(scope, 'Role', {
    description: 'Lets the CloudWatch agent of an EKS cluster publish metrics and logs',
    assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': account } } })),
    inlinePolicies: {
      Publish: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringLike: { 'cloudwatch:namespace': 'ContainerInsights*' } } }),
          new iam.PolicyStatement({ actions: ['ec2:DescribeTags', 'ec2:DescribeVolumes'], resources: ['*'] }),
          new iam.PolicyStatement({
            actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:PutRetentionPolicy', 'logs:DescribeLogStreams'], resources: [`${group}/*`],
          }),
        ],
      }),
    },
  });
  acknowledgeWildcards(role, {
    resources: ['*', `${group}/*`],
    reason: 'neither metrics nor descriptions can be named as resources; the agent names its log groups itself, below one prefix of the cluster',
  });
  return role;
}
