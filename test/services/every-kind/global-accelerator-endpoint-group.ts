import { aws_globalaccelerator as globalaccelerator, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new globalaccelerator.Accelerator(stack, 'Accelerator')
  .addListener('Https', { portRanges: [{ fromPort: 443 }] })
  .addEndpointGroup('Subject', { endpoints: [new globalaccelerator.RawEndpoint({ endpointId: 'eipalloc-0123456789abcdef0' })] });
