import type { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';

export default (stack: Stack) => ImportedResource.declare(new Construct(stack, 'Subject'), {
  resourceType: 'Custom::ApplicationSignalsService', attributes: { Service: 'orders', Environment: 'lambda:default' },
});
