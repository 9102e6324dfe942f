import {
  aws_apigateway as apigateway, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_logs as logs, aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs, Duration, Size, Stack, type StackProps, Tags,
} from 'aws-cdk-lib';
import { AlarmRoute, Exclusion, Objective, ObservedService, ServiceTier, Severity } from 'cdk-pillars';
import { Construct } from 'constructs';
import { OnCallTopic } from './on-call-topic';
import { OrderFunction } from './order-function';

export interface OrderServiceStackProps extends StackProps {
  /** Whom alarms wake up. */
  readonly onCallEmail: string;
}

/**
 * Takes orders over HTTP, stores and announces them, and fulfils them from a queue:
 *
 *     POST /orders → PlaceOrder → Orders
 *                        └─────→ OrderEvents → Fulfilment → FulfilOrder → Orders
 */
export class OrderServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: OrderServiceStackProps) {
    super(scope, id, props);

    const orders = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });

    const orderEvents = new sns.Topic(this, 'OrderEvents', { enforceSSL: true });
    const deadLetters = new sqs.Queue(this, 'FulfilmentDeadLetters', { enforceSSL: true, retentionPeriod: Duration.days(14) });
    const fulfilment = new sqs.Queue(this, 'Fulfilment', {
      enforceSSL: true,
      visibilityTimeout: Duration.minutes(1),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // What the topic cannot deliver ends where the queue itself puts what failed.
    orderEvents.addSubscription(new subscriptions.SqsSubscription(fulfilment, { rawMessageDelivery: true, deadLetterQueue: deadLetters }));

    const placeOrder = new OrderFunction(this, 'PlaceOrder', {
      folder: 'place-order',
      environment: { ORDERS: orders.tableName, ORDER_EVENTS: orderEvents.topicArn },
    });
    orders.grant(placeOrder, 'dynamodb:PutItem');
    orderEvents.grantPublish(placeOrder);

    const fulfilOrder = new OrderFunction(this, 'FulfilOrder', {
      folder: 'fulfil-order',
      environment: { ORDERS: orders.tableName },
      // Deliberately not Graviton: the one finding that this example has, for the demo to show.
      architecture: lambda.Architecture.X86_64,
    });
    orders.grant(fulfilOrder, 'dynamodb:UpdateItem');
    fulfilOrder.addEventSource(new sources.SqsEventSource(fulfilment, { batchSize: 10, reportBatchItemFailures: true }));

    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: 'orders',
      cloudWatchRole: true,
      minCompressionSize: Size.kibibytes(1),
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
      deployOptions: {
        tracingEnabled: true,
        metricsEnabled: true,
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
        accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(this, 'AccessLog', { retention: logs.RetentionDays.THREE_MONTHS })),
        accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      },
    });
    api.root.addResource('orders').addMethod('POST', new apigateway.LambdaIntegration(placeOrder));

    const onCall = new OnCallTopic(this, 'OnCall', props.onCallEmail);
    // The service tags what it observes, and it does not observe the way of its own alarms.
    for (const [key, value] of Object.entries({ owner: 'order-team', service: 'orders', environment: 'prod' })) Tags.of(onCall).add(key, value);

    // Everything above, observed: this is all that cdk-pillars asks for.
    new ObservedService(this, 'Orders service', {
      serviceName: 'orders',
      owner: 'order-team',
      environment: 'prod',
      tier: ServiceTier.TIER_1,
      routes: [
        AlarmRoute.toTopic(onCall.topic, { minimumSeverity: Severity.PAGE }),
        AlarmRoute.toOpsItem({ minimumSeverity: Severity.TICKET }),
      ],
      objectives: [Objective.availability(99.9), Objective.latency({ percentile: 99, threshold: Duration.seconds(1) })],
      runbookBaseUrl: 'https://runbooks.example.com/orders',
      businessMetrics: {
        'Orders placed': new cloudwatch.Metric({ namespace: 'Orders', metricName: 'OrdersPlaced', statistic: 'Sum' }),
      },
      exclude: [
        Exclusion.signal('apigateway-rest-stage.clientErrorRate', 'the storefront probes with invalid orders every night'),
      ],
    });
  }
}
