import { App, Aws, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { RestApi, Stage } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Code, Function, Runtime, SingletonFunction, Version, type FunctionProps } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ImportedResource, SignalCatalog, SignalCategory, SignalSource, SignalUnit, type ObservedResource } from '../../src';
import { observe } from '../support/observe';

const catalog = SignalCatalog.builtIn();
const CODE: FunctionProps = { code: Code.fromInline('x'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X };

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

function resource(construct: Construct): ObservedResource {
  return catalog.resource(construct)!;
}

describe('what is made here', () => {
  test('an L1 is itself', () => {
    const queue = new CfnQueue(stack, 'Queue');
    expect(resource(queue)).toMatchObject({ construct: queue, resourceType: 'AWS::SQS::Queue', imported: false, path: 'Stack/Queue' });
  });

  test('a raw resource is itself, of any type', () => {
    const raw = new CfnResource(stack, 'Raw', { type: 'Some::Vendor::Thing' });
    expect(resource(raw)).toMatchObject({ construct: raw, resourceType: 'Some::Vendor::Thing', imported: false });
  });

  test('an L2 is the L1 inside, by the path of the L2', () => {
    const queue = new Queue(stack, 'Queue');
    expect(resource(queue)).toMatchObject({ construct: queue.node.defaultChild, path: 'Stack/Queue', imported: false });
  });

  test('a construct whose default child is named Default is that child', () => {
    const wrapper = new Construct(stack, 'Wrapper');
    const queue = new CfnQueue(wrapper, 'Default');
    new CfnQueue(wrapper, 'Other');
    expect(resource(wrapper)).toMatchObject({ construct: queue, path: 'Stack/Wrapper' });
  });

  test('a construct that only holds resources is none', () => {
    const wrapper = new Construct(stack, 'Wrapper');
    new Queue(wrapper, 'Queue');
    expect(catalog.resource(wrapper)).toBeUndefined();
    expect(catalog.resource(new Construct(stack, 'Empty'))).toBeUndefined();
    expect(catalog.resource(stack)).toBeUndefined();
  });

  test('a construct that passes itself off as the queue it holds is no import', () => {
    class Wrapper extends Construct {
      private readonly queue = new Queue(new Construct(this, 'Deep'), 'Queue');
      public readonly queueRef = this.queue.queueRef;
    }
    expect(catalog.resource(new Wrapper(stack, 'Wrapper'))).toBeUndefined();
  });

  test('a singleton function is the function that it made elsewhere in the stack', () => {
    const first = new SingletonFunction(stack, 'First', { ...CODE, uuid: 'abc' });
    const second = new SingletonFunction(stack, 'Second', { ...CODE, uuid: 'abc' });
    expect(resource(first)).toMatchObject({ imported: false, path: 'Stack/SingletonLambdaabc' });
    expect(resource(second).construct).toBe(resource(first).construct);
  });

  test('names are literal where they are declared, and undefined where deployment makes them up', () => {
    const name = (construct: Construct) => resource(construct).physicalName;
    expect(name(new Queue(stack, 'Named', { queueName: 'orders' }))).toBe('orders');
    expect(name(new Queue(stack, 'Unnamed'))).toBeUndefined();
    expect(name(new Queue(stack, 'Token', { queueName: new CfnParameter(stack, 'P').valueAsString }))).toBeUndefined();
    expect(name(new CfnResource(stack, 'Alias', { type: 'AWS::Lambda::Alias', properties: { Name: 'live' } }))).toBe('live');
  });

  test('Ref and attributes are tokens of the resource', () => {
    const queue = resource(new Queue(stack, 'Queue', { queueName: 'orders' }));
    const logicalId = stack.resolve((queue.construct as CfnResource).logicalId);
    expect(stack.resolve(queue.ref('queueUrl'))).toEqual({ Ref: logicalId });
    expect(stack.resolve(queue.attribute('QueueName', 'queueName'))).toEqual({ 'Fn::GetAtt': [logicalId, 'QueueName'] });
  });

  test('the environment is that of the stack', () => {
    expect(resource(new Queue(stack, 'Queue')).env).toEqual({ account: '111122223333', region: 'eu-west-1' });
    expect(resource(new Queue(stack, 'Queue2')).stack).toBe(stack);
  });

  test('a property that refers to a resource leads there', () => {
    const dead = new Queue(stack, 'Dead');
    const queue = resource(new Queue(stack, 'Queue', { deadLetterQueue: { queue: dead, maxReceiveCount: 3 } }));
    expect(queue.referenced('RedrivePolicy.deadLetterTargetArn')?.path).toBe('Stack/Dead');
    expect(queue.referenced('RedrivePolicy.maxReceiveCount')).toBeUndefined();
    expect(queue.referenced('KmsMasterKeyId')).toBeUndefined();
  });

  test('a pseudo parameter before a reference does not hide it', () => {
    const dead = new Queue(stack, 'Dead');
    const arn = `arn:${Aws.PARTITION}:sqs:${stack.region}:111122223333:${dead.queueName}`;
    const queue = resource(new CfnQueue(stack, 'Queue', { redrivePolicy: { deadLetterTargetArn: arn } }));
    expect(queue.referenced('RedrivePolicy.deadLetterTargetArn')?.path).toBe('Stack/Dead');
  });

  test('a value names it by reference, or by the literal name', () => {
    const orders = new Queue(stack, 'Orders', { queueName: 'orders' });
    const other = new Queue(stack, 'Other');
    const observed = resource(orders);
    expect([orders.queueName, orders.queueArn, 'orders'].map(value => observed._isNamedBy(value))).toEqual([true, true, true]);
    expect([other.queueName, 'other', undefined, Aws.REGION].map(value => observed._isNamedBy(value))).toEqual([false, false, false, false]);
    expect(resource(other)._isNamedBy(undefined)).toBe(false);
  });
});

describe('imports', () => {
  const functionName = (construct: Construct) => observe(construct).dimensions;
  const ARN = 'arn:aws:lambda:us-east-1:444455556666:function:orders';

  test.each<[string, () => Construct, unknown]>([
    ['Function.fromFunctionName', () => Function.fromFunctionName(stack, 'I', 'orders'), 'orders'],
    ['Function.fromFunctionArn', () => Function.fromFunctionArn(stack, 'I', ARN), 'orders'],
    ['Function.fromFunctionArn of an alias', () => Function.fromFunctionArn(stack, 'I', `${ARN}:live`), 'orders'],
    ['Function.fromFunctionArn with tokens', () => Function.fromFunctionArn(stack, 'I', `arn:aws:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:orders`), 'orders'],
    ['Function.fromFunctionArn of a parameter', () => Function.fromFunctionArn(stack, 'I', new CfnParameter(stack, 'Arn').valueAsString), { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }] }],
    ['Function.fromFunctionAttributes', () => Function.fromFunctionAttributes(stack, 'I', { functionArn: ARN }), 'orders'],
    ['Version.fromVersionArn', () => Version.fromVersionArn(stack, 'I', `${ARN}:7`), 'orders'],
    ['CfnFunction.fromFunctionArn', () => CfnFunction.fromFunctionArn(stack, 'I', ARN) as unknown as Construct, 'orders'],
    ['CfnFunction.fromFunctionName', () => CfnFunction.fromFunctionName(stack, 'I', 'orders') as unknown as Construct, 'orders'],
  ])('%s is a function by its name', (_, make, name) => {
    expect(functionName(make())).toEqual({ FunctionName: name });
  });

  test.each<[string, () => Construct, unknown]>([
    ['Queue.fromQueueArn', () => Queue.fromQueueArn(stack, 'I', 'arn:aws:sqs:us-east-1:444455556666:orders'), 'orders'],
    ['Queue.fromQueueArn with tokens', () => Queue.fromQueueArn(stack, 'I', `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:${Aws.ACCOUNT_ID}:orders`), 'orders'],
    ['Queue.fromQueueArn of a parameter', () => Queue.fromQueueArn(stack, 'I', new CfnParameter(stack, 'Arn').valueAsString), { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Arn' }] }] }],
    ['Queue.fromQueueAttributes', () => Queue.fromQueueAttributes(stack, 'I', { queueArn: 'arn:aws:sqs:us-east-1:444455556666:orders', queueUrl: 'https://example.com' }), 'orders'],
  ])('%s is a queue by its name', (_, make, name) => {
    expect(observe(make())).toMatchObject({ source: { kind: 'sqs-queue' }, dimensions: { QueueName: name } });
  });

  test.each<[string, () => Construct]>([
    ['Table.fromTableName', () => Table.fromTableName(stack, 'I', 'orders')],
    ['Table.fromTableArn', () => Table.fromTableArn(stack, 'I', 'arn:aws:dynamodb:us-east-1:444455556666:table/orders')],
    ['Table.fromTableArn with tokens', () => Table.fromTableArn(stack, 'I', `arn:aws:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:table/orders`)],
    ['Table.fromTableAttributes', () => Table.fromTableAttributes(stack, 'I', { tableName: 'orders', globalIndexes: ['byDate'] })],
    ['TableV2.fromTableName', () => TableV2.fromTableName(stack, 'I', 'orders')],
    ['TableV2.fromTableArn', () => TableV2.fromTableArn(stack, 'I', 'arn:aws:dynamodb:us-east-1:444455556666:table/orders')],
  ])('%s is a table by its name', (_, make) => {
    expect(observe(make())).toMatchObject({ source: { kind: 'dynamodb-table' }, dimensions: { TableName: 'orders' } });
  });

  test('their environment is that of the ARN', () => {
    const observed = resource(Queue.fromQueueArn(stack, 'I', 'arn:aws:sqs:us-east-1:444455556666:orders') as Construct);
    expect(observed).toMatchObject({ imported: true, path: 'Stack/I', env: { account: '444455556666', region: 'us-east-1' } });
  });

  test('a stage does not tell the name of its API, so it has no dimensions until they are declared', () => {
    const stage = () => Stage.fromStageAttributes(stack, `I${stack.node.children.length}`, { stageName: 'prod', restApi: RestApi.fromRestApiId(stack, `A${stack.node.children.length}`, 'abc') }) as unknown as Construct;
    const unnamed = observe(stage());
    expect(unnamed.source.kind).toBe('apigateway-rest-stage');
    expect(unnamed.dimensions).toBeUndefined();
    expect(unnamed.signals).toEqual([]);

    const declared = stage();
    ImportedResource.declare(declared, { resourceType: 'AWS::ApiGateway::Stage', attributes: { restApiName: 'shop' } });
    expect(observe(declared).dimensions).toEqual({ ApiName: 'shop', Stage: 'prod' });
  });

  test('an import stays one when a permission is added to it', () => {
    const fn = Function.fromFunctionAttributes(stack, 'I', { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders', sameEnvironment: true });
    fn.addPermission('Permission', { principal: new ServicePrincipal('events.amazonaws.com') });
    expect(fn.node.children).not.toHaveLength(0);
    expect(observe(fn)).toMatchObject({ resource: { imported: true }, dimensions: { FunctionName: 'orders' } });
  });

  test.each<[string, (queue: Queue) => string]>([
    ['in the same stack', queue => queue.queueArn],
    ['through a joined ARN', queue => Fn.join('', ['arn:aws:sqs:eu-west-1:111122223333:', queue.queueName])],
  ])('the import of a resource of this app is that resource: %s', (_, arn) => {
    const queue = new Queue(stack, 'Queue');
    expect(resource(Queue.fromQueueArn(stack, 'I', arn(queue)) as Construct)).toMatchObject({ construct: queue.node.defaultChild, imported: false });
  });

  test('the import of a resource of another stack of this app is that resource', () => {
    const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const other = new Stack(stack.node.root as App, 'Other');
    expect(resource(Table.fromTableArn(other, 'I', table.tableArn) as Construct).path).toBe('Stack/Table');
  });

  test('of a type that no kind knows are nothing', () => {
    class Import extends Construct {
      public readonly unheardOfRef = { unheardOfArn: 'arn:aws:unheard:us-east-1:111122223333:of' };
    }
    expect(catalog.resource(new Import(stack, 'I'))).toBeUndefined();
  });

  describe('where two services have a resource of that name', () => {
    class TimestreamTable extends SignalSource {
      public readonly kind = 'timestream-table';
      public readonly title = 'Timestream table';
      public readonly resourceType = 'AWS::Timestream::Table';
      public readonly namespace = 'AWS/Timestream';
      public readonly signals = [{ id: 'errors', title: 'Errors', category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, metricName: 'SystemErrors', statistic: 'Sum', source: 'here' }];
      public dimensions(table: ObservedResource) {
        return { TableName: table.ref('tableName')! };
      }
    }
    const both = catalog.withSource(new TimestreamTable());

    class Import extends Construct {
      constructor(id: string, public readonly tableRef: object) {
        super(stack, id);
      }
    }

    test('the class of the construct tells which', () => {
      expect(both.resource(Table.fromTableName(stack, 'I', 'orders') as unknown as Construct)?.resourceType).toBe('AWS::DynamoDB::Table');
    });

    test('the ARN tells which', () => {
      const table = (service: string) => both.resource(new Import(service, { tableArn: `arn:aws:${service}:us-east-1:111122223333:table/t` }))?.resourceType;
      expect(['dynamodb', 'timestream', 'other'].map(table)).toEqual(['AWS::DynamoDB::Table', 'AWS::Timestream::Table', undefined]);
      expect(table(Aws.PARTITION)).toBeUndefined();
    });

    test('a declaration tells which', () => {
      const construct = new Import('I', { tableName: 'orders' });
      expect(both.resource(construct)).toBeUndefined();
      ImportedResource.declare(construct, { resourceType: 'AWS::Timestream::Table' });
      expect(observe(construct, both)).toMatchObject({ source: { kind: 'timestream-table' }, dimensions: { TableName: 'orders' } });
    });
  });
});

describe('a declaration', () => {
  const queue = () => Queue.fromQueueArn(stack, `I${stack.node.children.length}`, 'arn:aws:sqs:us-east-1:444455556666:orders') as unknown as Construct;

  test('returns the construct, so that it can stand in a list of resources', () => {
    const construct = queue();
    expect(ImportedResource.declare(construct, { resourceType: 'AWS::SQS::Queue' })).toBe(construct);
  });

  test.each(['CfnName', 'memberName'])('gives an attribute by its %s', spelling => {
    const construct = new Construct(stack, 'Foreign');
    ImportedResource.declare(construct, { resourceType: 'AWS::SQS::Queue', attributes: { [spelling === 'CfnName' ? 'QueueName' : 'queueName']: 'orders' } });
    expect(observe(construct)).toMatchObject({ resource: { imported: true, physicalName: 'orders' }, dimensions: { QueueName: 'orders' } });
  });

  test('goes before what the import tells', () => {
    const construct = ImportedResource.declare(queue(), { resourceType: 'AWS::SQS::Queue', attributes: { queueName: 'returns' } });
    expect(observe(construct)).toMatchObject({ resource: { physicalName: 'returns' }, dimensions: { QueueName: 'returns' } });
  });

  test('gives properties, with nested ones', () => {
    const construct = ImportedResource.declare(queue(), { resourceType: 'AWS::SQS::Queue', properties: { VisibilityTimeout: 200, A: { B: [{ C: 1 }] } } });
    const observed = resource(construct as Construct);
    expect([observed.property('VisibilityTimeout'), observed.property('A.B.0.C'), observed.property('A.X.Y'), observed.property('Z')]).toEqual([200, 1, undefined, undefined]);
  });

  test.each([
    ['an import', queue],
    ['an L2', () => new Queue(stack, 'Mine')],
    ['an L1', () => new CfnQueue(stack, 'Mine')],
  ])('states the kind of %s', (_, make) => {
    const construct = ImportedResource.declare(make(), { resourceType: 'AWS::SQS::Queue', kind: 'sqs-dead-letter-queue' });
    expect(observe(construct).source.kind).toBe('sqs-dead-letter-queue');
  });

  test('of a kind that does not exist is an error with the nearest name', () => {
    const construct = ImportedResource.declare(queue(), { resourceType: 'AWS::SQS::Queue', kind: 'sqs-deadletter-queue' });
    expect(() => observe(construct)).toThrow(/'sqs-deadletter-queue'.*did you mean 'sqs-dead-letter-queue'/);
  });

  test.each(['', 'Queue', 'AWS::SQS', 'AWS::SQS::', 'AWS::SQS::Queue ', 'AWS:SQS:Queue'])('of the type %j is an error that names the construct', resourceType => {
    expect(() => ImportedResource.declare(queue(), { resourceType })).toThrow(/^\[Stack\/I0\] ImportedResource.declare: resourceType is not a CloudFormation type; received '.*'; valid: such as AWS::SQS::Queue/);
  });

  test('of a module or a vendor of its own is accepted', () => {
    for (const resourceType of ['AWS::SQS::Queue', 'Some::Vendor::Thing', 'My::Org::Module::MODULE']) {
      expect(resource(ImportedResource.declare(queue(), { resourceType }) as Construct).resourceType).toBe(resourceType);
    }
  });
});
