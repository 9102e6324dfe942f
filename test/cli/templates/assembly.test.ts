import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { positionOf } from '../../../cli/templates/position-of';
import { readTemplates } from '../../../cli/templates/read-templates';
import { stacksUnder, synthesizedUnits } from '../../../src/rules/private/app-units';
import type { TemplateUnit } from '../../../src/rules/private/template-unit';
import { Workload } from '../../../src/rules/workload';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function synthesize(context: Record<string, unknown> = {}): cdk.App {
  const app = new cdk.App({ outdir: folder, context });
  const shared = new cdk.Stack(app, 'Shared', { stackName: 'shared-prod', env: { account: '111111111111', region: 'eu-west-1' }, tags: { team: 'a' } });
  const queue = new cdk.aws_sqs.Queue(shared, 'Queue');
  const stage = new cdk.Stage(app, 'Prod', { env: { region: 'us-east-1' } });
  const shop = new cdk.Stack(stage, 'Shop');
  new cdk.aws_sns.Topic(shop, 'Topic');
  const nested = new cdk.NestedStack(shared, 'Net');
  const inner = new cdk.NestedStack(nested, 'Inner');
  new cdk.aws_sqs.Queue(inner, 'Deep', { deadLetterQueue: { queue, maxReceiveCount: 3 } });
  app.synth();
  return app;
}

function about({ path: stackPath, stage, file, stackName, account, region, tags, within, parent, template, pathOf }: TemplateUnit) {
  const ids = Object.keys(template.Resources ?? {}).filter(id => id !== 'CDKMetadata');
  return {
    stackPath, stage, file, stackName, account, region,
    tags: [...tags ?? []],
    within: within?.path,
    parent: parent && [parent.unit.path, parent.logicalId],
    paths: ids.map(id => [id, pathOf(id)]),
  };
}

test.each([
  ['without metadata', {}],
  ['with paths', { 'aws:cdk:enable-path-metadata': true }],
  ['with paths and assets', { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true }],
])('units are those of the app: %s', (_, context) => {
  const app = synthesize(context);
  const byPath = (a: { stackPath: string }, b: { stackPath: string }) => a.stackPath < b.stackPath ? -1 : 1;

  expect(readTemplates([folder]).map(about).sort(byPath)).toEqual(synthesizedUnits(stacksUnder(app)).map(about).sort(byPath));
});

test('references go through nested stacks', () => {
  synthesize();
  const workload = Workload._of(readTemplates([folder]));
  const deep = workload.ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId.startsWith('Deep'))!;
  expect(deep.property('RedrivePolicy.deadLetterTargetArn').targets('AWS::SQS::Queue')[0].path).toBe('Shared/Queue/Resource');
});

test('resources are found in the text', () => {
  synthesize();
  const unit = readTemplates([folder]).find(({ path: stackPath }) => stackPath === 'Prod/Shop')!;
  const [id] = Object.keys(unit.template.Resources!);
  const lines = fs.readFileSync(unit.file!, 'utf-8').split('\n');
  expect(lines[positionOf(unit.file!, id)!.line - 1]).toContain(`"${id}": {`);
});

test('an assembly inside of a folder is read as one', () => {
  synthesize();
  expect(readTemplates([path.dirname(folder)].map(() => folder))).toHaveLength(4);
});

test('a file that the manifest names has to be there', () => {
  synthesize();
  fs.rmSync(path.join(folder, 'Shared.template.json'));
  expect(() => readTemplates([folder])).toThrow(/names 'Shared\.template\.json' in its manifest, and there is no such file\. Delete the folder and synthesize again\.$/);
});
