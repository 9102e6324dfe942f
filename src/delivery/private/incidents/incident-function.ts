import { aws_iam as iam, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { handlerFolder } from '../../../core/private/packaged';
import { acknowledgeWideResources } from '../../../core/private/wide-resources';

export const INCIDENT_FUNCTION_TIMEOUT = Duration.seconds(30);

const WHY_WIDE = 'OpsItems have ids that SSM gives; making and searching them, describing composite alarms and their history, and putting traces know no resource';

export interface IncidentFunctionInit {
  readonly queue: Queue;
  readonly registryPath: string;
  readonly environment: { readonly [name: string]: string };
  readonly logRetention?: RetentionDays;
}

/** The function of `handlers/incidents`, and what it may do. */
export class IncidentFunction extends Construct {
  public readonly handler: lambda.Function;

  constructor(scope: Construct, id: string, { queue, registryPath, environment, logRetention = logs.RetentionDays.ONE_MONTH }: IncidentFunctionInit) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const statements = this.statements(registryPath);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { OpsItems: new iam.PolicyDocument({ statements }) },
    });
    logGroup.grantWrite(role);
    this.handler = new lambda.Function(this, 'Handler', {
      description: 'Opens, follows and reviews incidents as OpsItems',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(handlerFolder(this, 'incidents')),
      handler: 'index.handler',
      memorySize: 512,
      timeout: INCIDENT_FUNCTION_TIMEOUT,
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment,
      logGroup,
      role,
    });
    this.handler.addEventSource(new sources.SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
    acknowledgeWideResources(role, [...statements, new iam.PolicyStatement({ actions: ['xray:PutTraceSegments'], resources: ['*'] })], WHY_WIDE);
  }

  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
  private statements(registryPath: string): iam.PolicyStatement[] {
    const arn = (resource: string, resourceName: string) => Stack.of(this).formatArn({ service: 'ssm', resource, resourceName });
    const path = registryPath.slice(1);
    return [
      allow(['ssm:CreateOpsItem', 'ssm:DescribeOpsItems'], ['*']),
      allow(['ssm:GetOpsItem', 'ssm:UpdateOpsItem'], [arn('opsitem', '*')]),
      allow(['ssm:GetParametersByPath'], [arn('parameter', path), arn('parameter', `${path}/*`)]),
      // Narrower permissions do not show composite alarms.
      allow(['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory'], ['*']),
    ];
  }
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
