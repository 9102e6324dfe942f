import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CoverageState, ObservedService, SignalCatalog } from '../../src';
import { strictApp, synthesizeStrictly } from '../support/strict-app';

const FOLDER = path.join(__dirname, 'every-kind');
const kinds = SignalCatalog.builtIn().sources.map(({ kind }) => kind);

/** Makes a resource of the kind as users make it, and whatever it needs. */
function subjectOf(kind: string, stack: Stack): IConstruct {
  return require(path.join(FOLDER, `${kind}.ts`)).default(stack);
}

/** An app with a service of one resource each of some kinds. */
function appOf(some: readonly string[]): Map<string, ObservedService> {
  const app = strictApp();
  const services = new Map(some.map(kind => {
    const stack = new Stack(app, kind, { env: { account: '111122223333', region: 'eu-west-1' }, crossRegionReferences: true });
    const subject = subjectOf(kind, stack);
    return [kind, new ObservedService(stack, 'Service', { serviceName: kind, owner: 'team', routes: [], resources: [subject] })];
  }));
  synthesizeStrictly(app);
  return services;
}

test('every kind has a resource as users make it, and nothing else has', () => {
  expect(fs.readdirSync(FOLDER).map(file => path.basename(file, '.ts')).sort()).toEqual([...kinds].sort());
});

test.each(kinds)('a resource of the kind %s is observed, and its template is what CloudFormation takes', kind => {
  const { coverage } = appOf([kind]).get(kind)!;
  expect(coverage.inState(CoverageState.UNSUPPORTED)).toEqual([]);
  expect(coverage.resources.map(resource => resource.kind)).toContain(kind);
});

test('an app with every kind synthesizes, and nothing in it is unsupported', () => {
  for (const [kind, { coverage }] of appOf(kinds)) expect([kind, coverage.inState(CoverageState.UNSUPPORTED)]).toEqual([kind, []]);
});
