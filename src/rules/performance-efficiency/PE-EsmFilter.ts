import { defineRule } from '../private/define-rule';
import { isSwitchedOff, sourceOf } from '../private/event-sources';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const PROPERTY = 'FilterCriteria';

const code = (settings: string) => `const worker = new lambda.Function(this, 'Worker', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const orders = new dynamodb.Table(this, 'Orders', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  stream: dynamodb.StreamViewType.NEW_IMAGE,
});
worker.addEventSource(new lambda_event_sources.DynamoEventSource(orders, {
  startingPosition: lambda.StartingPosition.LATEST,${settings}
}));`;

const FILTERS = [{ Pattern: '{"eventName":["INSERT"]}' }];
const mapping = (properties: object) => ({
  Mapping: { Type: MAPPING, Properties: { EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, FunctionName: 'worker', StartingPosition: 'LATEST', ...properties } },
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } },
});

export default defineRule({
  id: 'PE-EsmFilter',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Functions that read the changes of a table are invoked for those that concern them',
  why: 'A stream has every change of the table, expiry included: the function is invoked and paid for where it only finds that there is nothing to do',
  remedy: 'Set filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual(\'INSERT\') })], or what else tells the changes apart',
  resourceTypes: [MAPPING],
  check: resource => {
    const enabled = resource.property('Enabled');
    const kind = isSwitchedOff(resource) ? 'other' : sourceOf(resource);
    if (kind !== undefined && kind !== 'dynamodb') return Verdict.NOT_APPLICABLE;
    const filters = resource.property(`${PROPERTY}.Filters`);
    if (filters.items.some(({ isUnknown }) => !isUnknown)) return Verdict.COMPLIANT;
    if (kind === undefined || enabled.isUnknown || filters.isUnknown || filters.items.length > 0) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The function is invoked for every change of the table', property: PROPERTY });
  },
  compliant: [
    {
      title: 'new items only',
      resources: mapping({ FilterCriteria: { Filters: FILTERS } }),
      cdk: code('\n  filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual(\'INSERT\') })],'),
    },
  ],
  violating: [
    { title: 'all changes', resources: mapping({}), cdk: code('') },
    { title: 'all changes of a table elsewhere', resources: mapping({ EventSourceArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000', FilterCriteria: { Filters: [] } }) },
  ],
  ignored: [
    { title: 'a queue', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:orders', FunctionName: 'worker' } } } },
    { title: 'a mapping that is switched off', resources: mapping({ Enabled: false }) },
    { title: 'the filters are a condition', resources: mapping({ FilterCriteria: { 'Fn::If': ['IsFiltered', { Filters: FILTERS }, { Ref: 'AWS::NoValue' }] } }) },
    { title: 'the source is a parameter', resources: { Mapping: { Type: MAPPING, Properties: { EventSourceArn: { Ref: 'SourceArn' }, FunctionName: 'worker' } } } },
  ],
});
