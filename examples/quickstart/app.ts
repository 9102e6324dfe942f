import { App } from 'aws-cdk-lib';
import { OperationalExcellenceChecks, PerformanceEfficiencyChecks } from 'cdk-pillars';
import { OrderServiceStack } from './order-service-stack';

const app = new App();

new OrderServiceStack(app, 'OrderService', {
  onCallEmail: app.node.tryGetContext('onCallEmail') ?? 'on-call@example.com',
});

// Both pillars, checked at every synthesis.
OperationalExcellenceChecks.enforce(app);
PerformanceEfficiencyChecks.enforce(app);
