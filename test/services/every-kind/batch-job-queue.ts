import { aws_batch as batch, aws_ec2 as ec2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new batch.JobQueue(stack, 'Subject', {
  computeEnvironments: [{ computeEnvironment: new batch.FargateComputeEnvironment(stack, 'Compute', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 }) }), order: 1 }],
});
