import { codeBytes } from '../private/asset-sizes';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const MEGABYTE = 1024 * 1024;
const MAX_MEGABYTES = 50;

const ASSET = { Code: { S3Bucket: 'assets', S3Key: `${'0123456789abcdef'.repeat(4)}.zip` }, Runtime: 'nodejs22.x', Handler: 'index.handler' };

const code = `new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('handlers'),
});`;

export default defineRule({
  id: 'PE-LambdaAssetSize',
  bestPractices: ['PERF02-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'The code of functions is small',
  why: 'Each cold start loads and unpacks the code before the first request is served, so that a large one shows in the latency of users',
  remedy: 'Bundle and minify the code, such as with nodejs.NodejsFunction, and leave out what only development needs',
  resourceTypes: [FUNCTION],
  check: fn => {
    if (!fn.property('Code.ZipFile').isAbsent || !fn.property('Code.ImageUri').isAbsent) return Verdict.NOT_APPLICABLE;
    const bytes = codeBytes(fn);
    if (bytes === undefined) return Verdict.UNKNOWN;
    if (bytes <= MAX_MEGABYTES * MEGABYTE) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The asset with the code has ${Math.ceil(bytes / MEGABYTE)} MB, which is more than ${MAX_MEGABYTES} MB`, property: 'Code' });
  },
  compliant: [
    { title: 'a small bundle', assetBytes: 2 * MEGABYTE, resources: { Handler: { Type: FUNCTION, Properties: ASSET } }, cdk: code },
  ],
  violating: [
    { title: 'all that was installed', assetBytes: 120 * MEGABYTE, resources: { Handler: { Type: FUNCTION, Properties: ASSET } }, cdk: code },
    {
      title: 'a folder that the CDK marks',
      assetBytes: 60 * MEGABYTE,
      resources: { Handler: { Type: FUNCTION, Properties: { Code: { S3Bucket: 'assets', S3Key: { Ref: 'Key' } } }, Metadata: { 'aws:asset:path': 'asset.handler', 'aws:asset:property': 'Code' } } },
    },
  ],
  ignored: [
    { title: 'code in the template', resources: { Handler: { Type: FUNCTION, Properties: { Code: { ZipFile: 'exports.handler = async () => {};' } } } } },
    { title: 'a container image', resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image', Code: { ImageUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1' } } } } },
    { title: 'an object that somebody else put there', assetBytes: 120 * MEGABYTE, resources: { Handler: { Type: FUNCTION, Properties: { Code: { S3Bucket: 'releases', S3Key: 'orders-1.2.zip' } } } } },
    { title: 'an asset whose files are not there', resources: { Handler: { Type: FUNCTION, Properties: ASSET } } },
  ],
});
