import { API_GRANTS } from '../../../src/delivery/private/automations/api-permissions';
import { runDocument, type Answers, type Run, type RunOptions } from '../../support/automation/run-document';
import { REFUSALS, SCENARIOS, type Scenario } from './scenarios';
import { renderedAutomations } from './synthesized-automations';

const { automations } = renderedAutomations();
const seen = new Map<string, Set<string>>();
const READING = /\.(Describe|Get|List)/;

function run(automation: string, options: RunOptions): Run {
  const result = runDocument(automations.get(automation)!.document, options);
  seen.set(automation, new Set([...seen.get(automation) ?? [], ...result.calls.map(({ api }) => api)]));
  return result;
}

const real = (scenario: Pick<Scenario, 'parameters'>) => ({ Reason: 'the alarm health is on', DryRun: 'false', ...scenario.parameters });
const changesOf = ({ calls }: Run) => calls.filter(({ api }) => !READING.test(api));
const wentThrough = ({ steps }: Run, action: string) => steps.filter(step => step.action === action);
const named = SCENARIOS.map(scenario => [`${scenario.automation}${scenario.title === undefined ? '' : ` (${scenario.title})`}`, scenario] as const);

test('every automation of ours is run', () => {
  expect(new Set(SCENARIOS.map(({ automation }) => automation))).toEqual(new Set([...automations.keys()].filter(name => name !== 'throttle-fully')));
});

describe.each(named)('%s', (_, scenario) => {
  const { automation, aws, parameters, changes, after } = scenario;

  test('a dry run says what it would do, asks nobody, and changes nothing', () => {
    const result = run(automation, { parameters: { Reason: 'trying it', ...parameters }, answers: aws() });

    expect(result.status).toBe('Success');
    expect(changesOf(result)).toEqual([]);
    expect(wentThrough(result, 'aws:approve')).toEqual([]);
    const [plan, ...more] = wentThrough(result, 'aws:updateVariable');
    expect(more).toEqual([]);
    expect(plan.inputs.Value).not.toContain('{{');
    expect(plan.inputs.Value.length).toBeGreaterThan(30);
  });

  test.each(['Rejected', 'TimedOut'] as const)('nothing is changed when approval is %s', approval => {
    const result = run(automation, { parameters: real(scenario), answers: aws(), approval });

    expect(result.status).toBe(approval);
    expect(changesOf(result)).toEqual([]);
  });

  test('an approved run changes this, waits, and records the state afterwards', () => {
    const result = run(automation, { parameters: real(scenario), answers: aws() });

    expect(result.steps.filter(({ status }) => status !== 'Success')).toEqual([]);
    expect(result.status).toBe('Success');
    expect(changesOf(result)).toEqual(changes);
    expect(wentThrough(result, 'aws:approve')).toHaveLength(1);
    expect(result.outputs).toMatchObject(Object.fromEntries(Object.entries(after).map(([name, value]) => [`readAfter.${name}`, value])));
    for (const value of Object.values(result.outputs)) expect(value).toBeDefined();
  });

  test('when AWS refuses the change, the run has failed, tried it once, and recorded the state', () => {
    const answers: Answers = { ...aws(), ...Object.fromEntries(changes.map(({ api }) => [api, () => { throw new Error('ThrottlingException'); }])) };
    const result = run(automation, { parameters: real(scenario), answers });

    expect(result.status).toBe('Failed');
    expect(changesOf(result)).toHaveLength(1);
    expect(result.steps.filter(({ status }) => status === 'Failed').map(({ message }) => message)).toEqual(['ThrottlingException']);
    expect(result.steps.at(-1)).toMatchObject({ name: 'readAfter', status: 'Success' });
    for (const value of Object.values(result.outputs)) expect(value).toBeDefined();
  });

  test('when the state cannot be read, nobody is asked', () => {
    const first = automations.get(automation)!.document.mainSteps[0].inputs;
    const result = run(automation, { parameters: real(scenario), answers: { ...aws(), [`${first.Service}.${first.Api}`]: () => { throw new Error('AccessDenied'); } } });

    expect(result.status).toBe('Failed');
    expect(result.calls).toHaveLength(3);
    expect(wentThrough(result, 'aws:approve')).toEqual([]);
  });
});

