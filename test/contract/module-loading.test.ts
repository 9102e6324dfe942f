import { execFileSync } from 'child_process';
import * as path from 'path';
import { SignalCatalog } from '../../src';

const ROOT = path.join(__dirname, '..', '..');

/** Runs in a process of its own: the modules that this one has loaded would hide what the catalog loads. */
const PROGRAM = `
  process.env.CDK_VALIDATION = 'false';
  const services = () => [...new Set(Object.keys(require.cache).map(file => /aws-cdk-lib[\\\\/](aws-[a-z0-9-]+)[\\\\/]/.exec(file)?.[1]).filter(Boolean))].sort();
  const kinds = () => Object.keys(require.cache).map(file => /signals[\\\\/]kinds[\\\\/]([a-z0-9-]+)\\.ts$/.exec(file)?.[1]).filter(Boolean).sort();
  const seen = {};
  const look = moment => { seen[moment] = { services: services(), kinds: kinds() }; };

  const { App, Stack } = require('aws-cdk-lib');
  const stack = new Stack(new App(), 'Stack');
  const queue = new (require('aws-cdk-lib/aws-sqs').Queue)(stack, 'Queue');
  look('before');

  const { SignalCatalog } = require('./src/signals/signal-catalog.ts');
  const catalog = SignalCatalog.builtIn();
  catalog.kinds;
  catalog.resourceTypes;
  look('catalog');

  const resource = catalog.resource(queue);
  const source = catalog.sourceOf(resource);
  for (const signal of source.signals) {
    source.variants(resource, signal);
    source.publishes(resource, signal);
    signal.alarm?.threshold.evaluate(resource);
  }
  look('bound');

  // Not by the root, which only loads on demand when it is compiled: test/packaging/consumers.test.ts.
  const { ObservedService } = require('./src/services/observed-service.ts');
  look('library');
  new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'o', routes: [] });
  stack.node.root.synth();
  look('observed');

  catalog.sources;
  look('all');
  console.log(JSON.stringify(seen));
`;

interface Loaded { readonly services: string[]; readonly kinds: string[] }

const OF_QUEUES = ['sqs-dead-letter-queue', 'sqs-queue'];
/** The services of all other kinds. */
const OTHER_SERVICES = SignalCatalog.builtIn().resourceTypes.map(type => `aws-${type.split('::')[1].toLowerCase()}`).filter(service => service !== 'aws-sqs');

let seen: Record<'before' | 'catalog' | 'bound' | 'library' | 'observed' | 'all', Loaded>;

beforeAll(() => {
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', PROGRAM], { cwd: ROOT, encoding: 'utf-8' });
  seen = JSON.parse(output.trim().split('\n').pop()!);
});

const addedBy = (moment: keyof typeof seen) => seen[moment].services.filter(service => !seen.before.services.includes(service));

test('what a user makes loads its own service, so that the look into loaded modules finds something', () => {
  expect(seen.before.services).toContain('aws-sqs');
  expect(seen.before.services).not.toContain('aws-lambda');
});

test('the catalog tells its kinds and types without loading a kind or a service', () => {
  expect(seen.catalog.kinds).toEqual([]);
  expect(addedBy('catalog')).toEqual([]);
});

test('binding a queue loads the kinds of queues only, and no service', () => {
  expect(seen.bound.kinds).toEqual(OF_QUEUES);
  expect(addedBy('bound')).toEqual([]);
});

test('all that a service is made of, and observing a queue to the end, load no further kind and no service of one', () => {
  expect(OTHER_SERVICES).toEqual(expect.arrayContaining(['aws-lambda', 'aws-dynamodb', 'aws-apigateway']));
  for (const moment of ['library', 'observed'] as const) {
    expect(seen[moment].kinds).toEqual(OF_QUEUES);
    expect(addedBy(moment).filter(service => OTHER_SERVICES.includes(service))).toEqual([]);
  }
  expect(addedBy('observed')).toContain('aws-cloudwatch');
});

test('even all kinds together load no service', () => {
  expect(seen.all.kinds.length).toBeGreaterThan(OF_QUEUES.length);
  expect(addedBy('all')).toEqual(addedBy('observed'));
});
