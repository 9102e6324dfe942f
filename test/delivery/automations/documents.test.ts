import { API_GRANTS } from '../../../src/delivery/private/automations/api-permissions';
import { mayChange } from '../../../src/delivery/private/automations/user-document';
import { ACTIONS } from '../../support/automation/actions';
import { APIS } from '../../support/automation/apis';
import { documentFaults } from '../../support/automation/document-faults';
import { stepFlow } from '../../support/automation/step-flow';
import { synthesizedAutomations } from './synthesized-automations';

const { automations } = synthesizedAutomations();
const all = [...automations.values()];

test('every automation has a document', () => {
  expect([...automations.keys()].sort()).toEqual([
    'fail-over-aurora', 'flush-api-cache', 'invalidate-distribution', 'raise-instance-count', 'raise-reserved-concurrency', 'raise-table-capacity', 'raise-task-count',
    'reboot-cache-cluster', 'redrive-dead-letter-queue', 'restart-ecs-service', 'roll-back-ecs-service', 'scale-instances', 'scale-target-group', 'shift-alias-back',
    'throttle-fully', 'warm-cache',
  ]);
});

test.each(all)('$name is a document that Automation takes', ({ document }) => {
  expect(documentFaults(document)).toEqual([]);
});

test.each(all)('$name changes nothing on any way that has no approval', ({ document }) => {
  const { before } = stepFlow(document.mainSteps);
  const approvals = document.mainSteps.filter(({ action }: any) => action === 'aws:approve').map(({ name }: any) => name);
  const changing = document.mainSteps.filter(mayChange);

  expect(changing.length).toBeGreaterThan(0);
  for (const { name } of changing) expect([name, approvals.some((each: string) => before.get(name)!.has(each))]).toEqual([name, true]);
});

test.each(all.filter(({ name }) => name !== 'throttle-fully'))('$name runs dry by default, asks the approvers for a reason, and records the state before and after', ({ document }) => {
  const { parameters, outputs, mainSteps } = document;

  expect(parameters.DryRun).toMatchObject({ default: 'true', allowedValues: ['true', 'false'] });
  expect(parameters.Reason.default).toBeUndefined();
  for (const { inputs, timeoutSeconds } of mainSteps.filter(({ action }: any) => action === 'aws:approve')) {
    expect(inputs).toMatchObject({ Approvers: ['arn:aws:iam::123456789012:role/OnCall'], NotificationArn: 'arn:aws:sns:eu-west-1:123456789012:Automation-approvals', MinRequiredApprovals: 1 });
    expect(inputs.Message).toContain('{{ Reason }}');
    expect(timeoutSeconds).toBe(3_600);
  }
  const recorded = (step: string) => outputs.filter((output: string) => output.startsWith(`${step}.`)).length;
  expect(recorded('readBefore')).toBeGreaterThan(0);
  expect(recorded('readAfter')).toBe(recorded('readBefore'));
});

test('all calls that roles are made for are known to Boto3, but for the call of a function, which is an action of its own', () => {
  expect(Object.keys(API_GRANTS).filter(name => !Object.hasOwn(APIS, name))).toEqual(['lambda.Invoke']);
});

describe('the judge of documents finds', () => {
  const good = () => structuredClone(automations.get('restart-ecs-service')!.document);
  const step = (document: any, name: string) => document.mainSteps.find((each: any) => each.name === name);

  test.each<[string, (document: any) => void, RegExp]>([
    ['an unknown action', document => step(document, 'restart').action = 'aws:restartEcs', /no known action/],
    ['an unknown API', document => step(document, 'restart').inputs.Api = 'RestartService', /ecs\.RestartService is no known API/],
    ['an input that the API has not', document => step(document, 'restart').inputs.Service2 = 'x', /has no Service2/],
    ['an input of another type', document => step(document, 'restart').inputs.forceNewDeployment = 'yes', /has to be a boolean/],
    ['a missing input', document => delete step(document, 'restart').inputs.service, /needs service/],
    ['a selector of nothing', document => step(document, 'waitForTasks').inputs.PropertySelector = '$.services[0].rollout', /is nothing/],
    ['an output of another type', document => step(document, 'readBefore').outputs[0].Type = 'StringList', /is number/],
    ['a reference to no step', document => step(document, 'plan').inputs.Value = '{{ read.Count }}', /read\.Count, which is not there/],
    ['a reference to what a way does not pass', document => step(document, 'readAfter').inputs.services = ['{{ restart.DeploymentId }}'], /not there on every way/],
    ['a step that is never reached', document => document.mainSteps.push({ name: 'lost', action: 'aws:sleep', inputs: { Duration: 'PT1S' } }), /nothing leads to lost/],
    ['a jump to no step', document => step(document, 'dryRunEnds').inputs.Choices[0].NextStep = 'nowhere', /there is no step nowhere/],
    ['a failure that goes nowhere', document => step(document, 'restart').onFailure = 'step:nowhere', /onFailure cannot be/],
    ['a cancellation that goes to an approval', document => step(document, 'waitForTasks').onCancel = 'step:approve', /onCancel cannot be/],
    ['an operation that branches have not', document => step(document, 'dryRunEnds').inputs.Choices[0].Matches = 'x', /has the operations/],
    ['a comparison of two values', document => step(document, 'dryRunEnds').inputs.Choices[0].StringEquals = '{{ Reason }}', /no constant/],
    ['eleven approvers', document => step(document, 'approve').inputs.Approvers = Array(11).fill('x'), /more than 10/],
    ['a default that is not allowed', document => document.parameters.DryRun.default = 'maybe', /is not allowed/],
    ['two steps of one name', document => document.mainSteps.push(structuredClone(step(document, 'readAfter'))), /two steps are called readAfter/],
    ['too many bytes', document => document.description = 'x'.repeat(70_000), /too many/],
  ])('%s', (_, spoil, fault) => {
    const document = good();
    spoil(document);
    expect(documentFaults(document).join('\n')).toMatch(fault);
  });
});

test('every action has its source', () => {
  for (const { source } of Object.values(ACTIONS)) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/systems-manager\/.*automation-action-/);
});
