import { aws_rum as rum, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new rum.CfnAppMonitor(stack, 'Subject', { name: 'shop', domain: 'shop.example.com', appMonitorConfiguration: { telemetries: ['errors', 'performance', 'http'] } });
