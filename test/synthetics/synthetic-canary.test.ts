import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { CfnParameter, Duration, Lazy, Size, Stack, Token, aws_ec2 as ec2, aws_kms as kms, aws_s3 as s3, aws_secretsmanager as secretsmanager, aws_sns as sns } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AlarmRoute, BrowserAction, CanaryGroup, Check, Journey, JourneySecret, SyntheticCanary, type ApiStep, type SyntheticCanaryProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { bundleScripts } from '../support/synthetics/scripts';

const CANARY = 'AWS::Synthetics::Canary';
const URL = 'https://shop.example.com/';
const browse = Journey.heartbeat('browse', { url: URL });

let stack: Stack;

beforeAll(bundleScripts);
beforeEach(() => {
  stack = new Stack(strictApp(), 'Stack');
});

const make = (props: Partial<SyntheticCanaryProps> = {}) => new SyntheticCanary(stack, 'Browse', { journey: browse, ...props });
const template = () => Template.fromStack(stack);
const properties = () => Object.values<any>(template().findResources(CANARY))[0].Properties;
const statements = () => {
  const roles = Object.values<any>(template().findResources('AWS::IAM::Role')).flatMap(({ Properties }) => Properties.Policies ?? []);
  const policies = Object.values<any>(template().findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  return [...roles, ...policies].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
};
const api = (step: Partial<ApiStep>) => () => Journey.api('orders', { steps: [{ name: 'ask', url: 'https://api.example.com/', ...step }] });

describe('a canary', () => {
  test('is safe by default, and valid', () => {
    make();
    expect(properties()).toMatchObject({
      Name: expect.stringMatching(/^browse-[0-9a-f]{6}$/), RuntimeVersion: 'syn-nodejs-playwright-9.0', Schedule: { Expression: 'rate(5 minutes)', RetryConfig: { MaxRetries: 1 } },
      RunConfig: { ActiveTracing: true, MemoryInMB: 1024, TimeoutInSeconds: 120 }, ProvisionedResourceCleanup: 'AUTOMATIC', DryRunAndUpdate: true,
      ArtifactConfig: { S3Encryption: { EncryptionMode: 'SSE_S3' } }, StartCanaryAfterCreation: true,
    });
    template().hasResourceProperties('AWS::S3::Bucket', { LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30 })] } });
    template().hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, LogGroupName: { 'Fn::Join': ['', [Match.stringLikeRegexp('^/aws/lambda/cwsyn-browse-'), Match.anyValue()]] } });
    expect(() => synthesizeStrictly(stack.node.root as any)).not.toThrow();
  });

  test('may do nothing but write what it finds', () => {
    make();
    const onAnything = statements().filter(({ Resource }) => Resource === '*').map(({ Action }) => Action);
    expect(onAnything).toEqual(['s3:ListAllMyBuckets', 'cloudwatch:PutMetricData', 'xray:PutTraceSegments']);
    expect(JSON.stringify(statements())).not.toContain('CreateLogGroup');
    expect(statements().flatMap(({ Action }) => Action).filter(action => action.includes('*'))).toEqual([]);
  });

  test('is alarmed at the pace of its schedule, on what retries leave', () => {
    const canary = make({ schedule: 'rate(1 minute)' });
    template().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'SuccessPercentWithRetries', Period: 60, EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'breaching', Threshold: 90,
    });
    template().hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Duration', Period: 60, Threshold: 48_000 });
    expect(canary.alarms.map(({ signal }) => signal.id)).toEqual(['successPercentWithRetries', 'duration', 'lambdaMemory']);
  });

  test('pages through its health alarm', () => {
    const onCall = new sns.Topic(stack, 'OnCall');
    const canary = make({ retries: 0, routes: [AlarmRoute.toTopic(onCall)] });
    expect(canary.healthAlarm).toBeDefined();
    template().hasResourceProperties('AWS::CloudWatch::CompositeAlarm', { AlarmActions: [Match.anyValue()] });
    template().hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'SuccessPercent', AlarmActions: Match.absent() });
  });

  test('has no alarms where a service has them', () => {
    expect(make({ alarms: false }).alarms).toEqual([]);
    template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('runs in a network', () => {
    make({ vpc: new ec2.Vpc(stack, 'Vpc') });
    expect(properties().VPCConfig).toMatchObject({ SubnetIds: expect.any(Array), SecurityGroupIds: [expect.anything()] });
    expect(JSON.stringify(statements())).toContain('ec2:CreateNetworkInterface');
  });

  test('runs in several Regions, where it may make its log groups', () => {
    const canary = make({ replicaRegions: ['eu-west-1', 'ap-south-1'] });
    expect(properties().Replicas).toEqual([{ Location: 'eu-west-1' }, { Location: 'ap-south-1' }]);
    expect(statements().filter(({ Action }) => Action === 'logs:CreateLogGroup')).toHaveLength(1);
    expect(canary.monthlyRuns).toBe(3 * 8_640);
  });

  test('costs what its runs cost', () => {
    expect(make().monthlyCost).toBe(10.37);
    expect(new SyntheticCanary(stack, 'Daily', { journey: browse, schedule: 'cron(0 8 ? * MON-FRI *)' }).monthlyRuns).toBe(21);
  });

  test('encrypts artifacts with a key', () => {
    make({ encryptionKey: new kms.Key(stack, 'Key') });
    expect(properties().ArtifactConfig.S3Encryption).toMatchObject({ EncryptionMode: 'SSE_KMS', KmsKeyArn: expect.anything() });
    template().hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [Match.objectLike({ BucketKeyEnabled: true })] } });
  });

  test('puts artifacts into a bucket that is given', () => {
    make({ artifactsBucket: s3.Bucket.fromBucketName(stack, 'Shared', 'artifacts') });
    expect(properties().ArtifactS3Location).toMatch(/^s3:\/\/artifacts\/browse-/);
    template().resourceCountIs('AWS::S3::Bucket', 0);
  });

  test('has metrics of its steps', () => {
    const canary = make();
    expect(canary.metricStepSuccess('load-page').toMetricConfig().metricStat).toMatchObject({
      metricName: 'SuccessPercent', dimensions: [{ name: 'CanaryName', value: canary.canaryName }, { name: 'StepName', value: 'load-page' }],
    });
    expect(() => canary.metricStepDuration('pay')).toThrow(/the journey has no such step; received 'pay'; valid: load-page/);
  });

  test('has the same ids whatever stands beside it', () => {
    make();
    const before = Object.keys(template().toJSON().Resources);
    stack = new Stack(strictApp(), 'Stack');
    new SyntheticCanary(stack, 'Another', { journey: Journey.heartbeat('other', { url: URL }) });
    make();
    expect(Object.keys(template().toJSON().Resources)).toEqual(expect.arrayContaining(before));
  });
});

