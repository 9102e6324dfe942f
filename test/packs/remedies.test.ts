import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, Aspects, CfnParameter, CfnResource, CustomResource, Fn, Lazy, RemovalPolicy, Stack, Stage, Token, Validations,
  cloudformation_include as include, custom_resources as custom,
  aws_cloudfront as cloudfront, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_s3 as s3, aws_sqs as sqs, type IAspect,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { PillarRemedies, type PillarRemediesProps } from '../../src';
import { propertiesOf } from '../support/remedies';
import { templateOf } from '../support/templates';

process.env.CDK_VALIDATION = 'false';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const QUEUE = 'AWS::SQS::Queue';

const CODE = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};') };

const groupIn = (scope: Stack, id = 'Group', properties: object = {}) => new CfnResource(scope, id, { type: GROUP, properties: { MinSize: '1', MaxSize: '2', ...properties } });

function changesOf(fill: (stack: Stack) => void, props: PillarRemediesProps = {}, app = new App()): PillarRemedies['changes'] {
  fill(new Stack(app, 'Stack'));
  const remedies = new PillarRemedies(props);
  Aspects.of(app).add(remedies);
  app.synth();
  return remedies.changes;
}

describe('what is changed', () => {
  test('is set in the template, told in the console and recorded once', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const group = groupIn(stack);
    const remedies = new PillarRemedies();
    Aspects.of(app).add(remedies);

    expect(propertiesOf(app, 'Stack', 'Group').MetricsCollection).toEqual([{ Granularity: '1Minute' }]);
    const change = { ruleId: 'PE-AsgMetrics', path: 'Stack/Group', resourceType: GROUP, property: 'MetricsCollection', value: [{ Granularity: '1Minute' }] };
    expect(remedies.changes).toEqual([change]);
    expect(group.node.metadata.filter(({ type }) => type === PillarRemedies.METADATA_KEY).map(({ data }) => data)).toEqual([change]);
    const infos = Annotations.fromStack(stack).findInfo('*', Match.anyValue());
    expect(infos.map(({ id, entry }) => [id, entry.data])).toEqual([
      ['/Stack/Group', 'PE-AsgMetrics: MetricsCollection was not set and is now [{"Granularity":"1Minute"}]: the group publishes its metrics.'],
    ]);
  });

  test('stays the same over two synths, and with several Aspects, nested ones and one that is added twice', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const group = groupIn(stack);
    const [outer, inner] = [new PillarRemedies(), new PillarRemedies()];
    Aspects.of(app).add(outer);
    Aspects.of(app).add(outer, { priority: 950 });
    Aspects.of(stack).add(inner);
    Aspects.of(stack).add(outer);
    const first = templateOf(app.synth(), 'Stack');
    const second = templateOf(app.synth({ force: true }), 'Stack');

    expect(second).toEqual(first);
    expect([...outer.changes, ...inner.changes]).toHaveLength(1);
    expect(group.node.metadata.filter(({ type }) => type === PillarRemedies.METADATA_KEY)).toHaveLength(1);
    expect(Annotations.fromStack(stack).findInfo('*', Match.anyValue())).toHaveLength(1);
  });

  test('reaches members of lists, also those that L1s spell otherwise', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new cloudfront.CfnDistribution(stack, 'Site', {
      distributionConfig: {
        enabled: true,
        defaultCacheBehavior: { targetOriginId: 'o', viewerProtocolPolicy: 'https-only', compress: false },
        cacheBehaviors: [
          { pathPattern: '/a', targetOriginId: 'o', viewerProtocolPolicy: 'https-only' },
          { pathPattern: '/b', targetOriginId: 'o', viewerProtocolPolicy: 'https-only', compress: false },
        ],
      },
    });
    Aspects.of(app).add(new PillarRemedies());
    const { DistributionConfig } = propertiesOf(app, 'Stack', 'Site');

    expect(DistributionConfig.HttpVersion).toBe('http2and3');
    expect(DistributionConfig.DefaultCacheBehavior.Compress).toBe(false);
    expect(DistributionConfig.CacheBehaviors).toEqual([expect.objectContaining({ Compress: true, PathPattern: '/a' }), expect.objectContaining({ Compress: false })]);
  });

  test('counts for L2s and for what a template brings', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'remedies-')), 'template.json');
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] }, Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [] } }] } };
    const fn = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '0' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
    fs.writeFileSync(file, JSON.stringify({ Resources: { Role: role, Handler: fn } }));
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new include.CfnInclude(stack, 'Included', { templateFile: file });
    new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    const remedies = PillarRemedies.applyTo(app, { only: ['OE-LambdaTracing', 'PE-S3BucketKey'] });

    expect(propertiesOf(app, 'Stack', 'Handler').TracingConfig).toEqual({ Mode: 'Active' });
    expect(propertiesOf(app, 'Stack', 'Role').Policies.map(({ PolicyName }: any) => PolicyName)).toEqual(['own', 'CdkPillarsTraceFunction']);
    expect(remedies.changes.map(({ ruleId }) => ruleId).sort()).toEqual(['OE-LambdaTracing', 'PE-S3BucketKey']);
  });
});

