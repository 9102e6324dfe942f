import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Aws, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Code, Function, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { peekProperty, referencesIn } from '../../src/signals/private/peek';

// What is read is judged here, not the validity of templates.
process.env.CDK_VALIDATION = 'false';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function raw(properties: Record<string, unknown>): CfnResource {
  return new CfnResource(stack, `Raw${stack.node.children.length}`, { type: 'AWS::SQS::Queue', properties });
}

/** The properties of a resource in the synthesized template. */
function synthesized(resource: CfnResource): any {
  return Template.fromStack(stack).toJSON().Resources[stack.resolve(resource.logicalId)].Properties;
}

describe('a literal', () => {
  test.each([0, '', false, 'orders', 42, ['a', 'b']])('%j is what was declared', value => {
    expect(peekProperty(raw({ Thing: value }), 'Thing')).toEqual(value);
  });

  test('an absent property is undefined, at any depth', () => {
    const queue = raw({ Present: { Inner: 1 }, Scalar: 1 });
    for (const absent of ['Absent', 'Absent.Inner', 'Present.Other', 'Present.Inner.Deeper', 'Scalar.Inner', 'Scalar.0']) {
      expect(peekProperty(queue, absent)).toBeUndefined();
    }
  });

  test('members that every object has are not properties', () => {
    expect(peekProperty(raw({ Thing: {} }), 'Thing.constructor')).toBeUndefined();
    expect(peekProperty(raw({ Thing: 'text' }), 'Thing.length')).toBeUndefined();
  });

  test('items of a list are reached by their number', () => {
    const queue = raw({ Items: [{ Name: 'first' }, { Name: 'second' }] });
    expect(peekProperty(queue, 'Items.1.Name')).toBe('second');
    expect(peekProperty(queue, 'Items.2.Name')).toBeUndefined();
  });
});

describe('an L1', () => {
  test('is read by CloudFormation names, nested structures too', () => {
    const fn = new CfnFunction(stack, 'Fn', { code: { zipFile: 'x' }, role: 'arn', tracingConfig: { mode: 'Active' }, timeout: 7 });
    expect(peekProperty(fn, 'Timeout')).toBe(7);
    expect(peekProperty(fn, 'TracingConfig.Mode')).toBe('Active');
    expect(peekProperty(fn, 'TracingConfig')).toEqual({ mode: 'Active' });
  });

  test('is read as it stands after a change of a member', () => {
    const fn = new CfnFunction(stack, 'Fn', { code: { zipFile: 'x' }, role: 'arn', timeout: 7 });
    expect(peekProperty(fn, 'Timeout')).toBe(7);
    fn.timeout = 11;
    expect(peekProperty(fn, 'Timeout')).toBe(11);
    fn.timeout = undefined;
    expect(peekProperty(fn, 'Timeout')).toBeUndefined();
  });

  test('a JSON property keeps the spelling of the user', () => {
    const pascal = new CfnQueue(stack, 'Pascal', { redrivePolicy: { deadLetterTargetArn: 'arn', maxReceiveCount: 3 } });
    expect(peekProperty(pascal, 'RedrivePolicy.maxReceiveCount')).toBe(3);
    expect(peekProperty(pascal, 'RedrivePolicy.MaxReceiveCount')).toBe(3);
  });
});