describe('a journey', () => {
  test('goes to an address that only deployment tells', () => {
    const url = new CfnParameter(stack, 'Url').valueAsString;
    make({ journey: Journey.heartbeat('browse', { url }) });
    expect(Object.values(properties().RunConfig.EnvironmentVariables)).toEqual([{ Ref: 'Url' }]);
  });

  test('reads secrets by their ARN, which its role may', () => {
    const secret = new secretsmanager.Secret(stack, 'Token');
    make({ journey: api({ secretHeaders: { Authorization: JourneySecret.of(secret, { field: 'token', prefix: 'Bearer ' }) } })() });
    expect(Object.values(properties().RunConfig.EnvironmentVariables)).toEqual([{ Ref: expect.stringMatching(/^Token/) }]);
    expect(statements().find(({ Action }) => [Action].flat().includes('secretsmanager:GetSecretValue'))).toMatchObject({ Resource: { Ref: expect.stringMatching(/^Token/) } });
  });

  test('of checks is run by the blueprint, without a handler', () => {
    make({ journey: Journey.multiChecks('all', { checks: [Check.tcp('port', { hostname: 'db.example.com', port: 5432 })] }) });
    expect(properties()).toMatchObject({ RuntimeVersion: 'syn-nodejs-5.4', Code: { BlueprintTypes: ['multi-checks'] } });
    expect(properties().Code.Handler).toBeUndefined();
  });

  test('of checks names secrets in variables', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Key', 'shop/key');
    const journey = Journey.multiChecks('all', { checks: [Check.http('api', { url: URL, secretHeaders: { 'X-Api-Key': JourneySecret.of(secret, { field: 'key' }) } })] });
    expect((journey._plan as any).config).toMatchObject({
      variables: { secret1: '${AWS_SECRET:shop/key:key}' }, steps: { 1: { checkerType: 'HTTP', headers: { 'X-Api-Key': '${secret1}' } } },
    });
  });

  test('of screens is compared with a baseline', () => {
    make({ journey: Journey.visual('look', { screens: [{ name: 'home', url: URL }], baseline: 'lastrun' }) });
    expect(properties().VisualReferences).toEqual([{ BaseCanaryRunId: 'lastrun', BrowserType: 'CHROME' }]);
  });

  test('can be a script of the user\'s own', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'script-'));
    fs.writeFileSync(path.join(folder, 'checkout.js'), 'exports.handler = async () => undefined;');
    make({ journey: Journey.browser('checkout', { script: { folder, handler: 'checkout.handler', stepNames: ['pay'] } }), runtime: 'syn-nodejs-puppeteer-15.0' });
    expect(properties()).toMatchObject({ RuntimeVersion: 'syn-nodejs-puppeteer-15.0', Code: { Handler: 'checkout.handler' } });
    expect(() => new SyntheticCanary(stack, 'None', { journey: Journey.browser('none', { script: { folder } }) })).toThrow(/there is no index.js or index.mjs in the folder of the script/);
  });
});

