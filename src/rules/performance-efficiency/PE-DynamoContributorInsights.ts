import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TABLE = 'AWS::DynamoDB::Table';
const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
const PROPERTY = 'ContributorInsightsSpecification.Enabled';

function isOff(enabled: PropertyValue): boolean {
  return !enabled.isUnknown && enabled.flag !== true;
}

export default defineRule({
  id: 'PE-DynamoContributorInsights',
  bestPractices: ['PERF03-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Tables show which of their keys are used and throttled most',
  why: 'Capacity is per partition, so that one hot key throttles a table that has capacity left, and no metric tells which key it is',
  remedy: 'Set contributorInsightsSpecification: { enabled: true }',
  resourceTypes: [TABLE, GLOBAL_TABLE],
  check: table => {
    if (table.resourceType === TABLE) {
      const enabled = table.property(PROPERTY);
      if (enabled.isUnknown) return Verdict.UNKNOWN;
      return isOff(enabled) ? Verdict.violating({ message: 'Contributor Insights are not enabled', property: PROPERTY }) : Verdict.COMPLIANT;
    }
    const replicas = table.property('Replicas');
    if (replicas.isUnknown) return Verdict.UNKNOWN;
    const enabled = replicas.items.map(replica => replica.property(PROPERTY));
    if (enabled.length === 0) return Verdict.NOT_APPLICABLE;
    const off = enabled.filter(isOff).length;
    if (off > 0) return Verdict.violating({ message: `Contributor Insights are not enabled for ${off} of ${enabled.length} replicas`, property: 'Replicas' });
    return enabled.some(({ isUnknown }) => isUnknown) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a table with Contributor Insights',
      resources: { Orders: { Type: TABLE, Properties: { ContributorInsightsSpecification: { Enabled: true } } } },
      cdk: `new dynamodb.Table(this, 'Orders', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  contributorInsightsSpecification: { enabled: true },
});`,
    },
    {
      title: 'all replicas of a global table',
      resources: { Orders: { Type: GLOBAL_TABLE, Properties: { Replicas: [{ Region: 'eu-west-1', ContributorInsightsSpecification: { Enabled: true, Mode: 'THROTTLED_KEYS' } }] } } },
    },
  ],
  violating: [
    {
      title: 'the default',
      resources: { Orders: { Type: GLOBAL_TABLE, Properties: { Replicas: [{ Region: 'eu-west-1' }] } } },
      cdk: 'new dynamodb.TableV2(this, \'Orders\', { partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING } });',
    },
    {
      title: 'one of two replicas',
      resources: {
        Orders: {
          Type: GLOBAL_TABLE,
          Properties: { Replicas: [{ Region: 'eu-west-1', ContributorInsightsSpecification: { Enabled: true } }, { Region: 'us-east-1', ContributorInsightsSpecification: { Enabled: false } }] },
        },
      },
    },
    { title: 'a table without it', resources: { Orders: { Type: TABLE, Properties: { TableName: 'orders' } } } },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Orders: { Type: TABLE, Properties: { ContributorInsightsSpecification: { Enabled: { Ref: 'Insights' } } } } } },
    { title: 'it is a parameter of a replica', resources: { Orders: { Type: GLOBAL_TABLE, Properties: { Replicas: [{ Region: 'eu-west-1', ContributorInsightsSpecification: { Enabled: { Ref: 'Insights' } } }] } } } },
  ],
});