describe('an override', () => {
  test('wins over what was declared', () => {
    const queue = raw({ DelaySeconds: 1 });
    queue.addPropertyOverride('DelaySeconds', 2);
    expect(peekProperty(queue, 'DelaySeconds')).toBe(2);
  });

  test('of a member wins, and leaves its neighbours', () => {
    const fn = new CfnFunction(stack, 'Fn', { code: { zipFile: 'x' }, role: 'arn', vpcConfig: { subnetIds: ['a'], securityGroupIds: ['b'] } });
    fn.addPropertyOverride('VpcConfig.SubnetIds', ['c']);
    expect(peekProperty(fn, 'VpcConfig.SubnetIds')).toEqual(['c']);
    expect(peekProperty(fn, 'VpcConfig.SecurityGroupIds')).toEqual(['b']);
    expect(peekProperty(fn, 'VpcConfig')).toEqual({ subnetIds: ['c'], securityGroupIds: ['b'] });
  });

  test('of an item of a list leaves a list', () => {
    const queue = raw({ Items: [{ Name: 'first' }, { Name: 'second' }] });
    queue.addPropertyOverride('Items.1.Name', 'changed');
    expect(peekProperty(queue, 'Items')).toEqual([{ Name: 'first' }, { Name: 'changed' }]);
    expect(peekProperty(queue, 'Items.0.Name')).toBe('first');
  });

  test('adds what was not declared', () => {
    const queue = raw({});
    queue.addPropertyOverride('RedrivePolicy.deadLetterTargetArn', 'arn');
    expect(peekProperty(queue, 'RedrivePolicy.deadLetterTargetArn')).toBe('arn');
    expect(peekProperty(queue, 'RedrivePolicy')).toEqual({ deadLetterTargetArn: 'arn' });
  });

  test('that deletes a property makes it absent', () => {
    const queue = raw({ DelaySeconds: 1, RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: 'arn' } });
    queue.addPropertyDeletionOverride('DelaySeconds');
    queue.addPropertyDeletionOverride('RedrivePolicy.deadLetterTargetArn');
    expect(peekProperty(queue, 'DelaySeconds')).toBeUndefined();
    expect(peekProperty(queue, 'RedrivePolicy.deadLetterTargetArn')).toBeUndefined();
    expect(peekProperty(queue, 'RedrivePolicy')).toEqual({ maxReceiveCount: 3 });
  });

  test('that deletes a structure makes its members absent', () => {
    const queue = raw({ RedrivePolicy: { deadLetterTargetArn: 'arn' } });
    queue.addPropertyDeletionOverride('RedrivePolicy');
    expect(peekProperty(queue, 'RedrivePolicy.deadLetterTargetArn')).toBeUndefined();
  });

  test('that puts a scalar or an intrinsic function in place of a structure replaces it', () => {
    const queue = raw({ A: { inner: 1 }, B: { inner: 1 } });
    queue.addPropertyOverride('A', 'text');
    queue.addPropertyOverride('B', { Ref: 'Parameter' });
    expect(peekProperty(queue, 'A.inner')).toBeUndefined();
    expect(peekProperty(queue, 'B')).toEqual({ Ref: 'Parameter' });
  });

  test('leaves the declared structure as it was', () => {
    const policy = { deadLetterTargetArn: 'arn', maxReceiveCount: 3 };
    const queue = raw({ RedrivePolicy: policy });
    queue.addPropertyOverride('RedrivePolicy.maxReceiveCount', 5);
    peekProperty(queue, 'RedrivePolicy');
    expect(policy).toEqual({ deadLetterTargetArn: 'arn', maxReceiveCount: 3 });
  });

  test.each([
    ['a scalar', (queue: CfnResource) => queue.addPropertyOverride('RedrivePolicy.maxReceiveCount', 9)],
    ['a new member', (queue: CfnResource) => queue.addPropertyOverride('RedrivePolicy.extra', [1])],
    ['a deletion', (queue: CfnResource) => queue.addPropertyDeletionOverride('RedrivePolicy.maxReceiveCount')],
    ['an item', (queue: CfnResource) => queue.addPropertyOverride('Items.1', 'z')],
    ['a whole property', (queue: CfnResource) => queue.addOverride('Properties.RedrivePolicy', { a: 1 })],
    ['an intrinsic function', (queue: CfnResource) => queue.addPropertyOverride('RedrivePolicy', { 'Fn::GetAtt': ['A', 'B'] })],
  ])('is read as the synthesized template has it: %s', (_, override) => {
    const queue = raw({ RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: 'arn' }, Items: ['x', 'y'] });
    override(queue);
    const peeked = { RedrivePolicy: peekProperty(queue, 'RedrivePolicy'), Items: peekProperty(queue, 'Items') };
    expect(peeked).toEqual(synthesized(queue));
  });
});

