import { cli, findings, only, TEMPLATE, TWO_RULES, Workspace } from './command';

let workspace: Workspace;
beforeEach(() => { workspace = new Workspace(); });
afterEach(() => workspace.remove());

const briefly = (...args: string[]) => findings(...args).map(({ id, path, file, line }) => `${id} ${path} ${file}:${line}`);

test('findings are printed by resource, with what to do and the counts', () => {
  workspace.write('a.yaml', TEMPLATE);

  expect(cli('check', 'a.yaml', ...TWO_RULES)).toEqual({
    code: 1,
    err: '',
    out: `a.yaml/Log   a.yaml:5:3
  error       OE-LogRetention: The retention is not set, so that events never
              expire.

a.yaml/Handler   a.yaml:9:36
  warning     OE-LambdaTracing: The tracing mode is PassThrough.

What to do
  OE-LambdaTracing
                Set tracing: lambda.Tracing.ACTIVE, or add an OpenTelemetry
                layer.
  OE-LogRetention
                Set retention of the log group, or logRetention of
                ecs.LogDrivers.awsLogs, to logs.RetentionDays.THREE_MONTHS, or
                as long as somebody may ask for the events.

Checked       1 template, 3 resources
Findings      1 error, 1 warning; 1 fails
              cdk-pillars explain OE-LambdaTracing tells more, with examples
`,
  });
});

test('where nothing is found, that is said', () => {
  workspace.write('a.yaml', 'Resources: { Topic: { Type: AWS::SNS::Topic } }\n');
  expect(cli('check', 'a.yaml', ...TWO_RULES)).toEqual({ code: 0, out: 'Checked       1 template, 1 resource\nFindings      none\n', err: '' });
});

test.each([
  [['--fail-on', 'none'], 0],
  [['--fail-on', 'error'], 1],
  [['--fail-on', 'warning'], 1],
  [['--level', 'OE-LogRetention=warning'], 0],
  [['--level', 'OE-LogRetention=warning', '--level', 'OE-LambdaTracing=error'], 1],
  [['--disable', 'OE-LogRetention'], 0],
  [['--disable', 'OE-LogRetention', '--fail-on', 'warning'], 1],
  [['--exempt', 'a.yaml/L*'], 0],
  [['--exempt', '**', '--fail-on', 'warning'], 0],
  [['--pillar', 'performance-efficiency'], 0],
  [['--pillar', 'operational-excellence'], 1],
])('%j exits with %d', (options, code) => {
  workspace.write('a.yaml', TEMPLATE);
  expect(cli('check', 'a.yaml', ...TWO_RULES, ...options)).toMatchObject({ code, err: '' });
});

test('what only deployment can tell never fails', () => {
  workspace.write('a.yaml', 'Parameters: { Days: { Type: Number } }\nResources:\n  Log: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: !Ref Days } }\n');
  const options = ['a.yaml', ...TWO_RULES, '--fail-on', 'warning'];

  expect(cli('check', ...options).code).toBe(0);
  expect(findings(...options)).toMatchObject([{ id: 'OE-LogRetention[unresolved]', isUnresolved: true, fails: false }]);
  workspace.write('known.json', { version: 1, findings: [] });
  expect(cli('check', ...options, '--baseline', 'known.json').code).toBe(0);
});

test('strict rules are asked for, all or by id', () => {
  workspace.write('a.yaml', 'Resources: { Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [arn:aws:sns:eu-west-1:111111111111:on-call] } } }\n');
  const ids = (...options: string[]) => findings('a.yaml', '--pillar', 'operational-excellence', ...only(), ...options).map(({ id }) => id);

  expect(ids()).toEqual([]);
  expect(ids('--enable', 'OE-AlarmNoOkAction')).toEqual(['OE-AlarmNoOkAction']);
  expect(ids('--strict')).toEqual(expect.arrayContaining(['OE-AlarmNoOkAction', 'OE-AlarmSeverity']));
});

test('tags that are required are named', () => {
  workspace.write('a.yaml', 'Resources: { Queue: { Type: AWS::SQS::Queue } }\n');
  expect(findings('a.yaml', ...only('OE-RequiredTags'), '--required-tags', 'team, cost-centre').map(({ id }) => id)).toEqual(['OE-RequiredTags[team]', 'OE-RequiredTags[cost-centre]']);
});

test('the pattern of runbooks is taken', () => {
  workspace.write('a.yaml', 'Resources: { Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmDescription: see WIKI-12 } } }\n');
  expect(findings('a.yaml', ...only('OE-AlarmDescriptionRunbook'))).toHaveLength(1);
  expect(findings('a.yaml', ...only('OE-AlarmDescriptionRunbook'), '--runbook-pattern', 'WIKI-\\d+')).toEqual([]);
});

test('dated facts are judged as of a day', () => {
  workspace.write('a.yaml', 'Resources: { F: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x } } }\n');
  const ids = (day: string) => findings('a.yaml', ...only('OE-LambdaRuntimeSupported'), '--as-of', day).map(({ id }) => id);
  expect(ids('2025-01-01')).toEqual([]);
  expect(ids('2031-01-01')).toEqual(expect.arrayContaining(['OE-LambdaRuntimeSupported[outdated]']));
});

test('a folder is one workload: references between its templates count', () => {
  const queue = { Type: 'AWS::SQS::Queue' };
  workspace.write('t/queues.json', {
    Resources: { Main: queue, Dead: queue },
    Outputs: { Dead: { Value: { 'Fn::GetAtt': ['Dead', 'Arn'] }, Export: { Name: 'dead-arn' } } },
  });
  workspace.write('t/consumer.json', {
    Resources: { Other: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'dead-arn' }, maxReceiveCount: 3 } } } },
  });
  const options = only('OE-QueueHasDlq');

  const alone = briefly('t/queues.json', ...options);
  const together = briefly('t', ...options);
  expect(alone).toEqual(['OE-QueueHasDlq t/queues.json/Main t/queues.json:3', 'OE-QueueHasDlq t/queues.json/Dead t/queues.json:6']);
  expect(together).toEqual(['OE-QueueHasDlq t/queues.json/Main t/queues.json:3']);
  expect(briefly('t/queues.json', 't/consumer.json', ...options).sort()).toEqual(together);
});

test('a template that is nested twice is reported once', () => {
  workspace.write('parent.yaml', `Resources:
  One: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Two: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
`);
  workspace.write('child.yaml', TEMPLATE);
  expect(briefly('.', ...TWO_RULES)).toEqual(['OE-LogRetention child.yaml/Log child.yaml:5', 'OE-LambdaTracing child.yaml/Handler child.yaml:9']);
});

test('SAM is judged as what it makes, and pointed at where it is written', () => {
  workspace.write('sam.yaml', `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Tracing: PassThrough
`);
  expect(briefly('sam.yaml', ...TWO_RULES)).toEqual(['OE-LambdaTracing sam.yaml/Orders sam.yaml:3']);
});

test('it says the same at every run', () => {
  workspace.write('a.yaml', TEMPLATE);
  workspace.write('b/b.yaml', TEMPLATE);
  expect(cli('check', '.')).toEqual(cli('check', '.'));
});
