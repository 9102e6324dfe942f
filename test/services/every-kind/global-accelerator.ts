import { aws_globalaccelerator as globalaccelerator, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new globalaccelerator.Accelerator(stack, 'Subject');