describe('what is chosen stays', () => {
  const only = ['PE-SqsLongPolling', 'PE-CloudFrontHttp3', 'OE-EcsCircuitBreaker', 'PE-AsgMetrics', 'OE-LogRetention'];
  const queue = (stack: Stack, ReceiveMessageWaitTimeSeconds: unknown) => new CfnResource(stack, 'Queue', { type: QUEUE, properties: { ReceiveMessageWaitTimeSeconds } });

  test.each<[string, (stack: Stack) => void]>([
    ['a value', stack => void queue(stack, 0)],
    ['a null', stack => void queue(stack, null)],
    ['a parameter', stack => void queue(stack, new CfnParameter(stack, 'Wait', { type: 'Number' }).valueAsNumber)],
    ['a Lazy', stack => void queue(stack, Lazy.number({ produce: () => 3 }))],
    ['a token that tells nothing before synthesis', stack => void queue(stack, Token.asAny({ resolve: (context: any) => context.scope.node.path.length, creationStack: [] }))],
    ['an intrinsic function', stack => void queue(stack, { Ref: 'AWS::NoValue' })],
    ['a member of an L1', stack => void new sqs.CfnQueue(stack, 'Queue').addPropertyOverride('ReceiveMessageWaitTimeSeconds', 1)],
    ['an override that deletes', stack => new sqs.CfnQueue(stack, 'Queue', { receiveMessageWaitTimeSeconds: 3 }).addPropertyDeletionOverride('ReceiveMessageWaitTimeSeconds')],
    ['an override of all properties', stack => new sqs.CfnQueue(stack, 'Queue').addOverride('Properties', { Ref: 'X' })],
    ['an empty list', stack => void groupIn(stack, 'Group', { MetricsCollection: [] })],
    ['a condition around it', stack => void new CfnResource(stack, 'Site', { type: DISTRIBUTION, properties: { DistributionConfig: { 'Fn::If': ['X', {}, {}] } } })],
    ['a token around it', stack => void new CfnResource(stack, 'Site', { type: DISTRIBUTION, properties: { DistributionConfig: Fn.getAtt('X', 'Config') } })],
    ['a deployment by another controller', stack => void new CfnResource(stack, 'S', { type: 'AWS::ECS::Service', properties: { DeploymentController: { Type: 'CODE_DEPLOY' } } })],
    ['a controller that is not known', stack => void new CfnResource(stack, 'S', { type: 'AWS::ECS::Service', properties: { DeploymentController: { Type: { Ref: 'X' } } } })],
    ['events that are kept for ever', stack => void new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.INFINITE })],
  ])('%s', (_, fill) => {
    const plain = new App();
    fill(new Stack(plain, 'Stack'));
    const app = new App();
    expect(changesOf(fill, { only }, app)).toEqual([]);

    const [without, withRemedies] = [plain, app].map(each => {
      const { directory, stacks } = each.synth();
      return fs.readFileSync(path.join(directory, stacks[0].templateFile), 'utf-8');
    });
    expect(withRemedies).toBe(without);
  });

  test('a finding that somebody accepted, here or around', () => {
    const accept = { id: 'PerformanceEfficiency::PE-AsgMetrics', reason: 'nobody looks' };
    expect(changesOf(stack => Validations.of(groupIn(stack)).acknowledge(accept))).toEqual([]);
    expect(changesOf(stack => {
      groupIn(stack);
      Validations.of(stack).acknowledge(accept);
    })).toEqual([]);
  });

  test('what the CDK makes for itself', () => {
    const changes = changesOf(stack => {
      const onEventHandler = new lambda.Function(stack, 'Mine', CODE);
      const provider = new custom.Provider(stack, 'Provider', { onEventHandler });
      new CustomResource(stack, 'Resource', { serviceToken: provider.serviceToken });
      new custom.AwsCustomResource(stack, 'Call', {
        onUpdate: { service: 'S3', action: 'listBuckets', physicalResourceId: custom.PhysicalResourceId.of('x') }, policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
      });
      new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    }, { only: ['OE-LambdaTracing', 'OE-LambdaJsonLogs'] });

    expect([...new Set(changes.map(({ path: at }) => at))]).toEqual(['Stack/Mine/Resource']);
  });
});

