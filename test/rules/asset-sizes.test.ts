import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Stage, aws_lambda as lambda } from 'aws-cdk-lib';
import { Answer } from '../../src';
import { codeBytes } from '../../src/rules/private/asset-sizes';
import { synthesizedWorkload } from '../../src/rules/private/workloads';
import { contextOf, rules, workloadOf } from '../support/rules';

process.env.CDK_VALIDATION = 'false';

const FUNCTION = 'AWS::Lambda::Function';
const HASH = 'a'.repeat(64);

let folder: string;
beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assets-')); });
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: number): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '');
  fs.truncateSync(file, bytes);
}

function functionIn(entry: object, file = path.join(folder, 'Stack.template.json')) {
  return workloadOf({ Stack: { Resources: { Handler: { Type: FUNCTION, ...entry } } } }, { file }).ofType(FUNCTION)[0];
}

const byKey = { Properties: { Code: { S3Bucket: 'assets', S3Key: `prefix/${HASH}.zip` } } };
const byMark = { Properties: {}, Metadata: { 'aws:asset:path': 'asset.handler' } };

test('adds up the files of a folder, those of folders in it included', () => {
  put(`asset.${HASH}/index.js`, 1000);
  put(`asset.${HASH}/node_modules/one/index.js`, 200);
  expect(codeBytes(functionIn(byKey))).toBe(1200);
});

test('finds a zip, also above the folder of a Stage', () => {
  put(`asset.${HASH}.zip`, 1000);
  expect(codeBytes(functionIn(byKey, path.join(folder, 'assembly-Prod', 'Stack.template.json')))).toBe(1000);
});

test('goes by the mark of the CDK where there is one', () => {
  put('asset.handler/index.js', 1000);
  expect(codeBytes(functionIn(byMark))).toBe(1000);
});

test('knows nothing of files that are not there', () => {
  expect(codeBytes(functionIn(byMark))).toBeUndefined();
  expect(codeBytes(functionIn({ Properties: { Code: { S3Key: 'orders.zip' } } }))).toBeUndefined();
});

test('reports more than 50 MB', () => {
  put('asset.handler/data.bin', 51 * 1024 * 1024);
  const fn = functionIn(byMark);
  const { evaluate } = rules.find(({ metadata }) => metadata.id === 'PE-LambdaAssetSize')!;
  const { answer, violations } = evaluate(fn, contextOf(fn.workload));
  expect(answer).toBe(Answer.VIOLATING);
  expect(violations[0].message).toBe('The asset with the code has 51 MB, which is more than 50 MB');
});

test('finds what the CDK stages, in Stages too', () => {
  put('source/index.js', 1000);
  const app = new App();
  for (const scope of [app, new Stage(new Stage(app, 'Outer'), 'Inner')]) {
    new lambda.Function(new Stack(scope, 'Stack'), 'Handler', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(path.join(folder, 'source')),
    });
  }
  app.synth();
  expect(synthesizedWorkload(app, {}).ofType(FUNCTION).map(codeBytes)).toEqual([1000, 1000]);
});
