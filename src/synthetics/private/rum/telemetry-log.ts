import { ArnFormat, Fn, Stack, Validations, aws_iam as iam, aws_logs as logs, custom_resources as custom } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { markOwn } from '../../../core/private/own-constructs';

/**
 * Name of the log group that RUM copies events to: the name of the app monitor, and what its id begins with.
 *
 * @see https://docs.aws.amazon.com/cloudwatchrum/latest/APIReference/API_CwLog.html
 */
export function telemetryLogName(appMonitorName: string, appMonitorId: string): string {
  return `/aws/vendedlogs/RUMService_${appMonitorName}${Fn.select(0, Fn.split('-', appMonitorId))}`;
}

/**
 * The retention of a log group that a service makes, at a time of its own choosing. A template that declares the group fails where the service is faster, so the group
 * is made unless it is there, and then given its retention.
 */
export class TelemetryLogRetention extends Construct {
  constructor(scope: Construct, id: string, logGroupName: string, retention: RetentionDays) {
    super(scope, id);
    const arn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: `${logGroupName}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const { role, log } = handlerOf(Stack.of(this));
    const call = (action: string, parameters: object, ignoreErrorCodesMatching?: string) => ({
      service: 'CloudWatchLogs', action, parameters, ignoreErrorCodesMatching, physicalResourceId: custom.PhysicalResourceId.of(logGroupName),
    });
    const calls = (step: string, onUpdate: custom.AwsSdkCall) => new custom.AwsCustomResource(this, step, {
      onUpdate, role, logGroup: log, installLatestAwsSdk: false, resourceType: 'Custom::CloudWatchRumLogRetention',
      policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: [arn] }),
    });
    const group = calls('Group', call('createLogGroup', { logGroupName }, 'ResourceAlreadyExistsException'));
    const kept = calls('Retention', call('putRetentionPolicy', { logGroupName, retentionInDays: retention }));
    kept.node.addDependency(group);
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${asFinding(Stack.of(this).resolve(arn))}]`,
      reason: 'policies name a log group by an ARN that ends in :*, which stands for the group and no other',
    });
  }
}

/** A resource as cdk-nag writes it into the id of a finding. */
function asFinding(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(asFinding).join(value['Fn::Join'][0]);
  return value.Ref === undefined ? JSON.stringify(value) : `<${value.Ref}>`;
}

/** One function of the CDK makes the calls of all such resources in a stack, so that its role and its log stand in the stack as well. */
function handlerOf(stack: Stack): LogHandler {
  const id = 'CdkPillarsRumLogHandler';
  return stack.node.tryFindChild(id) as LogHandler | undefined ?? new LogHandler(stack, id);
}

class LogHandler extends Construct {
  public readonly log: ILogGroup;
  public readonly role: IRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    markOwn(this);
    this.log = new logs.LogGroup(this, 'Log', { retention: logs.RetentionDays.ONE_MONTH });
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.log.grantWrite(this.role);
  }
}
