import * as path from 'path';
import { positionOf } from '../../../cli/templates/position-of';
import { readTemplates } from '../../../cli/templates/read-templates';
import { Workload } from '../../../src/rules/workload';
import { findingsOf } from '../../support/judged-templates';

const folder = path.join(__dirname, 'corpus');
const files = [...new Set(readTemplates([folder]).map(({ file }) => file!))];

const findings = (targets: readonly string[]) => findingsOf(readTemplates(targets));

test('there are many templates', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
});

test.each(files.map(file => [path.relative(folder, file), file]))('%s is judged', (_, file) => {
  const found = findings([file]);

  expect(found.filter(({ id }) => id.endsWith('[broken]'))).toEqual([]);
  expect(JSON.stringify(findings([file]))).toBe(JSON.stringify(found));
  for (const { stackPath, logicalId, location } of found) {
    const name = path.relative(process.cwd(), file);
    expect({ stackPath, logicalId, position: stackPath !== name || positionOf(file, logicalId, location) !== undefined })
      .toEqual({ stackPath, logicalId, position: true });
  }
});

test('no resource of SAM is left that the transform makes something of', () => {
  const workload = Workload._of(readTemplates(files));
  expect(workload.resourceTypes.filter(type => type.startsWith('AWS::Serverless::'))).toEqual([]);
});

test('all together are judged alike twice', () => {
  const found = findings([folder]);

  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(({ id }) => id.endsWith('[broken]'))).toEqual([]);
  expect(JSON.stringify(findings([folder]))).toBe(JSON.stringify(found));
});
