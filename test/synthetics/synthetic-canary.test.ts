import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlarmRoute, Journey, SyntheticCanary } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { bundleScripts } from '../support/synthetics/scripts';

beforeAll(bundleScripts);

test('x', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Stack');
  new SyntheticCanary(stack, 'Browse', { journey: Journey.heartbeat('browse', { url: 'https://shop.example.com/' }) });
  console.log(JSON.stringify(Template.fromStack(stack).toJSON(), undefined, 1));
  synthesizeStrictly(app);
});