describe('other Aspects', () => {
  const chooser: IAspect = { visit: node => void (node instanceof sqs.CfnQueue && (node.receiveMessageWaitTimeSeconds = 5)) };

  test.each([false, true])('choose first, wherever and whenever they were added, with the flag for stable Aspects %s', flag => {
    const app = new App({ context: { '@aws-cdk/core:aspectStabilization': flag } });
    const stack = new Stack(app, 'Stack');
    new sqs.CfnQueue(stack, 'Queue');
    groupIn(stack);
    const remedies = new PillarRemedies({ only: ['PE-SqsLongPolling', 'PE-AsgMetrics'] });
    Aspects.of(app).add(remedies);
    Aspects.of(app).add({ visit: () => undefined });
    Aspects.of(stack).add(chooser);
    app.synth();

    expect(remedies.changes.map(({ path: at }) => at)).toEqual(['Stack/Group']);
    expect(propertiesOf(app, 'Stack', 'Queue')).toEqual({ ReceiveMessageWaitTimeSeconds: 5 });
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });

  test.each([false, true])('that read come afterwards, with the flag for stable Aspects %s', flag => {
    const app = new App({ context: { '@aws-cdk/core:aspectStabilization': flag } });
    const stack = new Stack(app, 'Stack');
    groupIn(stack);
    const seen: unknown[] = [];
    const reader: IAspect = {
      visit: node => void (node instanceof CfnResource && seen.push((node as any).rawOverrides.Properties?.MetricsCollection)),
    };
    Aspects.of(stack).add(reader, { priority: 1000 });
    Aspects.of(app).add(new PillarRemedies());
    app.synth();

    expect(seen).toEqual([[{ Granularity: '1Minute' }]]);
  });
});

describe('Stages', () => {
  function twoStages(): { readonly app: App; readonly stage: Stage } {
    const app = new App();
    groupIn(new Stack(app, 'Stack'));
    const stage = new Stage(app, 'Prod');
    groupIn(new Stack(stage, 'Stack'));
    return { app, stage };
  }
  const pathsOf = ({ changes }: PillarRemedies) => changes.map(({ path: at }) => at).sort();

  test('are not reached by the Aspect of an app', () => {
    const { app } = twoStages();
    const remedies = new PillarRemedies();
    Aspects.of(app).add(remedies);
    app.synth();
    expect(pathsOf(remedies)).toEqual(['Stack/Group']);
  });

  test('are reached by applyTo, and by an Aspect of their own', () => {
    const { app } = twoStages();
    const all = PillarRemedies.applyTo(app);
    app.synth();
    expect(pathsOf(all)).toEqual(['Prod/Stack/Group', 'Stack/Group']);

    const other = twoStages();
    const one = new PillarRemedies();
    Aspects.of(other.stage).add(one);
    other.app.synth();
    expect(pathsOf(one)).toEqual(['Prod/Stack/Group']);
  });
});

