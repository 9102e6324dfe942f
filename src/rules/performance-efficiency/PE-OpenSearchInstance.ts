import { defineRule } from '../private/define-rule';
import { type FamilyRow, familyRow, typeText } from '../private/instance-families';
import { RuleLevel } from '../rule-level';
import { SEARCH_INSTANCE_FAMILIES } from '../tables/search-instance-families';
import { Verdict } from '../verdict';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const TYPES = { 'ClusterConfig.InstanceType': 'data', 'ClusterConfig.DedicatedMasterType': 'master' };

const domain = (ClusterConfig: unknown) => ({ Logs: { Type: DOMAIN, Properties: { EngineVersion: 'OpenSearch_2.19', ClusterConfig } } });

export default defineRule({
  id: 'PE-OpenSearchInstance',
  bestPractices: ['PERF03-BP02', 'PERF05-BP06'],
  level: RuleLevel.ERROR,
  table: SEARCH_INSTANCE_FAMILIES,
  title: 'OpenSearch domains are on instances of the current generation',
  why: 'Instances of the previous generation index and search slower for a higher price, and some of them do not take newer engines, encryption or gp3 volumes',
  remedy: 'Set capacity: { dataNodeInstanceType: \'r7g.large.search\' }, or an or2 or om2 type for much indexing',
  resourceTypes: [DOMAIN],
  check: (resource, context) => {
    const old: string[] = [];
    let isUnknown = false;
    let isSaid = false;
    for (const [property, role] of Object.entries(TYPES)) {
      if (resource.property(property).isAbsent) continue;
      isSaid = true;
      const row: FamilyRow | undefined = familyRow(resource, property, SEARCH_INSTANCE_FAMILIES, context);
      if (!row) isUnknown = true;
      else if (row.successor !== undefined) old.push(`The ${role} nodes are ${typeText(row.type)}, of a family that ${row.successor} replaces`);
    }
    if (old.length > 0) return Verdict.violating({ message: [old[0], ...old.slice(1).map(text => text.replace('The', 'the'))].join(', and '), property: 'ClusterConfig' });
    if (isUnknown) return Verdict.UNKNOWN;
    return isSaid ? Verdict.COMPLIANT : Verdict.NOT_APPLICABLE;
  },
  compliant: [
    {
      title: 'instances of the current generation',
      resources: domain({ InstanceType: 'r7g.large.search', DedicatedMasterType: 'm7g.large.search' }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  capacity: { dataNodeInstanceType: 'r7g.large.search' },
});`,
    },
  ],
  violating: [
    {
      title: 'data nodes of the previous generation',
      resources: domain({ InstanceType: 'm4.large.search', InstanceCount: 2 }),
      cdk: `new opensearchservice.Domain(this, 'Logs', {
  version: opensearchservice.EngineVersion.OPENSEARCH_1_3,
  capacity: { dataNodeInstanceType: 'm4.large.search' },
});`,
    },
    { title: 'master nodes of the previous generation', resources: domain({ InstanceType: 'r7g.large.search', DedicatedMasterEnabled: true, DedicatedMasterType: 'c4.large.search' }) },
    { title: 'both', resources: domain({ InstanceType: 'r4.large.search', DedicatedMasterEnabled: true, DedicatedMasterType: 't2.medium.search' }) },
  ],
  ignored: [
    { title: 'the instance type is a parameter', resources: domain({ InstanceType: { Ref: 'InstanceType' } }) },
    { title: 'the instances that the service chooses', resources: domain({ InstanceCount: 2 }) },
  ],
});
