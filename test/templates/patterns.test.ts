import * as fs from 'fs';
import * as path from 'path';
import { aws_ecs_patterns as patterns } from 'aws-cdk-lib';
import { readTemplates } from '../../cli/templates/read-templates';
import type { Finding } from '../../src/rules/finding';
import type { TemplateUnit } from '../../src/rules/private/template-unit';
import { ecsPatterns, ecsPatternUnit } from '../support/ecs-patterns';
import { type ErrorFindings, errorFindings, writeErrorFindings } from '../support/error-findings';
import { findingsOf } from '../support/judged-templates';

const FIXTURES = path.join(__dirname, 'solutions-constructs');
const CORPUS = path.join(__dirname, '../cli/templates/corpus');
const REVIEWED = path.join(__dirname, 'error-findings.json');

const reviewed: ErrorFindings = JSON.parse(fs.readFileSync(REVIEWED, 'utf8'));
const fixtures = fs.readdirSync(FIXTURES).filter(file => file.endsWith('.json')).sort();
const corpus = [...new Set(readTemplates([CORPUS]).map(({ file }) => path.relative(CORPUS, file!)))];
const found: Finding[] = [];

/** What is found, and that it is found again, and that no rule breaks over it. */
function judged(units: () => TemplateUnit[]): Finding[] {
  const findings = findingsOf(units());
  expect(findings.filter(({ id }) => id.endsWith('[broken]'))).toEqual([]);
  expect(JSON.stringify(findingsOf(units()))).toBe(JSON.stringify(findings));
  return findings;
}

test('there are many fixtures', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(50);
});

test('every pattern of aws-ecs-patterns is judged', () => {
  expect(ecsPatterns).toEqual(Object.keys(patterns).filter(name => /(Service|Task)$/.test(name)).sort());
});

test.each(fixtures)('%s is judged', file => {
  found.push(...judged(() => readTemplates([path.join(FIXTURES, file)])));
});

test.each(ecsPatterns)('%s is judged', name => {
  const unit = ecsPatternUnit(name);
  found.push(...judged(() => [unit]));
});

test('nothing is found of what the CDK adds to drain instances', () => {
  const findings = findingsOf([ecsPatternUnit('ScheduledEc2Task')]);

  expect(findings.filter(({ logicalId }) => /Drain(ECS)?Hook(Function|Topic|Role)/.test(logicalId))).toEqual([]);
});

test.each(corpus)('%s of the corpus is judged', file => {
  found.push(...judged(() => readTemplates([path.join(CORPUS, file)])));
});

// With REVIEWED=rewrite the list is written anew, for the diff to be reviewed.
test('all findings of level error have been reviewed', () => {
  const listed = errorFindings(found, reviewed);
  if (process.env.REVIEWED === 'rewrite') writeErrorFindings(REVIEWED, listed);
  const list: ErrorFindings = JSON.parse(fs.readFileSync(REVIEWED, 'utf8'));

  expect(listed).toEqual(list);
  expect(Object.entries(list).filter(([, { reviewed: why }]) => why === '')).toEqual([]);
});
