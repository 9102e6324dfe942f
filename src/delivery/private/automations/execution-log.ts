import { aws_cloudwatch as cloudwatch, aws_events as events, aws_logs as logs, ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EXECUTION_METRIC, OUTCOMES } from '../../../core/schemas/private/delivery';

export interface ExecutionLogInit {
  readonly serviceName: string;
  readonly environment: string;
  readonly namespace: string;
  readonly documentNames: readonly string[];
  readonly failureTopic?: ITopic;
}

/**
 * Counts how executions of documents end: their events go to a log group, as a line of words, of which a metric filter makes the dimensions. The service stands in no event, so the rule
 * writes it into the line.
 */
export class ExecutionLog extends Construct {
  public readonly logGroup: ILogGroup;
  public readonly failureAlarm?: Alarm;

  constructor(scope: Construct, id: string, private readonly init: ExecutionLogInit) {
    super(scope, id);
    const group = this.group();
    this.logGroup = logs.LogGroup.fromLogGroupArn(this, 'Group', this.groupArn);
    this.count(group);
    this.listen();
    if (init.failureTopic) this.failureAlarm = this.alarm(init.failureTopic);
  }

  private listen(): void {
    const { serviceName, environment, documentNames } = this.init;
    const rule = new events.Rule(this, 'Rule', {
      description: `How automations of ${serviceName} end`,
      eventPattern: {
        source: ['aws.ssm'],
        detailType: ['EC2 Automation Execution Status-change Notification'],
        detail: { Definition: [...documentNames], Status: [...OUTCOMES] },
      },
      targets: [{
        bind: () => ({
          arn: this.groupArn,
          input: events.RuleTargetInput.fromObject({
            timestamp: events.EventField.time,
            message: [serviceName, environment, ...['Definition', 'Status', 'ExecutionId'].map(field => events.EventField.fromPath(`$.detail.${field}`))].join(' '),
          }),
        }),
      }],
    });
    for (const finding of ['OE-EventRuleDlq[Target0]', 'OE-EventRuleAlarmed']) {
      Validations.of(rule).acknowledge({ id: `OperationalExcellence::${finding}`, reason: 'An event that is lost is one execution that is not counted; Systems Manager keeps it' });
    }
  }

  private count(group: logs.CfnLogGroup): void {
    new logs.CfnMetricFilter(this, 'Count', {
      logGroupName: group.ref,
      filterPattern: '[service, environment, document, outcome, execution]',
      metricTransformations: [{
        metricNamespace: this.init.namespace,
        metricName: EXECUTION_METRIC,
        metricValue: '1',
        unit: 'Count',
        dimensions: [['Service', '$service'], ['Environment', '$environment'], ['Outcome', '$outcome']].map(([key, value]) => ({ key, value })),
      }],
    });
  }

  private alarm(topic: ITopic): Alarm {
    const { serviceName, environment, namespace } = this.init;
    const region = Stack.of(this).region;
    const metric = (Outcome: string) => new cloudwatch.Metric({
      namespace, metricName: EXECUTION_METRIC, statistic: 'Sum', period: Duration.minutes(5), dimensionsMap: { Service: serviceName, Environment: environment, Outcome },
    });
    const alarm = new cloudwatch.Alarm(this, 'Failed', {
      alarmName: `automations-${serviceName}-${environment}-failed`,
      alarmDescription: `[ticket] ${serviceName}: an automation failed or timed out, after its approval perhaps half-way. Cause: what it changes refused, or did not get well in time. ` +
        `First: read the outputs of the execution. Runbook: https://${region}.console.aws.amazon.com/systems-manager/automation/executions?region=${region}`,
      metric: new cloudwatch.MathExpression({
        expression: 'FILL(failed, 0) + FILL(timedOut, 0)', usingMetrics: { failed: metric('Failed'), timedOut: metric('TimedOut') }, period: Duration.minutes(5), label: 'Automations that failed',
      }),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const action = { bind: () => ({ alarmActionArn: topic.topicArn }) };
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }

  /** Its name is literal, so that its policy can name it. */
  private group(): logs.CfnLogGroup {
    const group = new logs.CfnLogGroup(this, 'Log', {
      logGroupName: this.groupName,
      retentionInDays: logs.RetentionDays.ONE_YEAR,
      resourcePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Sid: 'AutomationEvents', Effect: 'Allow', Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${this.groupArn}:*`,
        }],
      },
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return group;
  }

  private get groupName(): string {
    return `/aws/events/automations-${this.init.serviceName}-${this.init.environment}`;
  }

  private get groupArn(): string {
    return Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: this.groupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }
}
