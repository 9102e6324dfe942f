import { PatternsStack } from '../../examples/adopted/patterns-stack';
import { WebsiteStack } from '../../examples/adopted/website-stack';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks, type PillarChecks } from '../../src';
import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { context, expectFindings, manifests } from './examples';

let patterns: ServiceManifest;
let website: ServiceManifest;
let packs: PillarChecks[];

beforeAll(() => {
  // The patterns use what the CDK calls deprecated; a test need not hear of it.
  process.env.JSII_DEPRECATED = 'quiet';
  const app = strictApp({ context: context('adopted') });
  new PatternsStack(app, 'Patterns');
  new WebsiteStack(app, 'Website');
  packs = [OperationalExcellenceChecks, PerformanceEfficiencyChecks].map(pack => pack.enforce(app, { failOn: FailOn.NONE }));
  synthesizeStrictly(app);
  [patterns, website] = manifests(app.outdir);
});

afterAll(() => {
  delete process.env.JSII_DEPRECATED;
});

function states({ coverage }: ServiceManifest): Record<string, string> {
  return Object.fromEntries(coverage.resources.map(({ path, state }) => [path, state]));
}

test('AWS Solutions Constructs are observed from the outside', () => {
  expect(states(patterns)).toEqual({
    'Patterns/Backend/LambdaFunction': 'ALARMED',
    'Patterns/Backend/LambdaRestApi/DeploymentStage.prod': 'ALARMED',
    'Patterns/OnCall': 'EXCLUDED',
    'Patterns/Storage/DynamoTable': 'ALARMED',
    'Patterns/Worker/LambdaFunction': 'ALARMED',
    'Patterns/Worker/queue': 'ALARMED',
    'Patterns/Worker/queue-dlq': 'ALARMED',
  });
});

test('their alarms reach somebody', () => {
  expect(patterns.alarms.length).toBeGreaterThan(0);
  expect(patterns.alarms.filter(({ reaches }) => reaches.length === 0)).toEqual([]);
});

test('the packs report what those who adopt the constructs should know, and fail nothing', () => {
  expectFindings('adopted', packs);
});

test('a load-balanced service of the CDK is observed from the outside', () => {
  expect(states(website)).toEqual({
    'Website/Website/LB': 'ALARMED',
    'Website/Website/LB/PublicListener/ECSGroup': 'ALARMED',
    'Website/Website/Service/Service': 'ALARMED',
  });
});
