import { App, aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const SERVICES_PER_STACK = 10;

/** The service that observers are compared with: a REST API, its function, an on-demand table, a queue and its dead-letter queue. */
export class Service extends Construct {
  public readonly api: apigateway.LambdaRestApi;
  public readonly handler: lambda.Function;
  public readonly table: dynamodb.Table;
  public readonly deadLetters: sqs.Queue;
  public readonly queue: sqs.Queue;

  constructor(scope: Construct, public readonly index: number) {
    super(scope, `Service${index}`);
    this.handler = new lambda.Function(this, 'Handler', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
    });
    this.api = new apigateway.LambdaRestApi(this, 'Api', { handler: this.handler, restApiName: `service-${index}`, cloudWatchRole: false });
    this.table = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    });
    this.deadLetters = new sqs.Queue(this, 'DeadLetters');
    this.queue = new sqs.Queue(this, 'Queue', { deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 } });
  }
}

/** Makes services, ten in a stack, each observed as soon as it is there. */
export function makeServices(app: App, count: number, observe: (service: Service, stack: Stack) => void): void {
  let stack: Stack | undefined;
  for (let index = 0; index < count; index++) {
    if (index % SERVICES_PER_STACK === 0) stack = new Stack(app, `Stack${index / SERVICES_PER_STACK}`, { env: { account: '111122223333', region: 'eu-west-1' } });
    observe(new Service(stack!, index), stack!);
  }
}
