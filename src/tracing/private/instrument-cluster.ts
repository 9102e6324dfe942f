import { CfnResource, Token, aws_eks as eks, aws_iam as iam } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { markOwn } from '../../core/private/own-constructs';
import { peekProperty, referencesIn } from '../../signals/private/peek';
import { StackResources } from '../../signals/private/stack-resources';
import type { ClusterInstrumentation } from '../cluster-instrumentation';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';
import { acknowledge } from './acknowledge';
import { decided } from './report';

const ID = 'ApplicationSignals';
const CLUSTER = 'AWS::EKS::Cluster';
const ADDON = 'AWS::EKS::Addon';
const OBSERVABILITY = 'amazon-cloudwatch-observability';
const AGENTS = [OBSERVABILITY, 'adot'];
const SERVICE_ACCOUNT = 'cloudwatch-agent';

/** Installs the add-on of CloudWatch in a cluster, unless one collects traces there already. */
export function instrumentCluster(cluster: IConstruct, options: ClusterInstrumentation): TracingDecision {
  const clusterName = nameOf(cluster);
  const decide = (outcome: TracingOutcome, reason: string) => decided(cluster, outcome, reason, CLUSTER);
  if (cluster.node.tryFindChild(ID)) return decide(TracingOutcome.ALREADY_TRACED, `this library installed ${OBSERVABILITY}`);
  const present = addonsOf(cluster, clusterName).find(name => AGENTS.includes(name));
  if (present !== undefined) return decide(TracingOutcome.INSTRUMENTED, `the add-on ${present} instruments it already, so it is left alone`);
  checkOptions(cluster, options);
  const own = new Construct(cluster, ID);
  markOwn(own);
  const { serviceAccountRole, addonVersion, podIdentityAgent } = options;
  const identity = podIdentityAgent ? new eks.CfnAddon(own, 'PodIdentityAgent', { clusterName, addonName: 'eks-pod-identity-agent' }) : undefined;
  const addon = new eks.CfnAddon(own, 'Addon', {
    clusterName, addonName: OBSERVABILITY, addonVersion,
    ...serviceAccountRole
      ? { serviceAccountRoleArn: serviceAccountRole.roleArn }
      : { podIdentityAssociations: [{ serviceAccount: SERVICE_ACCOUNT, roleArn: agentRole(own).roleArn }] },
  });
  if (identity) addon.node.addDependency(identity);
  return decide(TracingOutcome.ENABLED, `the add-on ${OBSERVABILITY} is installed; programs are instrumented once their pods have the annotations`);
}

function agentRole(scope: Construct): iam.Role {
  const policy = 'CloudWatchAgentServerPolicy';
  const role = new iam.Role(scope, 'AgentRole', {
    description: 'Lets the CloudWatch agent of the cluster send metrics, logs and traces',
    assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('pods.eks.amazonaws.com')),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(policy)],
  });
  acknowledge(role.node.defaultChild as CfnResource, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`, 'The policy that AWS documents for the add-on');
  return role;
}

function checkOptions(cluster: IConstruct, { serviceAccountRole, podIdentityAgent, addonVersion }: ClusterInstrumentation): void {
  if (serviceAccountRole && podIdentityAgent) {
    throw complaint(cluster, { what: 'a role for service accounts needs no agent of Pod Identity', received: podIdentityAgent, fix: 'Leave podIdentityAgent or serviceAccountRole out' });
  }
  if (addonVersion !== undefined && !Token.isUnresolved(addonVersion) && !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(addonVersion)) {
    throw complaint(cluster, { what: 'addonVersion is no version of an add-on', received: addonVersion, valid: 'such as v4.7.0-eksbuild.1' });
  }
}

/** What add-ons name the cluster by. */
function nameOf(cluster: IConstruct): string {
  if (CfnResource.isCfnResource(cluster)) {
    if (cluster.cfnResourceType === CLUSTER) return cluster.ref;
  } else if (typeof (cluster as any).clusterName === 'string' && !('clusterIdentifier' in cluster) && isKubernetes(cluster)) {
    return (cluster as any).clusterName;
  }
  throw complaint(cluster, { what: 'this is no cluster of EKS', valid: 'a cluster of aws-eks or aws-eks-v2, made here or imported, or a CfnCluster' });
}

/** Clusters of ECS have a name as well. */
function isKubernetes(cluster: IConstruct): boolean {
  return 'clusterEndpoint' in cluster || 'kubectlRole' in cluster || 'openIdConnectProvider' in cluster;
}

/** Names of the add-ons that the stack gives a cluster; one walk for each cluster that is instrumented. */
function addonsOf(cluster: IConstruct, clusterName: string): string[] {
  const resources = StackResources.around(cluster).refresh();
  const [reference] = referencesIn(clusterName);
  const literal = Token.isUnresolved(clusterName) ? undefined : clusterName;
  const l1 = CfnResource.isCfnResource(cluster) ? cluster : cluster.node.defaultChild;
  return [...new Set([reference?.target ?? cluster, l1 ?? cluster])]
    .flatMap(target => resources.referrersOf(target, literal ?? literalNameOf(l1), ADDON, 'ClusterName'))
    .map(addon => peekProperty(addon, 'AddonName'));
}

function literalNameOf(l1: IConstruct | undefined): string | undefined {
  const name = l1 && CfnResource.isCfnResource(l1) ? peekProperty(l1, 'Name') : undefined;
  return typeof name === 'string' && !Token.isUnresolved(name) ? name : undefined;
}
