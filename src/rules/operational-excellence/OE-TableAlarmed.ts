import { requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';

const REQUIREMENTS = [{ kind: 'dynamodb-table', signals: ['readThrottles', 'writeThrottles', 'throttledRequests', 'systemErrors'] }];

export default defineRule({
  id: 'OE-TableAlarmed',
  bestPractices: ['OPS08-BP04', 'PERF03-BP03'],
  level: RuleLevel.WARNING,
  title: 'Tables have an alarm on throttles or on system errors',
  why: 'Requests that DynamoDB refuses are retried by the SDK, so that a table that is too small first shows as a slow service',
  remedy: 'Observe it with ObservedService, or add alarms on ReadThrottleEvents, WriteThrottleEvents and SystemErrors',
  resourceTypes: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  check: (table, context) => requireAlarms(table, context, REQUIREMENTS),
  compliant: [
    {
      title: 'an alarm on throttles',
      resources: {
        Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
        Throttles: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Namespace: 'AWS/DynamoDB', MetricName: 'WriteThrottleEvents', Dimensions: [{ Name: 'TableName', Value: { Ref: 'Orders' } }] },
        },
      },
      cdk: `const orders = new dynamodb.TableV2(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
orders.metric('WriteThrottleEvents').createAlarm(this, 'Throttles', { threshold: 1, evaluationPeriods: 5 });`,
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } } },
      cdk: 'new dynamodb.Table(this, \'Orders\', { partitionKey: { name: \'id\', type: dynamodb.AttributeType.STRING } });',
    },
    {
      title: 'an alarm on user errors, which are those of the whole account',
      resources: {
        Orders: { Type: 'AWS::DynamoDB::GlobalTable', Properties: {} },
        Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/DynamoDB', MetricName: 'UserErrors', Dimensions: [{ Name: 'TableName', Value: { Ref: 'Orders' } }] } },
      },
    },
  ],
});
