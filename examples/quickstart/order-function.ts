import * as path from 'path';
import { aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface OrderFunctionProps {
  readonly folder: string;
  readonly environment: Record<string, string>;
  readonly architecture?: lambda.Architecture;
}

/** A function as this team runs all of them: current runtime, traced, with a log that does not grow for ever. */
export class OrderFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: OrderFunctionProps) {
    super(scope, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: props.architecture ?? lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(path.join(__dirname, 'functions', props.folder)),
      handler: 'index.handler',
      memorySize: 512,
      timeout: Duration.seconds(10),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup: new logs.LogGroup(scope, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY }),
      environment: props.environment,
    });
  }
}