describe('a lazy value', () => {
  test('is asked for what it holds now, and for what it holds later', () => {
    let value = 1;
    const queue = raw({ DelaySeconds: Lazy.number({ produce: () => value }) });
    expect(peekProperty(queue, 'DelaySeconds')).toBe(1);
    value = 2;
    expect(peekProperty(queue, 'DelaySeconds')).toBe(2);
  });

  test.each([
    ['string', 'a', 'b', (produce: () => any) => Lazy.string({ produce })],
    ['number', 1, 2, (produce: () => any) => Lazy.number({ produce })],
    ['list', ['a'], ['b'], (produce: () => any) => Lazy.list({ produce })],
    ['any', { Inner: 1 }, { Inner: 2 }, (produce: () => any) => Lazy.any({ produce })],
    ['uncached string', 'a', 'b', (produce: () => any) => Lazy.uncachedString({ produce })],
    ['number as a string', '1', '2', (produce: () => any) => Token.asString(Lazy.any({ produce }))],
    ['nested', 'a', 'b', (produce: () => any) => Lazy.any({ produce: () => Lazy.string({ produce }) })],
  ])('that is read stays open until synthesis: %s', (_, before, after, lazy) => {
    let value: unknown = before;
    const queue = raw({ Thing: lazy(() => value) });
    expect(peekProperty(queue, 'Thing')).toEqual(before);
    value = after;
    expect(synthesized(queue).Thing).toEqual(after);
  });

  test('in a structure is read through', () => {
    const queue = raw({ Outer: Lazy.any({ produce: () => ({ Inner: Lazy.any({ produce: () => [{ Name: Lazy.string({ produce: () => 'deep' }) }] }) }) }) });
    expect(peekProperty(queue, 'Outer.Inner.0.Name')).toBe('deep');
  });

  test('that omits an empty list is absent while it is empty', () => {
    const items: string[] = [];
    const queue = raw({
      Any: Lazy.any({ produce: () => items }, { omitEmptyArray: true }),
      List: Lazy.list({ produce: () => items }, { omitEmpty: true }),
      Kept: Lazy.any({ produce: () => items }),
    });
    expect(['Any', 'List', 'Kept'].map(name => peekProperty(queue, name))).toEqual([undefined, undefined, []]);
    items.push('one');
    expect(['Any', 'List'].map(name => peekProperty(queue, name))).toEqual([['one'], ['one']]);
  });

  test('that needs the context of synthesis stays a token', () => {
    const queue = raw({ Thing: Lazy.uncachedString({ produce: context => context.resolve('x') }) });
    expect(Token.isUnresolved(peekProperty(queue, 'Thing'))).toBe(true);
    expect(synthesized(queue).Thing).toBe('x');
  });
});

describe('what an L2 keeps in observable state', () => {
  test('layers of a function', () => {
    const fn = new Function(stack, 'Fn', { code: Code.fromInline('x'), handler: 'i.h', runtime: Runtime.NODEJS_22_X });
    const resource = fn.node.defaultChild as CfnFunction;
    expect(peekProperty(resource, 'Layers')).toBeUndefined();
    fn.addLayers(LayerVersion.fromLayerVersionArn(stack, 'One', 'arn:aws:lambda:us-east-1:111122223333:layer:one:1'));
    expect(peekProperty(resource, 'Layers')).toEqual(['arn:aws:lambda:us-east-1:111122223333:layer:one:1']);
    fn.addLayers(LayerVersion.fromLayerVersionArn(stack, 'Two', 'arn:aws:lambda:us-east-1:111122223333:layer:two:1'));
    expect(synthesized(resource).Layers).toHaveLength(2);
  });

  test('indexes of a table', () => {
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING }, billingMode: BillingMode.PAY_PER_REQUEST });
    const resource = table.node.defaultChild as CfnResource;
    expect(peekProperty(resource, 'GlobalSecondaryIndexes.0.IndexName')).toBeUndefined();
    table.addGlobalSecondaryIndex({ indexName: 'byDate', partitionKey: { name: 'date', type: AttributeType.STRING } });
    expect(peekProperty(resource, 'GlobalSecondaryIndexes.0.IndexName')).toBe('byDate');
  });

  test('targets of a rule', () => {
    const rule = new Rule(stack, 'Rule', { schedule: Schedule.expression('rate(1 day)') });
    const resource = rule.node.defaultChild as CfnResource;
    expect(peekProperty(resource, 'Targets')).toBeUndefined();
    rule.addTarget(new SqsQueue(new Queue(stack, 'Queue'), { deadLetterQueue: new Queue(stack, 'Dead') }));
    expect(referencesIn(peekProperty(resource, 'Targets.0.DeadLetterConfig.Arn'))[0].target.node.path).toBe('Stack/Dead/Resource');
  });

  test('managed policies of a role', () => {
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const resource = role.node.defaultChild as CfnResource;
    role.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', 'arn:aws:iam::111122223333:policy/one'));
    expect(peekProperty(resource, 'ManagedPolicyArns')).toEqual(['arn:aws:iam::111122223333:policy/one']);
    role.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(stack, 'Other', 'arn:aws:iam::111122223333:policy/two'));
    expect(synthesized(resource).ManagedPolicyArns).toHaveLength(2);
  });
});

