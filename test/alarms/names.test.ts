import { App, Stack, aws_sqs as sqs, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { ObservedService, type ObservedServiceProps } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';

const observe = (scope: Construct, props: Partial<ObservedServiceProps> = {}) =>
  new ObservedService(scope, 'Service', { serviceName: 'shop', owner: 'o', routes: [], ...props });
const namesOf = (...services: ObservedService[]) => services.flatMap(({ alarms }) => alarms.map(({ literalName }) => literalName));

const childOf = (parent: Construct, id: string) => parent.node.tryFindChild(id) as Construct | undefined;

/** A queue of its own below each path. */
function queuesAt(stack: Stack, ...paths: string[]): void {
  for (const path of paths) {
    const ids = path.split('/');
    const scope = ids.slice(0, -1).reduce<Construct>((parent, id) => childOf(parent, id) ?? new Construct(parent, id), stack);
    new sqs.Queue(scope, ids[ids.length - 1]);
  }
}

test('a name tells service, environment, resource and signal', () => {
  const stack = new Stack(new App(), 'Shop');
  queuesAt(stack, 'Orders/Incoming');
  expect(namesOf(observe(stack, { environment: 'prod' }))).toEqual(['shop-prod-Orders-Incoming-ageOfOldest', 'shop-prod-Orders-Incoming-inFlight']);
});

test('names are unique, token-free and within the limit, whatever constructs are called', () => {
  const id = fc.string({ minLength: 1, maxLength: 120, size: 'max' }).filter(text => !text.includes('/') && text.trim() !== '' && text !== 'Service' && !(text in {}));
  const paths = fc.uniqueArray(fc.array(id, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6, selector: ids => ids[0] });
  const long = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{40,63}$/);
  fc.assert(fc.property(paths, long, long, (all, serviceName, environment) => {
    const stack = new Stack(new App(), 'Shop');
    queuesAt(stack, ...all.map(ids => ids.join('/')));
    const service = observe(stack, { serviceName, environment });
    const names = namesOf(service);
    expect(names).toHaveLength(2 * all.length);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name).toMatch(/^[A-Za-z0-9_.-]+$/);
      expect(name.startsWith(`${serviceName}-${environment}-`)).toBe(true);
    }
    for (const { description } of service.alarms) expect(description.length).toBeLessThanOrEqual(1024);
  }), { numRuns: 60, endOnFailure: true });
});

test('names that would be too long are cut, and told apart by what they lost', () => {
  const stack = new Stack(new App(), 'Shop');
  queuesAt(stack, `${'a'.repeat(250)}/One`, `${'a'.repeat(250)}/Two`);
  const names = namesOf(observe(stack, { environment: 'prod' }));
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).toMatch(/^shop-prod-a{236}-[0-9a-f]{8}$/);
});

test('resources whose paths read alike have alarms of their own', () => {
  const stack = new Stack(strictApp(), 'Shop');
  queuesAt(stack, 'A-B/C', 'A/B-C');
  const service = observe(stack);
  const names = namesOf(service);
  expect(new Set(names).size).toBe(4);
  expect(names.slice(0, 2)).toEqual(['shop-A-B-C-ageOfOldest', 'shop-A-B-C-inFlight']);
  expect(names[2]).toMatch(/^shop-A-B-C-ageOfOldest-[0-9a-f]{8}$/);
  synthesizeStrictly(stack.node.root as App);
});

describe('services of one app', () => {
  /** `shop` with a queue `web-Queue`, and `shop-web` with a queue `Queue`. */
  function alike(props: StackProps = {}, otherProps: StackProps = {}): string[] {
    const app = new App();
    const [one, other] = [new Stack(app, 'One', props), new Stack(app, 'Other', otherProps)];
    queuesAt(one, 'web-Queue');
    queuesAt(other, 'Queue');
    return namesOf(observe(one), observe(other, { serviceName: 'shop-web' }));
  }
  test('never give two alarms the same name', () => {
    const names = alike();
    expect(names).toHaveLength(4);
    expect(new Set(names).size).toBe(4);
  });

  test('may have the same names in another Region', () => {
    const env = (region: string) => ({ env: { account: '123456789012', region } });
    expect(new Set(alike(env('eu-west-1'), env('us-east-1'))).size).toBe(2);
  });

  test('have the same names in every run', () => {
    expect(alike()).toEqual(alike());
  });
});
