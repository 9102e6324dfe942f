import type { ChangePath, DocumentParameter, Recipe, Step } from './recipe';
import { call } from './recipe';

/** Who is asked before anything is changed, and how. */
export interface Approval {
  /** ARNs of users and roles. */
  readonly approvers: readonly string[];
  readonly needed: number;
  readonly timeoutSeconds: number;
  readonly topicArn?: string;
}

export interface AutomationDocument {
  readonly schemaVersion: '0.3';
  readonly description: string;
  readonly assumeRole: string;
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly mainSteps: readonly Step[];
  readonly outputs: readonly string[];
}

const READ_BEFORE = 'readBefore';
const READ_AFTER = 'readAfter';
/** Where a text in a document of ours quotes what was read at the beginning. */
export const BEFORE = (output: string) => `{{ ${READ_BEFORE}.${output} }}`;

const ASSUME_ROLE = 'AutomationAssumeRole';

/** The parameters that every document of ours has. */
export function commonParameters(roleArn: string): Record<string, DocumentParameter> {
  return {
    [ASSUME_ROLE]: { type: 'AWS::IAM::Role::Arn', description: 'The role that the automation runs with.', default: roleArn },
    DryRun: { type: 'String', description: 'With true nothing is changed and nobody is asked: the step that plans shows what would be done.', default: 'true', allowedValues: ['true', 'false'] },
    Reason: { type: 'String', description: 'Why, for the approver and for later; 3 to 400 characters.', allowedPattern: '^[\\x20-\\x7E]{3,400}$' },
  };
}

/**
 * The document of a recipe: read, check, plan; a dry run ends here; ask for approval, change, wait, read again. What fails after the approval is recorded as well: the
 * state is read, and the execution has failed.
 */
export function changeDocument(recipe: Recipe, approval: Approval, roleArn: string): AutomationDocument {
  const { state, looks = [], guards, paths } = recipe;
  const read = (name: string): Step => ({ name, action: 'aws:executeAwsApi', inputs: call(state), outputs: state.outputs, timeoutSeconds: 120, maxAttempts: 3 });
  const ways = paths.map((path, index) => stepsOf(path, paths.length === 1 ? '' : String(index + 1), approval, recipe.title));
  return {
    schemaVersion: '0.3',
    description: recipe.title,
    assumeRole: `{{ ${ASSUME_ROLE} }}`,
    parameters: { ...commonParameters(roleArn), ...recipe.parameters },
    variables: { Plan: { type: 'String', default: 'nothing' } },
    mainSteps: [
      read(READ_BEFORE),
      ...looks,
      ...guards.map(({ check }) => check),
      ...paths.length === 1 ? [] : [choiceOf(paths, ways)],
      ...ways.flat(),
      { ...read(READ_AFTER), isEnd: true },
      ...guards.flatMap(({ refusal }) => refusal ?? []),
    ],
    outputs: [READ_BEFORE, READ_AFTER].flatMap(step => state.outputs.map(({ Name }) => `${step}.${Name}`)),
  };
}

function choiceOf(paths: readonly ChangePath[], ways: readonly (readonly Step[])[]): Step {
  const Choices = paths.flatMap(({ when }, index) => when ? [{ NextStep: ways[index][0].name, ...when }] : []);
  return { name: 'choosePath', action: 'aws:branch', inputs: { Choices, Default: ways[ways.length - 1][0].name } };
}

function stepsOf(path: ChangePath, suffix: string, approval: Approval, title: string): Step[] {
  const { plan, looks = [], steps } = path;
  const approve = `approve${suffix}`;
  return [
    ...looks,
    { name: `plan${suffix}`, action: 'aws:updateVariable', inputs: { Name: 'variable:Plan', Value: plan } },
    {
      name: `dryRunEnds${suffix}`, action: 'aws:branch', isEnd: true,
      inputs: { Choices: [{ NextStep: approve, Variable: '{{ DryRun }}', StringEquals: 'false' }] },
    },
    {
      name: approve, action: 'aws:approve', timeoutSeconds: approval.timeoutSeconds, onFailure: 'Abort',
      inputs: {
        ...approval.topicArn === undefined ? {} : { NotificationArn: approval.topicArn },
        Message: `${title}: ${plan} Reason: {{ Reason }}`,
        MinRequiredApprovals: approval.needed,
        Approvers: approval.approvers,
      },
    },
    ...steps.map((step, index) => afterApproval(step, index === steps.length - 1)),
  ];
}

/** What fails, or is cancelled while it waits, still has the state recorded. */
function afterApproval(step: Step, isLast: boolean): Step {
  const isWaiting = step.action === 'aws:waitForAwsResourceProperty';
  return {
    ...step, isCritical: true, onFailure: `step:${READ_AFTER}`,
    ...isWaiting ? { onCancel: `step:${READ_AFTER}` } : {},
    ...isLast ? { nextStep: READ_AFTER } : {},
  };
}
