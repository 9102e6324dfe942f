import { App, Aws, CfnResource, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, Node } from 'constructs';
import { markOwn } from '../../src/core/private/own-constructs';
import { lastPart, StackResources } from '../../src/signals/private/stack-resources';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

function raw(scope: Construct, id: string, properties: Record<string, unknown> = {}, type = 'AWS::SQS::Queue'): CfnResource {
  return new CfnResource(scope, id, { type, properties });
}

const paths = (resources: readonly CfnResource[]) => resources.map(({ node }) => node.path);
const index = () => StackResources.around(stack).refresh();

describe('the resources of a stack', () => {
  test('are known by type, each once, in the order of the tree', () => {
    raw(stack, 'B');
    raw(new Construct(stack, 'Inner'), 'A');
    raw(stack, 'Topic', {}, 'AWS::SNS::Topic');
    new Queue(stack, 'L2');
    for (let time = 0; time < 3; time++) expect(paths(index().ofType('AWS::SQS::Queue'))).toEqual(['Stack/B', 'Stack/Inner/A', 'Stack/L2/Resource']);
    expect(paths(index().ofType('AWS::SNS::Topic'))).toEqual(['Stack/Topic']);
    expect(index().ofType('AWS::Other::Type')).toEqual([]);
  });

  test('are those of the moment at which the index is first asked for', () => {
    raw(stack, 'A');
    expect(paths(StackResources.around(stack).ofType('AWS::SQS::Queue'))).toEqual(['Stack/A']);
  });

  test('that come later are taken in by the next refresh', () => {
    raw(stack, 'A');
    const known = index();
    raw(stack, 'B');
    expect(paths(known.ofType('AWS::SQS::Queue'))).toEqual(['Stack/A']);
    expect(paths(index().ofType('AWS::SQS::Queue'))).toEqual(['Stack/A', 'Stack/B']);
  });

  test('include those of nested stacks, wherever one asks from', () => {
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Nested');
    const deep = raw(nested, 'Deep');
    expect(StackResources.around(deep)).toBe(index());
    expect(paths(index().ofType('AWS::SQS::Queue'))).toEqual(['Stack/Outer/Nested/Deep']);
  });

  test('are not those of other stacks, of the same app or of a Stage', () => {
    const other = raw(new Stack(app, 'Other'), 'Queue');
    const staged = raw(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Queue');
    raw(stack, 'Queue');
    expect([stack, other, staged].map(construct => paths(StackResources.around(construct).refresh().ofType('AWS::SQS::Queue'))))
      .toEqual([['Stack/Queue'], ['Other/Queue'], ['Prod/Stack/Queue']]);
  });

  test('leave out what this library made', () => {
    const own = new Construct(stack, 'Own');
    markOwn(own);
    raw(new Construct(own, 'Inner'), 'Queue');
    expect(index().ofType('AWS::SQS::Queue')).toEqual([]);
  });

  test('are counted per stack, with what is reserved', () => {
    const nested = new NestedStack(stack, 'Nested');
    for (const id of ['A', 'B', 'C']) raw(nested, id);
    raw(stack, 'D');
    const nestedStackResource = 1;
    expect([index().sizeOf(stack), index().sizeOf(nested)]).toEqual([1 + nestedStackResource, 3]);
    index().reserve(stack, 10);
    raw(stack, 'E');
    expect(index().sizeOf(stack)).toBe(12 + nestedStackResource);
  });
});

describe('who refers to a resource', () => {
  let dead: Queue;
  let target: CfnResource;

  beforeEach(() => {
    dead = new Queue(stack, 'Dead');
    target = dead.node.defaultChild as CfnResource;
  });

  const referrers = (path = 'Target', name?: string) => paths(index().referrersOf(target, name, 'AWS::SQS::Queue', path));

  test('is told by reference, in the property that is asked about only', () => {
    raw(stack, 'Ref', { Target: target.ref });
    raw(stack, 'GetAtt', { Target: dead.queueArn });
    raw(stack, 'Joined', { Target: `${dead.queueArn}:suffix` });
    raw(stack, 'Function', { Target: Fn.select(0, Fn.split(':', dead.queueArn)) });
    raw(stack, 'OtherProperty', { Other: target.ref });
    raw(stack, 'OtherType', { Target: target.ref }, 'AWS::SNS::Topic');
    raw(stack, 'Other', { Target: raw(stack, 'Somebody').ref });
    expect(referrers()).toEqual(['Stack/Ref', 'Stack/GetAtt', 'Stack/Joined', 'Stack/Function']);
  });

  test('is told by the literal name or ARN', () => {
    raw(stack, 'Name', { Target: 'dead' });
    raw(stack, 'Arn', { Target: 'arn:aws:sqs:eu-west-1:111122223333:dead' });
    raw(stack, 'ArnWithTokens', { Target: `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:${Aws.ACCOUNT_ID}:dead` });
    raw(stack, 'Longer', { Target: 'arn:aws:sqs:eu-west-1:111122223333:undead' });
    raw(stack, 'Token', { Target: `arn:aws:sqs:eu-west-1:111122223333:${Aws.STACK_NAME}` });
    expect(referrers('Target', 'dead')).toEqual(['Stack/Name', 'Stack/Arn', 'Stack/ArnWithTokens']);
    expect(referrers('Target')).toEqual([]);
  });

  test('a reference is no literal, whatever it is joined with', () => {
    raw(stack, 'Joined', { Target: `${raw(stack, 'Somebody').ref}:dead` });
    expect(referrers('Target', 'dead')).toEqual([]);
  });

  test('is told once, when it refers twice', () => {
    raw(stack, 'Both', { Targets: [{ Arn: dead.queueArn }, { Arn: 'dead' }, { Arn: dead.queueArn }] });
    expect(referrers('Targets.*.Arn', 'dead')).toEqual(['Stack/Both']);
  });

  test('may do so in any item of a list', () => {
    raw(stack, 'Second', { Targets: [{ Arn: 'other' }, { Config: { Arn: dead.queueArn } }] });
    raw(stack, 'Empty', { Targets: [] });
    raw(stack, 'NoList', { Targets: { Config: { Arn: dead.queueArn } } });
    raw(stack, 'Token', { Targets: Fn.conditionIf('C', [], []) });
    expect(referrers('Targets.*.Config.Arn')).toEqual(['Stack/Second']);
  });

  test('may stand in a nested stack', () => {
    raw(new NestedStack(stack, 'Nested'), 'Queue', { Target: dead.queueArn });
    expect(referrers()).toEqual(['Stack/Nested/Queue']);
  });

  test('is told as it is at the latest refresh', () => {
    const queue = raw(stack, 'Queue');
    expect(referrers()).toEqual([]);
    queue.addPropertyOverride('Target', dead.queueArn);
    expect(referrers()).toEqual(['Stack/Queue']);
    queue.addPropertyDeletionOverride('Target');
    expect(referrers()).toEqual([]);
  });
});

test.each([
  ['orders', 'orders'],
  ['arn:aws:sqs:eu-west-1:111122223333:orders', 'orders'],
  ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders', 'orders'],
  ['arn:aws:lambda:eu-west-1:111122223333:function:orders', 'orders'],
  ['arn:aws:lambda:eu-west-1:111122223333:function:orders:live', 'orders'],
  ['', ''],
])('the name in %j is %j', (arn, name) => expect(lastPart(arn)).toBe(name));

describe('cost', () => {
  /** How often the children of a construct are listed, and properties of queues are read, while something is done. */
  function effort(action: () => void): { visits: number; reads: number } {
    const children = jest.spyOn(Node.prototype, 'children', 'get');
    let reads = 0;
    for (const resource of stack.node.findAll()) {
      if (!CfnResource.isCfnResource(resource)) continue;
      const properties = (resource as any)._cfnProperties;
      Object.defineProperty(resource, '_cfnProperties', { get: () => { reads++; return properties; } });
    }
    children.mockClear();
    action();
    const visits = children.mock.calls.length;
    children.mockRestore();
    return { visits, reads };
  }

  test.each([100, 400])('of asking about each of %d queues is one visit and one reading per resource', size => {
    const queues = Array.from({ length: size }, (_, number) => raw(stack, `Queue${number}`));
    const sources = Array.from({ length: size }, (_, number) => raw(stack, `Source${number}`, { Target: queues[number].ref }));
    const { visits, reads } = effort(() => {
      const resources = StackResources.around(stack);
      for (const [number, queue] of queues.entries()) expect(resources.referrersOf(queue, `name${number}`, 'AWS::SQS::Queue', 'Target')).toEqual([sources[number]]);
    });
    expect(visits).toBe(stack.node.findAll().length);
    expect(reads).toBe(2 * size);
  });

  test('of another refresh is one more visit per construct', () => {
    for (let number = 0; number < 50; number++) new Queue(stack, `Queue${number}`);
    StackResources.around(stack);
    expect(effort(() => StackResources.around(stack).refresh()).visits).toBe(stack.node.findAll().length);
  });
});