describe('only, excluding and logRetentionDays', () => {
  const fill = (stack: Stack) => {
    groupIn(stack);
    new sqs.CfnQueue(stack, 'Queue');
    new logs.CfnLogGroup(stack, 'Logs');
  };
  const idsOf = (props?: PillarRemediesProps) => changesOf(fill, props).map(({ ruleId, value }) => `${ruleId} ${JSON.stringify(value)}`);

  test('say what is applied', () => {
    expect(idsOf()).toEqual(['PE-AsgMetrics [{"Granularity":"1Minute"}]', 'PE-SqsLongPolling 20', 'OE-LogRetention 731']);
    expect(idsOf({ excluding: ['PE-AsgMetrics', 'PE-SqsLongPolling'] })).toEqual(['OE-LogRetention 731']);
    expect(idsOf({ only: [] })).toEqual([]);
    expect(idsOf({ only: ['PE-SqsLongPolling', 'OE-LogRetention'] })).toEqual(['PE-SqsLongPolling 20', 'OE-LogRetention 731']);
    expect(idsOf({ logRetentionDays: 90, excluding: ['PE-AsgMetrics', 'PE-SqsLongPolling'] })).toEqual(['OE-LogRetention 90']);
    expect(new PillarRemedies({ only: ['PE-AsgMetrics'] }).ruleIds).toEqual(['PE-AsgMetrics']);
  });

  test.each<[PillarRemediesProps, string]>([
    [{ only: ['PE-AsgMetric'] }, 'there is no remedy for a rule of this id; received \'PE-AsgMetric\'. did you mean \'PE-AsgMetrics\''],
    [{ excluding: ['OE-RequiredTags'] }, 'this rule has no mechanical remedy'],
    [{ only: [Token.asString({ Ref: 'X' })] }, 'received a token'],
    [{ only: ['PE-AsgMetrics'], excluding: ['PE-AsgMetrics'] }, 'a rule is named and excluded'],
    [{ logRetentionDays: 100 }, 'CloudWatch Logs has no such retention'],
    [{ logRetentionDays: 90, only: ['PE-AsgMetrics'] }, 'OE-LogRetention is not remedied'],
  ])('are checked: %j', (props, message) => {
    expect(() => new PillarRemedies(props)).toThrow(message);
  });
});

describe('tracing', () => {
  const only = ['OE-LambdaTracing'];

  test('comes with the permissions, once for functions that share a role', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const id of ['A', 'B']) new lambda.Function(stack, id, { ...CODE, role });
    const remedies = PillarRemedies.applyTo(app, { only });
    app.synth();

    expect(remedies.changes).toHaveLength(2);
    expect(propertiesOf(app, 'Stack', stack.getLogicalId(role.node.defaultChild as iam.CfnRole)).Policies).toEqual([
      { PolicyName: 'CdkPillarsTraceFunction', PolicyDocument: expect.objectContaining({ Statement: [expect.objectContaining({ Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'] })] }) },
    ]);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['without a role of the app', stack => void new lambda.Function(stack, 'Fn', { ...CODE, role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/r') })],
    ['at CloudFront', stack => void new lambda.Function(stack, 'Fn', {
      ...CODE,
      role: new iam.Role(stack, 'Role', { assumedBy: new iam.CompositePrincipal(new iam.ServicePrincipal('lambda.amazonaws.com'), new iam.ServicePrincipal('edgelambda.amazonaws.com')) }),
    })],
    ['with a layer from elsewhere', stack => void new lambda.Function(stack, 'Fn', {
      ...CODE, layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Layer', 'arn:aws:lambda:eu-west-1:901920570463:layer:aws-otel-nodejs-amd64-ver-1-30-1:1')],
    })],
    ['whose role has policies that only deployment tells', stack => {
      const fn = new lambda.Function(stack, 'Fn', CODE);
      (fn.role!.node.defaultChild as iam.CfnRole).addPropertyOverride('Policies', { Ref: 'Policies' });
    }],
  ])('is left off for functions %s', (_, fill) => {
    expect(changesOf(fill, { only })).toEqual([]);
  });
});
