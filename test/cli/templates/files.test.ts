import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { positionOf } from '../../../cli/templates/position-of';
import { readTemplates } from '../../../cli/templates/read-templates';
import { Workload } from '../../../src/rules/workload';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'templates-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

function names(...targets: string[]): string[] {
  return readTemplates(targets).map(({ file }) => path.relative(folder, file!));
}

test('a folder is read with those inside of it; what is no template is skipped', () => {
  write('a.yaml', 'Resources: {}\n');
  write('b/c.json', '{"Resources": {}}');
  write('b/d.template', 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: { Type: B }\n');
  write('package.json', '{"name": "x"}');
  write('serverless.yml', 'resources:\n  Resources:\n    A: 1\n');
  write('k8s.yaml', 'kind: A\n---\nkind: B\n');
  write('notes.txt', 'Resources: {}\n');
  write('list.yaml', 'Resources:\n  - a\n');
  write('node_modules/x/e.yaml', 'Resources: {}\n');
  write('.aws-sam/f.yaml', 'Resources: {}\n');

  expect(names(folder)).toEqual(['a.yaml', 'b/c.json', 'b/d.template']);
  expect(names(path.join(folder, 'a.yaml'), folder)).toEqual(['a.yaml', 'b/c.json', 'b/d.template']);
});

test('what cannot be read is told all at once', () => {
  write('a.yaml', 'Resources:\n  A: 1\n  A: 2\n');
  write('b.json', '{"Resources": {},}');
  expect(() => readTemplates([folder])).toThrow(/a\.yaml:3:3: the key 'A' stands twice.*\n.*b\.json:1:18: a key in double quotes is expected/);
});

test.each([
  ['a.txt', 'hello', /a\.txt: this is no template of CloudFormation: it has no mapping called Resources\. Name a template, a folder of templates, or a cloud assembly\.$/],
  ['a.json', '[]', /a\.json: this is no template/],
  ['a.yaml', '', /a\.yaml: this is no template/],
])('a file that is named has to be a template: %s', (name, text, message) => {
  expect(() => readTemplates([write(name, text)])).toThrow(message);
});

test('a folder has to have a template, and a file to be there', () => {
  expect(() => readTemplates([folder])).toThrow(/there is no template in this folder\. /);
  expect(() => readTemplates([path.join(folder, 'gone.yaml')])).toThrow(/gone\.yaml: there is no such file or folder\. /);
});

test('a nested stack knows its parent, and is read once for each stack that it is', () => {
  const parent = write('parent.yaml', `
Resources:
  One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml, Parameters: { Mode: Active }, Tags: [{ Key: team, Value: a }] } }
  Two: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Remote: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://s3.amazonaws.com/b/child.yaml } }
  Gone: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: gone.yaml } }
  Map: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt One.Outputs.Arn } }
`);
  write('child.yaml', `
Parameters: { Mode: { Type: String, Default: PassThrough } }
Resources:
  F: { Type: AWS::Lambda::Function, Properties: { TracingConfig: { Mode: !Ref Mode } } }
  Q: { Type: AWS::SQS::Queue }
Outputs: { Arn: { Value: !GetAtt Q.Arn } }
`);
  expect(names(folder)).toEqual(['parent.yaml', 'child.yaml', 'child.yaml']);
  const workload = Workload._of(readTemplates([parent]));
  expect(workload.stacks).toHaveLength(1);
  const [one, two] = workload.ofType('AWS::Lambda::Function');
  expect(one.property('TracingConfig.Mode').text).toBe('Active');
  expect(one.stackTags).toEqual(['team']);
  expect(two.property('TracingConfig.Mode').isUnknown).toBe(true);
  expect(workload.ofType('AWS::Lambda::EventSourceMapping')[0].property('EventSourceArn').targets('AWS::SQS::Queue')).toEqual([workload.ofType('AWS::SQS::Queue')[0]]);
});

test('templates nested in each other are read', () => {
  write('a.yaml', 'Resources: { B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: b.yaml } } }\n');
  write('b.yaml', 'Resources: { A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml } } }\n');
  expect(names(folder)).toEqual(['a.yaml', 'b.yaml']);
});

test('findings are about what the author wrote', () => {
  const file = write('sam.yaml', `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 9
      AutoPublishAlias: live
  Fn::ForEach::Queues:
    - Name
    - [A, B]
    - Queue\${Name}: { Type: AWS::SQS::Queue }
`);
  const [unit] = readTemplates([file]);
  const name = path.relative(process.cwd(), file);
  expect(unit).toMatchObject({ path: name, stage: '', file });
  expect(unit.pathOf('OrdersAliaslive')).toBe(`${name}/Orders`);
  expect(unit.pathOf('QueueB')).toBe(`${name}/Fn::ForEach::Queues`);
  expect(positionOf(file, 'Orders')).toEqual({ line: 3, column: 3 });
  expect(positionOf(file, 'OrdersAliaslive')).toEqual({ line: 3, column: 3 });
  expect(positionOf(file, 'Orders', 'Properties.Timeout')).toEqual({ line: 6, column: 7 });
  expect(positionOf(file, 'Orders', 'Properties.Timeout.Deeper')).toEqual({ line: 6, column: 7 });
  expect(positionOf(file, 'Orders', 'Properties.TracingConfig.Mode')).toEqual({ line: 3, column: 3 });
  expect(positionOf(file, 'QueueA')).toEqual({ line: 8, column: 3 });
  expect(positionOf(file, '', 'Resources')).toEqual({ line: 2, column: 1 });
  expect(positionOf(file, '')).toEqual({ line: 1, column: 1 });
  expect(positionOf(file, 'Nowhere')).toBeUndefined();
});

test('a byte order mark is no part of a template', () => {
  const files = [write('a.yaml', '\uFEFFResources: { A: { Type: B } }\n'), write('b.json', '\uFEFF{"Resources": {}}')];
  expect(readTemplates(files).map(({ template }) => template.Resources)).toEqual([{ A: { Type: 'B' } }, {}]);
});

test('a file that changed is read anew', () => {
  const file = write('a.yaml', 'Resources:\n  A: { Type: B }\n');
  readTemplates([file]);
  expect(positionOf(file, 'A')).toEqual({ line: 2, column: 3 });
  write('a.yaml', '# a comment\nResources:\n  A: { Type: B }\n');
  readTemplates([file]);
  expect(positionOf(file, 'A')).toEqual({ line: 3, column: 3 });
});
