import { defineRule } from '../private/define-rule';
import { type LogTypes, logTypesIn, requireLogTypes } from '../private/log-types';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const CLUSTER = 'AWS::EKS::Cluster';

/** What the CDK makes for an `aws_eks.Cluster`: a function of its own calls the API. */
const CUSTOM = 'Custom::AWSCDK-EKS-Cluster';

const PROPERTIES: Readonly<Record<string, string>> = { [CLUSTER]: 'Logging.ClusterLogging', [CUSTOM]: 'Config.logging.clusterLogging' };
const TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

function logsOfCustom(cluster: WorkloadResource, path: string): LogTypes {
  const setups = cluster.values(`${path}.*`).filter(setup => setup.isUnknown || setup.property('enabled').flag !== false);
  const { known, isOpen } = logTypesIn(setups.flatMap(setup => setup.values('types.*')));
  return { known, isOpen: isOpen || setups.some(setup => setup.property('enabled').isUnknown) };
}

export default defineRule({
  id: 'OE-EksControlPlaneLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'EKS clusters log what their control plane does',
  why: 'AWS runs the control plane, so its logs are the only way to see why a pod is not scheduled, who deleted something, or why a login is refused, and they begin when they are switched on',
  remedy: 'Set clusterLogging to all members of eks.ClusterLoggingTypes, and acknowledge single ones that are not worth their volume',
  nagRule: 'eks.EKSClusterControlPlaneLogs',
  resourceTypes: [CLUSTER, CUSTOM],
  check: cluster => {
    const property = PROPERTIES[cluster.resourceType];
    const logging = cluster.property(property);
    if (logging.isUnknown) return Verdict.UNKNOWN;
    const types = cluster.resourceType === CUSTOM ? logsOfCustom(cluster, property) : logTypesIn(logging.values('EnabledTypes.*.Type'));
    return requireLogTypes(TYPES, types, property);
  },
  compliant: [
    {
      title: 'all logs',
      resources: { Cluster: { Type: CLUSTER, Properties: { Logging: { ClusterLogging: { EnabledTypes: TYPES.map(Type => ({ Type })) } } } } },
      cdk: `new eks_v2.Cluster(this, 'Cluster', {
  version: eks_v2.KubernetesVersion.V1_33,
  clusterLogging: [
    eks_v2.ClusterLoggingTypes.API,
    eks_v2.ClusterLoggingTypes.AUDIT,
    eks_v2.ClusterLoggingTypes.AUTHENTICATOR,
    eks_v2.ClusterLoggingTypes.CONTROLLER_MANAGER,
    eks_v2.ClusterLoggingTypes.SCHEDULER,
  ],
});`,
    },
    {
      title: 'all logs of a cluster that a function of the CDK makes',
      resources: { Cluster: { Type: CUSTOM, Properties: { Config: { logging: { clusterLogging: [{ enabled: true, types: TYPES }] } } } } },
    },
  ],
  violating: [
    {
      title: 'a cluster without logs',
      resources: { Cluster: { Type: CLUSTER, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/cluster' } } },
      findings: TYPES,
      cdk: 'new eks_v2.Cluster(this, \'Cluster\', { version: eks_v2.KubernetesVersion.V1_33 });',
    },
    {
      title: 'the audit log alone',
      resources: { Cluster: { Type: CLUSTER, Properties: { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } } } } },
      findings: ['api', 'authenticator', 'controllerManager', 'scheduler'],
    },
    {
      title: 'a cluster that a function of the CDK makes, with logs that are off',
      resources: {
        Cluster: {
          Type: CUSTOM,
          Properties: { Config: { logging: { clusterLogging: [{ enabled: true, types: ['api', 'audit', 'authenticator'] }, { enabled: false, types: ['controllerManager', 'scheduler'] }] } } },
        },
      },
      findings: ['controllerManager', 'scheduler'],
    },
  ],
  ignored: [
    {
      title: 'a log is a parameter',
      resources: { Cluster: { Type: CLUSTER, Properties: { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }, { Type: { Ref: 'LogType' } }] } } } } },
    },
    { title: 'logging is a condition', resources: { Cluster: { Type: CLUSTER, Properties: { Logging: { 'Fn::If': ['IsLogged', {}, { Ref: 'AWS::NoValue' }] } } } } },
    {
      title: 'a parameter switches logs on',
      resources: { Cluster: { Type: CUSTOM, Properties: { Config: { logging: { clusterLogging: [{ enabled: { Ref: 'IsLogged' }, types: ['api'] }] } } } } },
    },
  ],
});
