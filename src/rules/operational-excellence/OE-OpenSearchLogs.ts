import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const LEGACY = 'AWS::Elasticsearch::Domain';
const LOGS = ['ES_APPLICATION_LOGS', 'SEARCH_SLOW_LOGS', 'INDEX_SLOW_LOGS'];
const ON = { Enabled: true };
const OFF = { Enabled: false };

function judge(domain: WorkloadResource, name: string): Verdict {
  const property = `LogPublishingOptions.${name}`;
  const enabled = domain.property(`${property}.Enabled`);
  if (enabled.isUnknown) return Verdict.UNKNOWN;
  if (enabled.flag === true) return Verdict.COMPLIANT;
  return Verdict.violating({ name, message: `${name} are ${enabled.flag === false ? 'off' : 'not published'}`, property });
}

export default defineRule({
  id: 'OE-OpenSearchLogs',
  bestPractices: ['OPS04-BP02', 'PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Domains publish their application log and their slow logs',
  why: 'AWS runs the nodes, so there is no other way to see which search or which document is slow, and why the domain is red or a script failed',
  remedy: 'Set logging: { appLogEnabled: true, slowSearchLogEnabled: true, slowIndexLogEnabled: true }, and thresholds in the settings of the indexes',
  nagRule: 'opensearch.OpenSearchSlowLogsToCloudWatch',
  nagDifference: 'it is about the slow logs only, and another rule about the application log',
  resourceTypes: [DOMAIN, LEGACY],
  check: domain => combinedVerdict(LOGS.map(log => judge(domain, log))),
  compliant: [
    {
      title: 'all three logs',
      resources: { Domain: { Type: DOMAIN, Properties: { LogPublishingOptions: Object.fromEntries(LOGS.map(log => [log, ON])) } } },
      cdk: `new opensearchservice.Domain(this, 'Domain', {
  version: opensearchservice.EngineVersion.OPENSEARCH_2_19,
  logging: { appLogEnabled: true, slowSearchLogEnabled: true, slowIndexLogEnabled: true },
});`,
    },
  ],
  violating: [
    {
      title: 'no logs',
      resources: { Domain: { Type: DOMAIN, Properties: { EngineVersion: 'OpenSearch_2.19' } } },
      findings: LOGS,
      cdk: 'new opensearchservice.Domain(this, \'Domain\', { version: opensearchservice.EngineVersion.OPENSEARCH_2_19 });',
    },
    {
      title: 'slow logs alone',
      resources: { Domain: { Type: DOMAIN, Properties: { LogPublishingOptions: { SEARCH_SLOW_LOGS: ON, INDEX_SLOW_LOGS: ON } } } },
      findings: ['ES_APPLICATION_LOGS'],
    },
    {
      title: 'a domain of Elasticsearch with a log that is off',
      resources: {
        Domain: { Type: LEGACY, Properties: { LogPublishingOptions: { ES_APPLICATION_LOGS: ON, SEARCH_SLOW_LOGS: OFF, INDEX_SLOW_LOGS: ON } } },
      },
      findings: ['SEARCH_SLOW_LOGS'],
    },
  ],
  ignored: [{ title: 'the logs are a parameter', resources: { Domain: { Type: DOMAIN, Properties: { LogPublishingOptions: { Ref: 'Logs' } } } } }],
});
