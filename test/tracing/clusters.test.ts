import { App, CfnResource, Stack, Validations, aws_ec2 as ec2, aws_ecs as ecs, aws_eks as eks, aws_iam as iam } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApplicationSignals, InstrumentationLanguage, TracingOutcome } from '../../src';
import { isOwn } from '../../src/core/private/own-constructs';
import { infosOf, rendered } from '../support/rendered';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { templateOf } from '../support/templates';
import { reportOf, synthesized } from '../support/validation-report';

const { NODEJS, PYTHON } = InstrumentationLanguage;

const clusterIn = (stack: Stack, name?: string) => new eks.CfnCluster(stack, 'Cluster', {
  name, roleArn: 'arn:aws:iam::123456789012:role/cluster', resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});
const importIn = (stack: Stack) => eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop' });
const stackIn = () => new Stack(new App(), 'Stack');
const addonsOf = (template: any) => Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::EKS::Addon');

test('a cluster gets the add-on, with a role for its agent', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Stack');
  const decision = ApplicationSignals.instrumentEks(clusterIn(stack), { podIdentityAgent: true, addonVersion: 'v4.7.0-eksbuild.1' });
  const template = templateOf(synthesizeStrictly(app), 'Stack');

  expect(decision).toMatchObject({ path: 'Stack/Cluster', resourceType: 'AWS::EKS::Cluster', outcome: TracingOutcome.ENABLED });
  const [roleId, role] = Object.entries<any>(template.Resources).find(([, { Type }]) => Type === 'AWS::IAM::Role')!;
  expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { Service: 'pods.eks.amazonaws.com' } },
  ]);
  expect(role.Properties.ManagedPolicyArns).toEqual([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/CloudWatchAgentServerPolicy']] }]);
  const [agent, addon] = addonsOf(template);
  expect(agent.Properties).toEqual({ ClusterName: { Ref: 'Cluster' }, AddonName: 'eks-pod-identity-agent' });
  expect(addon.Properties).toEqual({
    ClusterName: { Ref: 'Cluster' }, AddonName: 'amazon-cloudwatch-observability', AddonVersion: 'v4.7.0-eksbuild.1',
    PodIdentityAssociations: [{ ServiceAccount: 'cloudwatch-agent', RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] } }],
  });
  expect(addon.DependsOn).toEqual([expect.stringMatching(/PodIdentityAgent/)]);
});

test('an imported cluster may bring a role for service accounts', () => {
  const stack = stackIn();
  const serviceAccountRole = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/agent');
  ApplicationSignals.instrumentEks(importIn(stack), { serviceAccountRole });
  expect(addonsOf(rendered(stack)).map(({ Properties }) => Properties)).toEqual([
    { ClusterName: 'shop', AddonName: 'amazon-cloudwatch-observability', ServiceAccountRoleArn: 'arn:aws:iam::123456789012:role/agent' },
  ]);
});

test('what it adds passes AwsSolutions, the documented policy with a reason', () => {
  jest.spyOn(console, 'error').mockReturnValue();
  const app = new App();
  ApplicationSignals.instrumentEks(clusterIn(new Stack(app, 'Stack')));
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  synthesized(app);
  const own = new Set(app.node.findAll().filter(isOwn).flatMap(({ node }) => node.findAll()).map(({ node }) => node.path));
  expect(reportOf(app).filter(({ path }) => own.has(path)).map(({ rule, reason }) => [rule, reason])).toEqual([
    ['AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/CloudWatchAgentServerPolicy]', 'The policy that AWS documents for the add-on'],
  ]);
});

describe('what is left alone', () => {
  const PRESENT: [string, (stack: Stack) => any][] = [
    ['the add-on by reference', stack => {
      const cluster = clusterIn(stack);
      new eks.CfnAddon(stack, 'Addon', { clusterName: cluster.ref, addonName: 'amazon-cloudwatch-observability' });
      return cluster;
    }],
    ['the collector of OpenTelemetry by name', stack => {
      new eks.CfnAddon(stack, 'Addon', { clusterName: 'shop', addonName: 'adot' });
      return clusterIn(stack, 'shop');
    }],
    ['the add-on of an import', stack => {
      new eks.CfnAddon(stack, 'Addon', { clusterName: 'shop', addonName: 'amazon-cloudwatch-observability' });
      return importIn(stack);
    }],
  ];

  test.each(PRESENT)('%s', (_, make) => {
    const stack = stackIn();
    const cluster = make(stack);
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentEks(cluster)).toMatchObject({ outcome: TracingOutcome.INSTRUMENTED, reason: expect.stringContaining('left alone') });
    expect(rendered(stack)).toEqual(before);
    expect(infosOf(stack)).toHaveLength(1);
  });

  test('what was installed before', () => {
    const stack = stackIn();
    const cluster = clusterIn(stack);
    ApplicationSignals.instrumentEks(cluster);
    const before = rendered(stack);
    expect(ApplicationSignals.instrumentEks(cluster).outcome).toBe(TracingOutcome.ALREADY_TRACED);
    expect(rendered(stack)).toEqual(before);
  });

  test('add-ons for other purposes and of other clusters do not count', () => {
    const stack = stackIn();
    const cluster = clusterIn(stack);
    new eks.CfnAddon(stack, 'Network', { clusterName: cluster.ref, addonName: 'vpc-cni' });
    new eks.CfnAddon(stack, 'Elsewhere', { clusterName: 'other', addonName: 'adot' });
    expect(ApplicationSignals.instrumentEks(cluster).outcome).toBe(TracingOutcome.ENABLED);
  });
});

