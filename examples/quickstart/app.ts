import { App } from 'aws-cdk-lib';
import { OrderServiceStack } from './order-service-stack';

const app = new App();

new OrderServiceStack(app, 'OrderService', {
  onCallEmail: app.node.tryGetContext('onCallEmail') ?? 'on-call@example.com',
});
