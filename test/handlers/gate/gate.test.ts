import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { SSMClient } from '@aws-sdk/client-ssm';
import { answerGate } from '../../../handlers/gate/gate';
import { GATE_CONDITIONS, type GateConditions } from '../../../src/core/schemas/private/gate';
import { AwsServer } from './aws-server';

let aws: AwsServer;
let clients: Parameters<typeof answerGate>[2];

beforeAll(async () => {
  aws = await AwsServer.start();
  const options = { endpoint: aws.endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' }, maxAttempts: 1 };
  clients = {
    ssm: new SSMClient(options), cloudWatch: new CloudWatchClient(options),
    codeDeploy: new CodeDeployClient(options), codePipeline: new CodePipelineClient(options),
  };
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.calls.length = 0;
  aws.replies = {};
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
});

const OPEN = { State: 'OPEN', AtTime: '2026-11-21T10:00:00Z', NextTransitionTime: '2026-12-18T17:00:00Z' };
const CLOSED = { State: 'CLOSED', AtTime: '2026-12-20T10:00:00Z', NextTransitionTime: '2027-01-04T05:00:00Z' };
const all: GateConditions = { calendars: ['freeze'], alarms: ['shop-budget'], rollbackAlarms: ['shop-errors'] };

function alarms(states: { [name: string]: string }, composite: { [name: string]: string } = {}): object {
  const listed = (of: object) => Object.entries(of).map(([AlarmName, StateValue]) => ({ AlarmName, StateValue }));
  return { MetricAlarms: listed(states), CompositeAlarms: listed(composite) };
}

function ask(event: unknown, conditions: unknown = all): Promise<any> {
  return answerGate(event, { [GATE_CONDITIONS]: JSON.stringify(conditions) }, clients);
}

const HEALTHY = { GetCalendarState: OPEN, DescribeAlarms: alarms({ 'shop-budget': 'OK', 'shop-errors': 'INSUFFICIENT_DATA' }) };

describe('conditions', () => {
  test('is open when every calendar is, and no alarm is in ALARM', async () => {
    aws.replies = HEALTHY;
    expect(await ask({})).toEqual({ open: true, reason: 'freeze is open; shop-budget is not in ALARM; shop-errors is not in ALARM' });
    expect(aws.called('GetCalendarState')).toEqual([{ CalendarNames: ['freeze'] }]);
    expect(aws.called('DescribeAlarms')).toEqual([{ AlarmNames: ['shop-budget', 'shop-errors'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100 }]);
  });

  test('asks nobody without conditions', async () => {
    expect(await ask({}, { calendars: [], alarms: [], rollbackAlarms: [] })).toEqual({ open: true, reason: 'there is no condition' });
    expect(aws.calls).toEqual([]);
  });

  test('names each calendar that is closed, and until when', async () => {
    aws.replies = { ...HEALTHY, GetCalendarState: ({ CalendarNames: [name] }) => name === 'freeze' ? CLOSED : OPEN };
    expect(await ask({}, { ...all, calendars: ['hours', 'freeze'] })).toEqual({ open: false, reason: 'the change calendar freeze is CLOSED until 2027-01-04T05:00:00Z' });
  });

  test.each<[string, object, string]>([
    ['an alarm in ALARM', alarms({ 'shop-budget': 'ALARM', 'shop-errors': 'OK' }), 'the alarm shop-budget is in ALARM'],
    ['a composite alarm in ALARM', alarms({ 'shop-errors': 'OK' }, { 'shop-budget': 'ALARM' }), 'the alarm shop-budget is in ALARM'],
    ['a rollback alarm in ALARM', alarms({ 'shop-budget': 'OK', 'shop-errors': 'ALARM' }), 'the alarm shop-errors is in ALARM'],
    ['an alarm that is not there', alarms({ 'shop-errors': 'OK' }), 'there is no alarm shop-budget'],
  ])('is closed for %s', async (_, reply, reason) => {
    aws.replies = { ...HEALTHY, DescribeAlarms: reply };
    expect(await ask({})).toEqual({ open: false, reason });
  });

  test('a rollback alarm may be made together with what is deployed', async () => {
    aws.replies = { ...HEALTHY, DescribeAlarms: alarms({ 'shop-budget': 'OK' }) };
    expect(await ask({})).toMatchObject({ open: true });
  });

  test('tells every reason at once', async () => {
    aws.replies = { GetCalendarState: CLOSED, DescribeAlarms: alarms({ 'shop-budget': 'ALARM' }) };
    expect((await ask({})).reason).toBe('the change calendar freeze is CLOSED until 2027-01-04T05:00:00Z; the alarm shop-budget is in ALARM');
  });
});

describe('fails safe', () => {
  test.each<[string, AwsServer['replies'], RegExp]>([
    ['a calendar that is not there', { GetCalendarState: { error: 'InvalidDocument' } }, /^the change calendar freeze cannot be asked: InvalidDocument/],
    ['no permission for the calendar', { GetCalendarState: { error: 'AccessDeniedException' } }, /^the change calendar freeze cannot be asked: AccessDeniedException/],
    ['throttled alarms', { DescribeAlarms: { error: 'ThrottlingException' } }, /^the alarms shop-budget, shop-errors cannot be asked: ThrottlingException/],
    ['an error of the service', { DescribeAlarms: { error: 'InternalServiceFault', status: 500 } }, /^the alarms shop-budget, shop-errors cannot be asked: InternalServiceFault/],
    ['a connection that breaks', { GetCalendarState: 'hang up' }, /^the change calendar freeze cannot be asked: /],
    ['a calendar without a state', { GetCalendarState: { AtTime: '2026-11-21T10:00:00Z' } }, /^the change calendar freeze is in no state$/],
  ])('is closed for %s', async (_, replies, reason) => {
    aws.replies = { ...HEALTHY, ...replies };
    expect(await ask({})).toEqual({ open: false, reason: expect.stringMatching(reason) });
  });

  test.each<[string, string | undefined]>([
    ['no conditions', undefined], ['conditions that are no JSON', '{'], ['null', 'null'], ['lists that are none', '{"calendars":"freeze","alarms":[],"rollbackAlarms":[]}'],
    ['a list that is missing', '{"calendars":[],"alarms":[]}'],
  ])('is closed for %s', async (_, text) => {
    expect(await answerGate({}, { [GATE_CONDITIONS]: text }, clients)).toEqual({ open: false, reason: expect.stringMatching(/^GATE_CONDITIONS cannot be read: /) });
    expect(aws.calls).toEqual([]);
  });
});

describe('CodeDeploy', () => {
  const event = { DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: 'eyJlbmMiOi' };
  const report = (status: string) => [{ deploymentId: 'd-ABCDEF123', lifecycleEventHookExecutionId: 'eyJlbmMiOi', status }];

  test('is told that the deployment may go on', async () => {
    aws.replies = { ...HEALTHY, GetDeployment: { deploymentInfo: { creator: 'CloudFormation' } } };
    await ask(event);
    expect(aws.called('PutLifecycleEventHookExecutionStatus')).toEqual(report('Succeeded'));
  });

  test('is told that it may not', async () => {
    aws.replies = { ...HEALTHY, GetCalendarState: CLOSED };
    await ask(event);
    expect(aws.called('PutLifecycleEventHookExecutionStatus')).toEqual(report('Failed'));
  });

  test.each<[string, object]>([
    ['CodeDeploy', { creator: 'codeDeployRollback' }],
    ['CloudFormation', { creator: 'CloudFormationRollback' }],
    ['somebody by hand', { creator: 'user', rollbackInfo: { rollbackTriggeringDeploymentId: 'd-OLD' } }],
  ])('a deployment by which %s takes a change back passes unasked', async (_, deploymentInfo) => {
    aws.replies = { GetDeployment: { deploymentInfo }, GetCalendarState: CLOSED };
    await ask(event);
    expect(aws.called('PutLifecycleEventHookExecutionStatus')).toEqual(report('Succeeded'));
    expect(aws.called('GetCalendarState')).toEqual([]);
  });

  test('a deployment that cannot be asked for counts as no rollback', async () => {
    aws.replies = { GetDeployment: { error: 'DeploymentDoesNotExistException' }, GetCalendarState: CLOSED };
    await ask(event);
    expect(aws.called('PutLifecycleEventHookExecutionStatus')).toEqual(report('Failed'));
  });

  test('an answer that does not get through is an error, so that Lambda tries again', async () => {
    aws.replies = { ...HEALTHY, PutLifecycleEventHookExecutionStatus: { error: 'ThrottlingException' } };
    await expect(ask(event)).rejects.toThrow('ThrottlingException');
  });
});

describe('CodePipeline', () => {
  const event = { 'CodePipeline.job': { id: 'c0d76431-b0e7', accountId: '123456789012', data: { actionConfiguration: { configuration: { FunctionName: 'gate' } } } } };

  test('is told that the stage may be entered', async () => {
    aws.replies = HEALTHY;
    await ask(event);
    expect(aws.called('PutJobSuccessResult')).toEqual([{ jobId: 'c0d76431-b0e7', executionDetails: { summary: expect.stringContaining('freeze is open') } }]);
    expect(aws.called('PutJobFailureResult')).toEqual([]);
  });

  test('is told why it may not', async () => {
    aws.replies = { ...HEALTHY, DescribeAlarms: alarms({ 'shop-budget': 'ALARM' }) };
    await ask(event);
    expect(aws.called('PutJobFailureResult')).toEqual([{ jobId: 'c0d76431-b0e7', failureDetails: { type: 'JobFailed', message: 'the alarm shop-budget is in ALARM' } }]);
    expect(aws.called('PutJobSuccessResult')).toEqual([]);
  });

  test('a reason is no longer than a job takes', async () => {
    const names = Array.from({ length: 90 }, (_, index) => `${'long-name-'.repeat(8)}${index}`);
    aws.replies = { DescribeAlarms: alarms({}) };
    await ask(event, { calendars: [], alarms: names, rollbackAlarms: [] });
    expect(aws.called('PutJobFailureResult')[0].failureDetails.message).toHaveLength(5_000);
  });
});

describe('others', () => {
  const hook = { executionId: 'a01ee3ea', lifecycleStage: 'PRE_SCALE_UP', resourceArn: 'arn:aws:ecs:eu-central-1:123456789012:service-deployment/main/shop/hH2bXj' };
  const extension = { InvocationId: 'o2xbtm7', Type: 'PreStartDeployment', Application: { Id: 'abcd123' }, Environment: { Id: 'dcba321' } };

  test.each<[string, object, unknown, unknown]>([
    ['ECS', hook, { hookStatus: 'SUCCEEDED' }, { hookStatus: 'FAILED' }],
    ['AppConfig', extension, undefined, { Error: 'BadRequestError', Message: 'the change calendar freeze is CLOSED until 2027-01-04T05:00:00Z' }],
  ])('%s gets what it expects', async (_, event, whenOpen, whenClosed) => {
    aws.replies = HEALTHY;
    expect(await ask(event)).toEqual(whenOpen);
    aws.replies = { ...HEALTHY, GetCalendarState: CLOSED };
    expect(await ask(event)).toEqual(whenClosed);
  });

  test.each<[string, unknown]>([['nothing', undefined], ['null', null], ['a text', 'deploy'], ['a job without an id', { 'CodePipeline.job': {} }]])('an event of %s gets the answer itself', async (_, event) => {
    aws.replies = HEALTHY;
    expect(await ask(event)).toMatchObject({ open: true });
  });
});