test.each(REFUSALS)('$automation refuses when $because, before anybody is asked', ({ automation, parameters, aws, message }) => {
  for (const DryRun of ['true', 'false']) {
    const result = run(automation, { parameters: { Reason: 'trying it', DryRun, ...parameters }, answers: aws() });

    expect(result.status).toBe('Failed');
    expect(changesOf(result)).toEqual([]);
    expect(wentThrough(result, 'aws:approve')).toEqual([]);
    expect(result.steps.at(-1)!.message).toMatch(message);
  }
});

test('what does not get well in time has timed out, with the state recorded', () => {
  const scenario = SCENARIOS.find(({ automation }) => automation === 'fail-over-aurora')!;
  let failedOver = false;
  const answers: Answers = {
    'rds.DescribeDBClusters': () => ({ DBClusters: [{ Status: failedOver ? 'failing-over' : 'available', DBClusterMembers: [{ DBInstanceIdentifier: 'a' }, { DBInstanceIdentifier: 'b' }] }] }),
    'rds.FailoverDBCluster': () => void (failedOver = true),
  };
  const result = run(scenario.automation, { parameters: real(scenario), answers });

  expect(result.status).toBe('TimedOut');
  expect(result.calls.length).toBeGreaterThan(100);
  expect(result.outputs).toMatchObject({ 'readBefore.Status': 'available', 'readAfter.Status': 'failing-over' });
});

test('a document of somebody else is run as it stands, with the approvers of the others', () => {
  const answers: Answers = { 'lambda.PutFunctionConcurrency': () => ({}) };

  expect(run('throttle-fully', { parameters: {}, answers, approval: 'Rejected' })).toMatchObject({ status: 'Rejected', calls: [] });
  expect(run('throttle-fully', { parameters: {}, answers }).calls).toEqual([{ api: 'lambda.PutFunctionConcurrency', args: { FunctionName: 'handler', ReservedConcurrentExecutions: 0 } }]);
  expect(automations.get('throttle-fully')!.document.mainSteps[0].inputs).toMatchObject({ Approvers: ['arn:aws:iam::123456789012:role/OnCall'], MinRequiredApprovals: 1 });
});

test.each([
  ['a reason that is too short', { Reason: 'x' }, /Reason does not match/],
  ['no reason', {}, /Reason is required/],
  ['a dry run that is neither', { Reason: 'why not', DryRun: 'maybe' }, /DryRun is none of/],
  ['a version that is none', { Reason: 'why not', Version: '$LATEST' }, /Version does not match/],
])('%s does not start', (_, parameters, message) => {
  expect(() => run('shift-alias-back', { parameters, answers: {} })).toThrow(message);
});

describe('the role of', () => {
  /** What documents do beside calls: sending to the topic for approvals. */
  const NOTIFYING = ['sns:Publish'];

  test.each([...automations.values()])('$name allows all that was seen, and nothing that was not', ({ name, statements }) => {
    const needed = new Set([...seen.get(name)!].flatMap(api => API_GRANTS[api]).filter(({ on, where }) => where === undefined || on.endsWith('-key') || on === 'function-version').map(({ action }) => action));
    const keyless = name === 'redrive-dead-letter-queue' ? ['kms:Decrypt'] : [];
    const expected = [...[...needed].filter(action => !action.startsWith('kms:')), ...keyless, ...NOTIFYING];

    expect(new Set(statements.flatMap(({ Action }) => Action))).toEqual(new Set(expected));
  });

  test.each([...automations.values()])('$name names what it may act on, where IAM knows a resource', ({ statements }) => {
    const unnamed = statements.filter(({ Resource }) => Resource.includes('*')).flatMap(({ Action }) => Action);

    expect(unnamed.filter(action => !/^(autoscaling:Describe|elasticloadbalancing:Describe)/.test(action))).toEqual([]);
    expect(statements.flatMap(({ Action }) => Action).filter(action => action.includes('*'))).toEqual([]);
  });

  test.each([...automations.values()])('$name is for Systems Manager in this account alone', ({ trust }) => {
    expect(trust.Statement).toEqual([{
      Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ssm.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    }]);
  });

  test('a redrive may take from the dead letters, and send to the queue only', () => {
    const { statements } = automations.get('redrive-dead-letter-queue')!;
    const on = (end: RegExp) => statements.filter(({ Resource }) => Resource.some(each => end.test(each))).flatMap(({ Action }) => Action).sort();

    expect(on(/:orders-dead$/)).toEqual(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ListMessageMoveTasks', 'sqs:ReceiveMessage', 'sqs:StartMessageMoveTask']);
    expect(on(/:orders$/)).toEqual(['sqs:SendMessage']);
    expect(on(/:key\//)).toEqual(['kms:Decrypt']);
  });
});
