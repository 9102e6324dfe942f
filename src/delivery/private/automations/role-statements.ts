import { aws_iam as iam } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { complaint } from '../../../core/private/errors';
import { API_GRANTS, APPROVAL_GRANTS, type ApiResourceKind, type Grant } from './api-permissions';
import type { Step } from './recipe';

type Resources = Readonly<Partial<Record<ApiResourceKind, readonly string[]>>>;

const CALLING = new Set(['aws:executeAwsApi', 'aws:assertAwsResourceProperty', 'aws:waitForAwsResourceProperty']);

/** What the steps of a document call, as `<service>.<API>`, each once. */
export function callsOf(steps: readonly Step[]): string[] {
  const calls = steps.flatMap(({ action, inputs }) => {
    if (CALLING.has(action)) return [`${String(inputs.Service).toLowerCase()}.${inputs.Api}`];
    return action === 'aws:invokeLambdaFunction' ? ['lambda.Invoke'] : [];
  });
  return [...new Set(calls)];
}

/** Statements that allow what the steps do on these resources, and nothing else. */
export function statementsFor(steps: readonly Step[], resources: Resources, about: string): PolicyStatement[] {
  const notifies = steps.some(({ action, inputs }) => action === 'aws:approve' && inputs.NotificationArn !== undefined);
  const grants = [...callsOf(steps).flatMap(name => grantsOf(name, about)), ...notifies ? APPROVAL_GRANTS : []];
  const actionsByKind = new Map<Grant['on'], Set<string>>();
  for (const { action, on, where } of grants) {
    if (on !== '*' && resources[on] === undefined) {
      if (where === 'present') continue;
      throw complaint(about, { what: `an automation calls ${action}, and does not say on what`, received: `no ${on}` });
    }
    const actions = actionsByKind.get(on) ?? new Set();
    actionsByKind.set(on, actions.add(action));
  }
  return [...actionsByKind].map(([on, actions]) => new iam.PolicyStatement({ actions: [...actions], resources: on === '*' ? ['*'] : [...resources[on]!] }));
}

function grantsOf(name: string, about: string): readonly Grant[] {
  if (Object.hasOwn(API_GRANTS, name)) return API_GRANTS[name];
  throw complaint(about, {
    what: 'it is not known what a call of the document needs to be allowed', received: name, fix: 'Give `permissions` for the document, with the calls that they are for',
  });
}
