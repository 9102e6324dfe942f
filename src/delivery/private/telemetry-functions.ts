import {
  ArnFormat, aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda,
  aws_lambda_event_sources as sources, aws_logs as logs, Duration, RemovalPolicy, Stack, Validations,
} from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { handlerFolder } from '../../core/private/packaged';
import { acknowledgeWideResources } from '../../core/private/wide-resources';
import { DELIVERY_ENVIRONMENT } from '../../core/schemas/private/delivery';
import { DeliverySource } from '../delivery-source';

/** Whatever the function waits for has answered by then, or the batch is tried again, six times as long after: soon enough to be within the usual grace. */
export const INGEST_TIMEOUT = Duration.seconds(30);
export const SETTLE_EVERY = Duration.minutes(5);
/** To recompute the years of a service takes longer than to settle five minutes. */
const SETTLE_TIMEOUT = Duration.minutes(10);
const BATCH = 10;
/** Events of one service are settled one after another in any case, and a burst may wait. */
const BATCHES_AT_ONCE = 5;

const READ_AND_WRITE = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'];

export interface TelemetryFunctionsInit {
  readonly table: ITable;
  readonly queue: IQueue;
  readonly sources: readonly DeliverySource[];
  readonly registryPath: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface HandlerProps extends Partial<lambda.FunctionProps> {
  readonly statements: (logGroup: logs.ILogGroup) => iam.PolicyStatement[];
}

/** Reads events from the queue, and settles what is final, by turns of five minutes. */
export class TelemetryFunctions {
  public readonly ingest: lambda.Function;
  public readonly settle: lambda.Function;

  constructor(private readonly scope: Construct, private readonly init: TelemetryFunctionsInit) {
    this.ingest = this.handler('Ingest', {
      description: 'Reads events of deployments and incidents',
      timeout: INGEST_TIMEOUT,
      statements: () => [this.onTable(READ_AND_WRITE), this.readRegistry(), ...this.enrichment()],
    });
    this.ingest.addEventSource(new sources.SqsEventSource(init.queue, {
      batchSize: BATCH, maxConcurrency: BATCHES_AT_ONCE, reportBatchItemFailures: true,
    }));
    this.settle = this.handler('Settle', {
      description: 'Sends the metrics of deployments and incidents once they are final',
      timeout: SETTLE_TIMEOUT,
      reservedConcurrentExecutions: 1,
      // The next turn does what one left: a run that waited for its turn would only follow another.
      retryAttempts: 0,
      maxEventAge: SETTLE_EVERY,
      statements: logGroup => [
        this.onTable([...READ_AND_WRITE, 'dynamodb:Scan']), this.readRegistry(), allow(['logs:FilterLogEvents'], [logGroup.logGroupArn]),
      ],
    });
    const turns = new events.Rule(scope, 'Turns', {
      description: 'When the delivery telemetry sends what is final',
      schedule: events.Schedule.rate(SETTLE_EVERY),
      targets: [new targets.LambdaFunction(this.settle)],
    });
    const reason = 'A turn that fails or is not delivered leaves nothing behind that the next one does not do; alarms tell when it goes on';
    Validations.of(this.settle).acknowledge({ id: 'OperationalExcellence::OE-AsyncInvokeDestination', reason });
    Validations.of(turns).acknowledge({ id: 'OperationalExcellence::OE-EventRuleDlq[Target0]', reason });
  }

  private handler(name: 'Ingest' | 'Settle', { statements, ...props }: HandlerProps): lambda.Function {
    const scope = new Construct(this.scope, name);
    const logGroup = new logs.LogGroup(scope, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const allowed = statements(logGroup);
    const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), inlinePolicies: { Handler: new iam.PolicyDocument({ statements: allowed }) } });
    logGroup.grantWrite(role);
    const fn = new lambda.Function(scope, 'Handler', {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(handlerFolder(this.scope, 'delivery')),
      handler: `index.${name.toLowerCase()}`,
      memorySize: 512,
      tracing: lambda.Tracing.ACTIVE,
      // What the handler writes to stdout is JSON by itself, which Lambda leaves as it is.
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup,
      role,
      environment: {
        ...this.init.environment, [DELIVERY_ENVIRONMENT.table]: this.init.table.tableName, [DELIVERY_ENVIRONMENT.logGroup]: logGroup.logGroupName,
      },
      ...props,
    });
    const tracing = allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']);
    acknowledgeWideResources(role, [...allowed, tracing],
      'Parameters are below one path; which pipelines, stacks and OpsItems events are about is not known before; X-Ray takes segments for no resource in particular');
    return fn;
  }

  private onTable(actions: string[]): iam.PolicyStatement {
    return allow(actions, [this.init.table.tableArn]);
  }

  private readRegistry(): iam.PolicyStatement {
    const path = Stack.of(this.scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: this.init.registryPath.slice(1) });
    return allow(['ssm:GetParametersByPath'], [path, `${path}/*`]);
  }

  /** What events leave out: times of commits, and whose an OpsItem is. */
  private enrichment(): iam.PolicyStatement[] {
    const stack = Stack.of(this.scope);
    const of = (source: DeliverySource, action: string, arn: Parameters<typeof stack.formatArn>[0]) =>
      this.init.sources.includes(source) ? [allow([action], [stack.formatArn(arn)])] : [];
    return [
      ...of(DeliverySource.PIPELINES, 'codepipeline:GetPipelineExecution', { service: 'codepipeline', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }),
      ...of(DeliverySource.STACKS, 'cloudformation:DescribeStacks', { service: 'cloudformation', resource: 'stack', resourceName: '*' }),
      ...of(DeliverySource.OPS_ITEMS, 'ssm:GetOpsItem', { service: 'ssm', resource: 'opsitem', resourceName: '*' }),
    ];
  }
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
