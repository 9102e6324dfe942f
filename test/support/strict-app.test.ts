import { CfnResource, NestedStack, Stack, Stage, type App } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { markOwn } from '../../src/core/private/own-constructs';
import { findingsOf, strictApp, synthesizeStrictly } from './strict-app';

let app: App;

beforeEach(() => {
  app = strictApp();
  // The CDK prints what it finds.
  jest.spyOn(console, 'error').mockImplementation();
});

/** A resource that the validator warns of: it names an availability zone. */
function doubtful(scope: Construct): void {
  new CfnResource(scope, 'Subnet', { type: 'AWS::EC2::Subnet', properties: { AvailabilityZone: 'us-east-1a', VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.0.0.0/24' } });
}

/** A resource that the validator refuses. */
function wrong(scope: Construct): void {
  new CfnResource(scope, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayName: ['Orders'] } });
}

/** A resource that the validator has nothing to say about. */
function clean(scope: Construct): void {
  new CfnResource(scope, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayName: 'Orders' } });
}

function own(scope: Construct): Construct {
  const construct = new Construct(scope, 'Own');
  markOwn(construct);
  return construct;
}

test('a clean app synthesizes, nested stacks included', () => {
  const stack = new Stack(app, 'Stack');
  clean(own(stack));
  clean(new NestedStack(stack, 'Nested'));
  expect(synthesizeStrictly(app).stacks).toHaveLength(1);
  expect(findingsOf(app)).toEqual([]);
});

test('an error fails synthesis, whoever made the resource', () => {
  wrong(new Stack(app, 'Stack'));
  expect(() => synthesizeStrictly(app)).toThrow(/is not of type 'string'/);
});

test('an error in a nested stack fails synthesis, though the CDK does not look there', () => {
  wrong(new NestedStack(new Stack(app, 'Stack'), 'Nested'));
  expect(() => synthesizeStrictly(app)).toThrow(/Stack\/Nested\/Topic: error .*is not of type 'string'/);
});

test('a warning about a resource of the user is reported, and accepted', () => {
  doubtful(new Stack(app, 'Stack'));
  synthesizeStrictly(app);
  expect(findingsOf(app)).toEqual([expect.objectContaining({ about: 'Stack/Subnet', severity: 'warning', own: false })]);
});

test('a warning about a resource that this library made fails synthesis', () => {
  doubtful(own(new Stack(app, 'Stack')));
  expect(() => synthesizeStrictly(app)).toThrow(/Stack\/Own\/Subnet: warning W3010/);
});

test('a warning about a resource that this library made in a nested stack of a stage fails synthesis', () => {
  doubtful(own(new NestedStack(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Nested')));
  expect(() => synthesizeStrictly(app)).toThrow(/Prod\/Stack\/Nested\/Own\/Subnet: warning W3010/);
});
