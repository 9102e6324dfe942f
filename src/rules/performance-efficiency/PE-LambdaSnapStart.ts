import { defineRule } from '../private/define-rule';
import { isEdgeFunction } from '../private/edge-functions';
import { mayHaveProvisionedConcurrency } from '../private/published-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const PROPERTY = 'SnapStart.ApplyOn';
const JAVA = /^java(\d+)$/;

/** The first runtime with SnapStart; later ones have it for no charge, as other languages have not. */
const FIRST_JAVA = 11;
const MOST_STORAGE = 512;

const code = (settings: string) => `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.JAVA_21,
  handler: 'orders.Handler::handleRequest',
  code: lambda.Code.fromBucket(new s3.Bucket(this, 'Code'), 'orders.jar'),${settings}
});`;

const java = (properties: object) => ({ Handler: { Type: FUNCTION, Properties: { Runtime: 'java21', ...properties } } });

export default defineRule({
  id: 'PE-LambdaSnapStart',
  bestPractices: ['PERF02-BP02', 'PERF02-BP04'],
  level: RuleLevel.WARNING,
  title: 'Functions on Java start from a snapshot',
  why: 'A cold start loads the JVM and all classes before the first line of the handler, which takes seconds; from a snapshot it takes a fraction of one and costs nothing more',
  remedy: 'Set snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, and invoke an alias of fn.currentVersion',
  resourceTypes: [FUNCTION],
  check: fn => {
    const runtime = fn.property('Runtime');
    const version = Number(JAVA.exec(runtime.text ?? '')?.[1]);
    if (!runtime.isUnknown && !(version >= FIRST_JAVA)) return Verdict.NOT_APPLICABLE;
    const applyOn = fn.property(PROPERTY);
    if (applyOn.text === 'PublishedVersions') return Verdict.COMPLIANT;
    const fileSystems = fn.property('FileSystemConfigs');
    const storage = fn.property('EphemeralStorage.Size');
    const packageType = fn.property('PackageType');
    const isUnsupported = fileSystems.items.length > 0 || (storage.number ?? 0) > MOST_STORAGE || packageType.text === 'Image';
    if (isUnsupported || isEdgeFunction(fn) || mayHaveProvisionedConcurrency(fn)) return Verdict.NOT_APPLICABLE;
    if ([runtime, applyOn, fileSystems, storage, packageType].some(({ isUnknown }) => isUnknown)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `SnapStart of the function on ${runtime.text} is ${applyOn.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'SnapStart',
      resources: java({ SnapStart: { ApplyOn: 'PublishedVersions' } }),
      cdk: code('\n  snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,'),
    },
  ],
  violating: [
    { title: 'no SnapStart', resources: java({}), cdk: code('') },
    { title: 'SnapStart switched off', resources: java({ Runtime: 'java17', SnapStart: { ApplyOn: 'None' }, EphemeralStorage: { Size: 512 } }) },
  ],
  ignored: [
    { title: 'another language', resources: java({ Runtime: 'nodejs22.x' }) },
    { title: 'Java 8, which has no SnapStart', resources: java({ Runtime: 'java8.al2' }) },
    { title: 'a file system', resources: java({ FileSystemConfigs: [{ Arn: 'arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0', LocalMountPath: '/mnt/data' }] }) },
    { title: 'more storage than snapshots hold', resources: java({ EphemeralStorage: { Size: 2048 } }) },
    {
      title: 'environments that are kept ready',
      resources: {
        ...java({}),
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, FunctionVersion: '7', Name: 'live', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } } },
      },
    },
    { title: 'a parameter switches it on', resources: java({ SnapStart: { ApplyOn: { Ref: 'SnapStart' } } }) },
    { title: 'the runtime is a parameter', resources: java({ Runtime: { Ref: 'Runtime' } }) },
  ],
});
