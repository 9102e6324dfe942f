import { App, Stack } from 'aws-cdk-lib';
import { UserPool, UserPoolClientIdentityProvider } from 'aws-cdk-lib/aws-cognito';
import { observe } from '../../support/observe';

const { GOOGLE, COGNITO } = UserPoolClientIdentityProvider;

let stack: Stack;
let pool: UserPool;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
  pool = new UserPool(stack, 'Pool');
});

test('a pool is measured by client', () => {
  pool.addClient('Web');
  pool.addClient('Mobile', { userPoolClientName: 'app' });
  const variants = observe(pool).variants('signInThrottles');
  expect(variants.map(({ id }) => id)).toEqual(['Web', 'app']);
  expect(stack.resolve(variants[0].dimensions)).toEqual({ UserPool: { Ref: expect.stringMatching(/^Pool/) }, UserPoolClient: { Ref: expect.stringMatching(/^PoolWeb/) } });
});

test('clients of the same name are told apart', () => {
  for (const id of ['A', 'B']) pool.addClient(id, { userPoolClientName: 'web' });
  expect(observe(pool).variants('signIns').map(({ id }) => id)).toEqual(['Stack/Pool/A', 'Stack/Pool/B']);
});

test('sign-ins by other providers are measured by provider', () => {
  pool.addClient('Web', { supportedIdentityProviders: [COGNITO, GOOGLE] });
  expect(observe(pool).variants('federationThrottles').map(({ id }) => id)).toEqual(['Web Google']);
});

test('a pool without clients shows whom administrators sign up', () => {
  expect(observe(pool).signals).toEqual(['adminSignUps']);
});