test('a group shows canaries together', () => {
  new CanaryGroup(stack, 'Group', { groupName: 'shop', canaries: [make()] });
  template().hasResourceProperties('AWS::Synthetics::Group', { Name: 'shop', ResourceArns: [Match.anyValue()] });
  expect(() => new CanaryGroup(stack, 'Empty', { groupName: 'shop', canaries: [] })).toThrow(/a group has some canaries; received 0; valid: 1 to 10/);
});

describe('bad input is refused with what to do', () => {
  test.each<[string, Partial<SyntheticCanaryProps>, RegExp]>([
    ['an unknown runtime', { runtime: 'nodejs22.x' }, /runtime is no runtime of CloudWatch Synthetics; received 'nodejs22.x'; valid: a literal such as syn-nodejs-playwright-9.0; as of 2026-11-21. Leave it out/],
    ['a retired runtime', { runtime: 'syn-nodejs-puppeteer-7.0' }, /runtime is retired: no canary can be made with it; received 'syn-nodejs-puppeteer-7.0'; valid: syn-nodejs-puppeteer-15.0/],
    ['the first runtimes', { runtime: 'syn-nodejs-2.2' }, /runtime is retired/],
    ['a runtime without a browser for pages', { runtime: 'syn-nodejs-5.4' }, /a heartbeat does not run in this runtime/],
    ['a runtime that is a token', { runtime: Lazy.string({ produce: () => 'x' }) }, /received a token/],
    ['a schedule of seconds', { schedule: 'rate(30 seconds)' }, /schedule is not valid; received 'rate\(30 seconds\)'; valid: rate\(1 minute\)/],
    ['a rate in the wrong number', { schedule: 'rate(1 minutes)' }, /schedule is not valid/],
    ['a rate above an hour', { schedule: 'rate(2 hours)' }, /schedule is not valid/],
    ['a cron of five fields', { schedule: 'cron(0 8 * * *)' }, /schedule is not valid/],
    ['a cron out of range', { schedule: 'cron(0 24 * * ? *)' }, /schedule is not valid/],
    ['memory that is no multiple of 64', { memory: Size.mebibytes(1_000) }, /memory is not a multiple of 64 MiB; received 1000; valid: such as 1024/],
    ['too little memory', { memory: Size.mebibytes(512) }, /memory is out of range; received 512; valid: 960 to 3008 MiB/],
    ['too little storage', { ephemeralStorage: Size.mebibytes(512) }, /ephemeralStorage is out of range; received 512; valid: 1024 to 10240 MiB/],
    ['a timeout longer than the schedule', { schedule: 'rate(1 minute)', timeout: Duration.minutes(2) }, /timeout is longer than the time between runs; received '120 s'; valid: 60 s at most/],
    ['a timeout that is a token', { timeout: Duration.seconds(Token.asNumber({ Ref: 'X' })) }, /timeout is out of range; received 'a token'/],
    ['three retries', { retries: 3 }, /retries is out of range; received 3; valid: 0 to 2 retries/],
    ['a name that is too long', { canaryName: 'x'.repeat(256) }, /canaryName is too long; received '256 characters'; valid: 255 at most/],
    ['a name in capitals', { canaryName: 'Browse' }, /canaryName is not valid; received 'Browse'/],
    ['a name that is a token', { canaryName: Lazy.string({ produce: () => 'x' }) }, /canaryName is not valid; received a token/],
    ['a Region that is none', { replicaRegions: ['europe'] }, /replicaRegions holds something that is no Region, or one twice; received 'europe'/],
    ['a secret in a variable', { environmentVariables: { API_KEY: 'abc' } }, /the environment variable API_KEY is a secret in clear text; valid: a JourneySecret. Keep it in Secrets Manager/],
    ['subnets without a network', { securityGroups: [] }, /vpcSubnets and securityGroups need a network. Give vpc/],
  ])('%s', (_, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  const token = Lazy.string({ produce: () => URL });
  test.each<[string, () => unknown, RegExp]>([
    ['25 checks', () => Journey.multiChecks('all', { checks: Array.from({ length: 25 }, (_, index) => Check.tcp(`port${index}`, { hostname: 'db', port: 1 })) }),
      /Journey 'all'\] there are too many checks; received 25; valid: 1 to 10. Split them into several journeys/],
    ['a check of an address that is a token', () => Journey.multiChecks('all', { checks: [Check.http('api', { url: token })] }),
      /url goes into a file of the blueprint; received a token .*Journey.api, which takes tokens/],
    ['an Authorization header', api({ headers: { Authorization: 'Bearer abcdefgh' } }), /the header Authorization is a secret in clear text; valid: a JourneySecret/],
    ['a secret by its looks', api({ headers: { 'X-Custom': 'AKIAIOSFODNN7EXAMPLE' } }), /the header X-Custom is a secret in clear text/],
    ['a secret that is a token', api({ headers: { 'X-Api-Key': token } }), /the header X-Api-Key is a secret in clear text/],
    ['a password in a body', api({ method: 'POST', body: '{"user":"a","password":"hunter2"}' }), /the field password of the body is a secret in clear text/],
    ['a password in an address', api({ url: 'https://user:pass@api.example.com/' }), /the URL holds a user or a password in clear text/],
    ['a key in an address', api({ url: 'https://api.example.com/?api_key=abc' }), /the URL holds the parameter api_key in clear text/],
    ['a password that is filled in', () => BrowserAction.fill('input[name=password]', 'hunter2'), /is a secret in clear text/],
    ['an address without http', () => Journey.heartbeat('browse', { url: 'shop.example.com' }), /this is no web address; received 'shop.example.com'/],
    ['a journey in capitals', () => Journey.heartbeat('Browse', { url: URL }), /the name becomes part of the name of a canary; received 'Browse'/],
    ['two steps of one name', () => Journey.visual('look', { screens: [{ name: 'a', url: URL }, { name: 'a', url: URL }] }), /two steps have the same name; received 'a'/],
    ['no step', () => Journey.api('orders', { steps: [] }), /there is no step/],
    ['neither steps nor a script', () => Journey.browser('shop', {}), /there is neither a step nor a script/],
    ['a path that is none', api({ expectJson: { 'items[0]': 1 } }), /this is no path into a JSON body; received 'items\[0\]'/],
    ['a timeout below that of the blueprint', () => Journey.multiChecks('x', { checks: [Check.tcp('p', { hostname: 'h', port: 1, timeout: Duration.seconds(1) })] }), /timeout is out of range; received 1000; valid: a whole number of 5000 to 300000/],
  ])('%s', (_, action, message) => {
    expect(action).toThrow(message);
  });

  test('a secret of checks whose name only deployment tells', () => {
    const secret = new secretsmanager.Secret(stack, 'Token');
    expect(() => Journey.multiChecks('all', { checks: [Check.http('api', { url: URL, secretHeaders: { Authorization: JourneySecret.of(secret) } })] }))
      .toThrow(/the blueprint finds a secret by its name, which only deployment tells/);
  });
});
