import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const redirect = new cloudfront.Function(stack, 'Redirect', { code: cloudfront.FunctionCode.fromInline('function handler(event) { return event.request; }') });
  return new cloudfront.Distribution(stack, 'Subject', {
    defaultBehavior: {
      origin: new origins.HttpOrigin('origin.example.com'),
      functionAssociations: [{ function: redirect, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    },
    publishAdditionalMetrics: true,
  });
};