describe('what only deployment can tell', () => {
  test.each([
    ['a parameter', () => new CfnParameter(stack, 'P').valueAsString],
    ['a numeric parameter', () => new CfnParameter(stack, 'P', { type: 'Number' }).valueAsNumber],
    ['a list parameter', () => new CfnParameter(stack, 'P', { type: 'CommaDelimitedList' }).valueAsList],
    ['a condition', () => Fn.conditionIf('Condition', 1, 2)],
    ['a pseudo parameter', () => Aws.REGION],
    ['a string with a token in it', () => `arn:${Aws.PARTITION}:sqs:eu-west-1:111122223333:orders`],
    ['a joined string', () => Fn.join('-', ['a', Aws.REGION])],
  ])('stays unresolved: %s', (_, make) => {
    const queue = raw({ Thing: make() });
    expect(Token.isUnresolved(peekProperty(queue, 'Thing'))).toBe(true);
    expect(Token.isUnresolved(peekProperty(queue, 'Thing.Inner'))).toBe(true);
  });

  test('a list with tokens among its items is a list', () => {
    const items = ['literal', Aws.REGION, `arn:${Aws.PARTITION}:x`];
    expect(peekProperty(raw({ Items: items }), 'Items')).toEqual(items);
    expect(peekProperty(raw({ Items: items }), 'Items.0')).toBe('literal');
  });
});

describe('a resource of a CfnInclude', () => {
  test('is read like an L1, references included', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'));
    const templateFile = path.join(folder, 'template.json');
    fs.writeFileSync(templateFile, JSON.stringify({
      Parameters: { Delay: { Type: 'Number', Default: 1 } },
      Resources: {
        Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600 } },
        Orders: {
          Type: 'AWS::SQS::Queue',
          Properties: { DelaySeconds: { Ref: 'Delay' }, RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 } },
        },
      },
    }));
    const include = new CfnInclude(stack, 'Include', { templateFile });
    fs.rmSync(folder, { recursive: true });
    const orders = include.getResource('Orders');
    expect(peekProperty(include.getResource('Dead'), 'MessageRetentionPeriod')).toBe(1209600);
    expect(peekProperty(orders, 'RedrivePolicy.maxReceiveCount')).toBe(3);
    expect(referencesIn(peekProperty(orders, 'RedrivePolicy.deadLetterTargetArn')).map(reference => reference.target.node.path)).toEqual(['Stack/Include/Dead']);
    expect(Token.isUnresolved(peekProperty(orders, 'DelaySeconds'))).toBe(true);
  });
});

describe('references', () => {
  let queue: Queue;
  let target: CfnQueue;

  beforeEach(() => {
    queue = new Queue(stack, 'Queue');
    target = queue.node.defaultChild as CfnQueue;
  });

  test.each([
    ['Ref', () => target.ref],
    ['Fn::GetAtt', () => target.attrArn],
    ['an attribute of an L2', () => queue.queueArn],
    ['a joined string', () => `${queue.queueArn}/suffix`],
    ['a lazy value', () => Lazy.string({ produce: () => queue.queueArn })],
    ['Fn::Join', () => Fn.join(':', ['arn', queue.queueName])],
    ['Fn::Select of Fn::Split', () => Fn.select(6, Fn.split(':', queue.queueArn))],
    ['Fn::Sub', () => Fn.sub('arn:${name}', { name: queue.queueName })],
    ['a string that joins functions', () => `${Fn.select(6, Fn.split(':', queue.queueArn))}:live`],
    ['Fn::If', () => Fn.conditionIf('Condition', queue.queueArn, Aws.NO_VALUE)],
  ])('are found in %s', (_, make) => {
    expect(referencesIn(make()).map(reference => reference.target.node.path)).toEqual([target.node.path]);
  });

  test.each([[undefined], [null], ['literal'], [7], [{}], [[]]])('there are none in %j', value => {
    expect(referencesIn(value)).toEqual([]);
  });
});
