/**
 * Logical ids of what the CDK makes for its own use: handlers of custom resources, log retention, bucket notifications, the draining of ECS
 * instances, DnsValidatedCertificate. They come from construct ids of the CDK, so no construct of a user has one of them.
 */
const HELPERS = new RegExp([
  'AWS679f53fac002430cb0da5b7982bd2287',
  'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
  'BucketNotificationsHandler050a0587b7544547bf325f094a3db834',
  'CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C',
  '^Custom[A-Za-z0-9]*CustomResourceProvider(Handler|Role)[0-9A-F]{8}$',
  'framework(onEvent|isComplete|onTimeout)[0-9A-F]{8}',
  'DrainECSHookFunction([A-Z][A-Za-z]*)?[0-9A-F]{8}',
  'LifecycleHookDrainHook(Topic|Role)[0-9A-F]{8}',
  'CertificateRequestorFunction([A-Z][A-Za-z]*)?[0-9A-F]{8}',
  'waiterstatemachine[A-Za-z]*[0-9A-F]{8}',
].join('|'));

/** Nested stacks that the CDK makes for the handlers of replicas of tables and of EKS clusters. */
const HELPER_STACKS = /(^|\/)@aws-cdk--aws-[\w-]+\.\w+Provider$/;

/** Whether a logical id in the stack of a path is one of those that the CDK makes for itself. */
export function isHelperId(logicalId: string, stackPath: string): boolean {
  return HELPERS.test(logicalId) || HELPER_STACKS.test(stackPath);
}
