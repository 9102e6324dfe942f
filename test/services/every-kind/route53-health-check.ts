import { aws_route53 as route53, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new route53.HealthCheck(stack, 'Subject', {
  type: route53.HealthCheckType.HTTPS, fqdn: 'orders.example.com', resourcePath: '/health', measureLatency: true,
});
