import { execFileSync } from 'child_process';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

/** Runs in a process of its own: the modules that this one has loaded would hide what the packs load. */
const PROGRAM = `
  process.env.CDK_VALIDATION = 'false';
  const loaded = pattern => Object.keys(require.cache).map(file => pattern.exec(file)?.[1]).filter(Boolean).sort();
  const look = () => ({ rules: loaded(/((?:OE|PE)-\\w+)\\.ts$/), kinds: loaded(/signals[\\\\/]kinds[\\\\/]([a-z0-9-]+)\\.ts$/) });
  const seen = {};

  const { App, Stack, aws_sqs } = require('aws-cdk-lib');
  const { OperationalExcellenceChecks, PerformanceEfficiencyChecks, FailOn } = require('./src/index.ts');
  new OperationalExcellenceChecks().ruleIds;
  new PerformanceEfficiencyChecks().ruleIds;
  seen.packs = look();

  const bare = new App();
  new aws_sqs.CfnQueue(new Stack(bare, 'Stack'), 'Queue');
  OperationalExcellenceChecks.enforce(bare, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(bare, { failOn: FailOn.NONE });
  console.error = () => undefined;
  bare.synth();
  seen.judged = look();
  console.log(JSON.stringify(seen));
`;

interface Loaded { readonly rules: string[]; readonly kinds: string[] }

let seen: Record<'packs' | 'judged', Loaded>;

beforeAll(() => {
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', PROGRAM], { cwd: ROOT, encoding: 'utf-8' });
  seen = JSON.parse(output.trim().split('\n').pop()!);
});

test('a rule is loaded for a resource of its type, and not before', () => {
  expect(seen.packs.rules).toEqual([]);
  expect(seen.judged.rules).toContain('OE-QueueHasDlq');
  expect(seen.judged.rules).toContain('PE-SqsVisibility');
  expect(seen.judged.rules).not.toContain('OE-LambdaTracing');
  expect(seen.judged.rules).not.toContain('PE-CloudFrontHttp3');
});

test('judging loads no kind of the signal catalogue', () => {
  expect(seen.judged.rules).toContain('OE-QueueAlarmed');
  expect(seen.judged.kinds).toEqual([]);
});
