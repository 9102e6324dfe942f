import { aws_cloudwatch as cloudwatch, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import { AlarmBase, type IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { Comparison, MissingData } from '../../signals/alarm-spec';
import type { LogAlarmProps } from '../own-alarm';
import { renderWarmUp } from './warm-up';

export interface LogQueryAlarmInit {
  readonly name: string;
  readonly description: string;
  readonly minutes: number;
  readonly strength: ReferenceStrength;
  readonly warmUpMinutes?: number;
}

/** An alarm on a query of logs, with the role that runs the query. */
export class LogQueryAlarm extends AlarmBase {
  public readonly alarmArn: string;
  public readonly alarmName: string;
  private readonly resource: cloudwatch.CfnLogAlarm;

  constructor(scope: Construct, id: string, props: LogAlarmProps, { name, description, minutes, strength, warmUpMinutes }: LogQueryAlarmInit) {
    super(scope, id, { physicalName: name });
    const stack = Stack.of(this);
    const here = (value: string) => consumed(value, stack, strength);
    const periods = props.evaluationPeriods ?? 1;
    const role = new iam.Role(this, 'Query', {
      assumedBy: new iam.ServicePrincipal('logs.amazonaws.com'),
      inlinePolicies: {
        Query: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            actions: ['logs:StartQuery', 'logs:StopQuery', 'logs:GetQueryResults', 'logs:DescribeLogGroups'],
            resources: props.logGroups.map(group => here(group.logGroupArn)),
          })],
        }),
      },
    });
    this.resource = new cloudwatch.CfnLogAlarm(this, 'Resource', {
      alarmName: name,
      alarmDescription: description,
      comparisonOperator: props.comparison ?? Comparison.ABOVE,
      threshold: props.threshold,
      queryResultsToEvaluate: periods,
      queryResultsToAlarm: props.datapointsToAlarm ?? periods,
      treatMissingData: props.missingData ?? MissingData.NOT_BREACHING,
      scheduledQueryConfiguration: {
        queryString: props.query,
        aggregationExpression: props.aggregation,
        logGroupIdentifiers: props.logGroups.map(group => here(group.logGroupName)),
        scheduledQueryRoleArn: role.roleArn,
        scheduleConfiguration: { scheduleExpression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`, startTimeOffset: minutes * 60 },
      },
      ...renderWarmUp(warmUpMinutes),
    });
    // The query runs with what the policy grants from the first time on.
    this.resource.node.addDependency(role);
    this.alarmArn = this.resource.attrArn;
    this.alarmName = this.resource.ref;
  }

  public override addAlarmAction(...actions: IAlarmAction[]): void {
    super.addAlarmAction(...actions);
    this.resource.alarmActions = this.alarmActionArns;
  }

  public override addOkAction(...actions: IAlarmAction[]): void {
    super.addOkAction(...actions);
    this.resource.okActions = this.okActionArns;
  }

  public override addInsufficientDataAction(...actions: IAlarmAction[]): void {
    super.addInsufficientDataAction(...actions);
    this.resource.insufficientDataActions = this.insufficientDataActionArns;
  }
}
