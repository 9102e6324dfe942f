import { Stack, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The service that peers are compared with: REST API, function, on-demand table, queue and its dead-letter queue. */
export class OrderStack extends Stack {
  public readonly handler: lambda.Function;
  public readonly api: apigateway.LambdaRestApi;
  public readonly table: dynamodb.Table;
  public readonly deadLetters: sqs.Queue;
  public readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.handler = inlineFunction(this, 'Handler');
    this.api = new apigateway.LambdaRestApi(this, 'Api', { handler: this.handler });
    this.table = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    });
    this.deadLetters = new sqs.Queue(this, 'DeadLetters');
    this.queue = new sqs.Queue(this, 'Queue', { deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 } });
  }
}

export function inlineFunction(scope: Construct, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), ...props,
  });
}
