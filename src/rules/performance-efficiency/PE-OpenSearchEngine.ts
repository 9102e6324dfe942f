import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { SEARCH_ENGINE_VERSIONS } from '../tables/search-engine-versions';
import { Verdict } from '../verdict';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const PROPERTY = 'EngineVersion';
const MAJOR = /^[A-Za-z]+_\d+(?=\.)/;

const domain = (EngineVersion?: unknown) => ({ Logs: { Type: DOMAIN, Properties: { EngineVersion } } });

export default defineRule({
  id: 'PE-OpenSearchEngine',
  bestPractices: ['PERF05-BP06'],
  level: RuleLevel.WARNING,
  table: SEARCH_ENGINE_VERSIONS,
  title: 'OpenSearch domains run OpenSearch 2 or later',
  why: 'Elasticsearch and OpenSearch 1 get no new features, miss years of work on indexing and aggregations, and after their standard support cost extra for each instance hour',
  remedy: 'Set version: opensearchservice.EngineVersion.OPENSEARCH_2_19, and enableVersionUpgrade: true to upgrade in place',
  resourceTypes: [DOMAIN],
  check: (resource, context) => {
    const version = resource.property(PROPERTY);
    const major = MAJOR.exec(version._start)?.[0];
    if (major === undefined && version.isUnknown) return Verdict.UNKNOWN;
    // No version is the newest one.
    const successor = major === undefined ? undefined : rowsOf(context, SEARCH_ENGINE_VERSIONS).get(major);
    if (successor === undefined) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The engine is ${version.text ?? major}, which ${successor} replaces`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'OpenSearch 2',
      resources: domain('OpenSearch_2.19'),
      cdk: 'new opensearchservice.Domain(this, \'Logs\', { version: opensearchservice.EngineVersion.OPENSEARCH_2_19 });',
    },
    { title: 'OpenSearch 3', resources: domain('OpenSearch_3.1') },
    { title: 'no version, which is the newest one', resources: domain() },
  ],
  violating: [
    {
      title: 'Elasticsearch',
      resources: domain('Elasticsearch_7.10'),
      cdk: 'new opensearchservice.Domain(this, \'Logs\', { version: opensearchservice.EngineVersion.ELASTICSEARCH_7_10 });',
    },
    { title: 'OpenSearch 1', resources: domain('OpenSearch_1.3') },
    { title: 'a minor version of OpenSearch 1 that is a parameter', resources: domain({ 'Fn::Sub': 'OpenSearch_1.${Minor}' }) },
  ],
  ignored: [
    { title: 'the version is a parameter', resources: domain({ Ref: 'EngineVersion' }) },
    { title: 'the major version is a parameter', resources: domain({ 'Fn::Sub': 'OpenSearch_${Version}' }) },
  ],
});
