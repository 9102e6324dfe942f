import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const PROPERTY = 'ClusterConfig.DedicatedMasterEnabled';
const SMALL = 3;

const domain = (ClusterConfig?: unknown) => ({ Logs: { Type: DOMAIN, Properties: { ClusterConfig } } });

export default defineRule({
  id: 'PE-OpenSearchMasters',
  bestPractices: ['PERF03-BP02'],
  level: RuleLevel.WARNING,
  title: 'OpenSearch domains of three or more data nodes have dedicated master nodes',
  why: 'The node that was elected to keep the state of the cluster also indexes and searches, so that under load the cluster state is late, nodes drop out and shards move around',
  remedy: 'Set capacity: { masterNodes: 3, masterNodeInstanceType: \'m7g.large.search\' }',
  nagRule: 'opensearch.OpenSearchDedicatedMasterNode',
  nagDifference: 'it asks for master nodes of every domain, this rule leaves those of one or two data nodes alone',
  resourceTypes: [DOMAIN],
  check: resource => {
    const masters = resource.property(PROPERTY);
    if (masters.flag === true) return Verdict.COMPLIANT;
    const count = resource.property('ClusterConfig.InstanceCount');
    if (count.isAbsent || (count.number ?? SMALL) < SMALL) return Verdict.NOT_APPLICABLE;
    if (masters.isUnknown || count.number === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `None of the nodes is a dedicated master beside ${count.number} data nodes`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'dedicated master nodes',
      resources: domain({ InstanceCount: 3, InstanceType: 'r7g.large.search', DedicatedMasterEnabled: true, DedicatedMasterCount: 3, DedicatedMasterType: 'm7g.large.search' }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  capacity: { dataNodes: 3, dataNodeInstanceType: 'r7g.large.search', masterNodes: 3, masterNodeInstanceType: 'm7g.large.search' },
});`,
    },
  ],
  violating: [
    {
      title: 'data nodes alone',
      resources: domain({ InstanceCount: 3, InstanceType: 'r7g.large.search', DedicatedMasterEnabled: false }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  capacity: { dataNodes: 3, dataNodeInstanceType: 'r7g.large.search', multiAzWithStandbyEnabled: false },
});`,
    },
    { title: 'nothing is said of master nodes', resources: domain({ InstanceCount: '6' }) },
  ],
  ignored: [
    { title: 'a domain of two nodes', resources: domain({ InstanceCount: 2, DedicatedMasterEnabled: false }) },
    { title: 'a domain of one node, the default', resources: domain({ InstanceType: 't3.small.search' }) },
    { title: 'the number of nodes is a parameter', resources: domain({ InstanceCount: { Ref: 'Nodes' }, DedicatedMasterEnabled: false }) },
    { title: 'a parameter switches them on', resources: domain({ InstanceCount: 4, DedicatedMasterEnabled: { Ref: 'HasMasters' } }) },
  ],
});