test.each<[string, (stack: Stack) => any, object, RegExp]>([
  ['a cluster of ECS', stack => new ecs.Cluster(stack, 'Cluster', { vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }) }), {}, /no cluster of EKS/],
  ['an L1 of another type', stack => new CfnResource(stack, 'Cluster', { type: 'AWS::EKS::Addon' }), {}, /no cluster of EKS/],
  ['two ways to a role', importIn, { podIdentityAgent: true, serviceAccountRole: { roleArn: 'arn' } }, /needs no agent of Pod Identity/],
  ['a version of something else', importIn, { addonVersion: 'latest' }, /received 'latest'; valid: such as v4.7.0-eksbuild.1/],
])('%s is refused', (_, make, options, message) => {
  const stack = stackIn();
  const cluster = make(stack);
  expect(() => ApplicationSignals.instrumentEks(cluster, options)).toThrow(message);
  expect(() => ApplicationSignals.instrumentEks(cluster, options)).toThrow(/^\[Stack\/Cluster\] /);
});

describe('pods', () => {
  const PODS = { metadata: { labels: { app: 'shop' }, annotations: { own: 'yes' } }, spec: { containers: [{ name: 'app', image: 'shop:1' }] } };
  const annotations = { 'own': 'yes', 'instrumentation.opentelemetry.io/inject-nodejs': 'true' };

  test('have an annotation for each language', () => {
    expect(ApplicationSignals.podAnnotations(NODEJS, PYTHON)).toEqual({
      'instrumentation.opentelemetry.io/inject-nodejs': 'true', 'instrumentation.opentelemetry.io/inject-python': 'true',
    });
    expect(() => ApplicationSignals.podAnnotations()).toThrow(/no language is named/);
    expect(() => ApplicationSignals.podAnnotations('go' as InstrumentationLanguage)).toThrow(/received 'go'; valid: nodejs/);
  });

  test.each<[string, object, (annotated: any) => any]>([
    ['Deployment', { kind: 'Deployment', spec: { template: PODS } }, ({ spec }) => spec.template],
    ['CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { template: PODS } } } }, ({ spec }) => spec.jobTemplate.spec.template],
    ['Pod', { kind: 'Pod', ...PODS }, pod => pod],
  ])('of a %s', (_, manifest, pods) => {
    const original = structuredClone(manifest);
    const annotated = ApplicationSignals.annotateManifest(manifest as any, NODEJS);
    expect(pods(annotated).metadata).toEqual({ labels: { app: 'shop' }, annotations });
    expect(pods(annotated).spec).toEqual(PODS.spec);
    expect(manifest).toEqual(original);
    expect(ApplicationSignals.annotateManifest(annotated, NODEJS)).toEqual(annotated);
  });

  test.each<[string, object]>([
    ['an annotation of Datadog', { metadata: { annotations: { 'admission.datadoghq.com/js-lib.version': 'v5' } } }],
    ['a variable of OpenTelemetry', { spec: { containers: [{ name: 'app', env: [{ name: 'OTEL_SERVICE_NAME', value: 'shop' }] }] } }],
    ['a collector', { spec: { containers: [{ name: 'app' }, { name: 'otel', image: 'otel/opentelemetry-collector:0.9' }] } }],
  ])('with %s stay as they are', (_, template) => {
    const manifest = { kind: 'StatefulSet', spec: { template } };
    expect(ApplicationSignals.annotateManifest(manifest, NODEJS)).toEqual(manifest);
  });

  test('of a kind that has none are refused', () => {
    expect(() => ApplicationSignals.annotateManifest({ kind: 'Service' }, NODEJS)).toThrow(/received 'Service'; valid: Pod, Deployment/);
  });
});
