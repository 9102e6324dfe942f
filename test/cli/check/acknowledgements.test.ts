import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { OperationalExcellenceChecks } from '../../../src';
import { cli, findings, only, TWO_RULES, Workspace } from './command';

process.env.CDK_VALIDATION = 'false';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
  workspace.remove();
});

const log = (metadata: string) => `Resources:\n  Log:\n    Type: AWS::Logs::LogGroup\n    Metadata:\n${metadata.split('\n').map(line => `      ${line}`).join('\n')}\n`;
const own = (entry: string) => log(`cdk-pillars:\n  acknowledge:\n    - ${entry}`);
const nag = (entry: string) => log(`cdk_nag:\n  rules_to_suppress:\n    - ${entry}`);

test.each([
  ['an id', own('{ id: OE-LogRetention, reason: why }'), 'why'],
  ['an id with its pack', own('{ id: "OperationalExcellence::OE-LogRetention", reason: why }'), 'why'],
  ['a day to come', own('{ id: OE-LogRetention, reason: why, until: 2027-03-31 }'), 'why (until 2027-03-31)'],
  ['the last day', own('{ id: OE-LogRetention, reason: why, until: 2026-12-01 }'), 'why (until 2026-12-01)'],
  ['cdk_nag', nag('{ id: OE-LogRetention, reason: why }'), 'why'],
  ['cdk_nag, encoded', nag(`{ id: OE-LogRetention, reason: ${Buffer.from('why ü').toString('base64')}, is_reason_encoded: true }`), 'why ü'],
  ['the whole template', 'Metadata: { cdk-pillars: { acknowledge: [{ id: OE-LogRetention, reason: why }] } }\nResources: { Log: { Type: AWS::Logs::LogGroup } }\n', 'why'],
])('an acknowledgement holds by %s', (_, template, reason) => {
  workspace.write('a.yaml', template);

  expect(findings('a.yaml', ...TWO_RULES, '--as-of', '2026-12-01')).toMatchObject([{ id: 'OE-LogRetention', acknowledged: reason, fails: false }]);
  expect(cli('check', 'a.yaml', ...TWO_RULES, '--as-of', '2026-12-01')).toEqual({
    code: 0, err: '', out: `Accepted\n  OE-LogRetention\n                a.yaml/Log\n                ${reason}\n\nChecked       1 template, 1 resource\nFindings      1 accepted; none fails\n`,
  });
});

test.each([
  ['it is expired', own('{ id: OE-LogRetention, reason: why, until: 2026-11-30 }')],
  ['it is about another rule', own('{ id: OE-LambdaTracing, reason: why }')],
  ['it is about another finding of the rule', own('{ id: "OE-LogRetention[x]", reason: why }')],
  ['it is about a rule of another pack', nag('{ id: AwsSolutions-L1 }')],
])('a finding fires where %s', (_, template) => {
  workspace.write('a.yaml', template);
  expect(findings('a.yaml', ...TWO_RULES, '--as-of', '2026-12-01')).toMatchObject([{ id: 'OE-LogRetention', fails: true }]);
});

test('a resource of SAM is acknowledged with all that it makes', () => {
  workspace.write('sam.yaml', `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Metadata: { cdk-pillars: { acknowledge: [{ id: OE-LambdaTracing, reason: why }] } }
`);
  expect(findings('sam.yaml', ...TWO_RULES)).toMatchObject([{ acknowledged: 'why' }]);
});

test.each([
  [own('{ id: OE-LogRetention }'), /^a\.yaml:7:\d+: the acknowledgement of OE-LogRetention has no reason\. Write it as/],
  [own('{ id: OE-LogRetention, reason: " " }'), /has no reason/],
  [nag('{ id: OE-LogRetention }'), /^a\.yaml:7:\d+: the acknowledgement of OE-LogRetention has no reason/],
  [own('{ reason: why }'), /^a\.yaml:7:\d+: the acknowledgement has no id/],
  [own('{ id: OE-LogRetenton, reason: why }'), /there is no rule 'OE-LogRetenton' to acknowledge \(did you mean 'OE-LogRetention'/],
  [own('{ id: OE-LogRetention, reason: why, until: soon }'), /'soon' is no day until which OE-LogRetention is acknowledged/],
])('%j is refused, with file and line', (template, message) => {
  workspace.write('a.yaml', template);
  const { code, out, err } = cli('check', 'a.yaml');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});

describe('of an app', () => {
  function synthesize(enforced: boolean): void {
    const app = new cdk.App({ outdir: path.join(workspace.folder, 'cdk.out') });
    const shop = new cdk.Stack(app, 'Shop');
    new cdk.aws_logs.CfnLogGroup(shop, 'Open');
    const accepted = new cdk.aws_logs.LogGroup(shop, 'Accepted', { retention: cdk.aws_logs.RetentionDays.INFINITE });
    cdk.Validations.of(accepted).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'kept for the law' });
    const prod = new cdk.Stage(app, 'Prod');
    new cdk.aws_logs.CfnLogGroup(new cdk.Stack(prod, 'Inner'), 'Log');
    cdk.Validations.of(prod).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'of the stage' });
    if (enforced) OperationalExcellenceChecks.enforce(app);
    try {
      app.synth();
    } catch {
      // Findings fail synthesis, after all is written.
    }
  }
  const found = () => findings('cdk.out', ...only('OE-LogRetention')).map(({ path: construct, acknowledged, file }) => [construct, acknowledged, file]);

  test('those of constructs and stacks are in the assembly', () => {
    synthesize(false);
    expect(found()).toEqual([
      ['Prod/Inner/Log', undefined, expect.stringMatching(/^cdk\.out\/assembly-Prod\/ProdInner.*\.template\.json$/)],
      ['Shop/Open', undefined, 'cdk.out/Shop.template.json'],
      ['Shop/Accepted/Resource', 'kept for the law', 'cdk.out/Shop.template.json'],
    ]);
  });

  test('those of Stages are told by the packs, where the app has them', () => {
    synthesize(true);
    expect(found()).toEqual([
      ['Prod/Inner/Log', 'of the stage', expect.anything()],
      ['Shop/Open', undefined, expect.anything()],
      ['Shop/Accepted/Resource', 'kept for the law', expect.anything()],
    ]);
  });
});
