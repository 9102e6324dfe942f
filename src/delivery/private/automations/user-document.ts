import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import type { DocumentAutomationOptions } from '../../automation-options';
import { API_GRANTS } from './api-permissions';
import { commonParameters, type Approval } from './change-document';
import type { Step } from './recipe';
import { callsOf } from './role-statements';

/** Actions of Automation that change nothing whatever their inputs are. */
const HARMLESS = new Set(['aws:approve', 'aws:assertAwsResourceProperty', 'aws:branch', 'aws:loop', 'aws:pause', 'aws:sleep', 'aws:updateVariable', 'aws:waitForAwsResourceProperty']);
const READING = /^(BatchGet|Describe|Get|List|Lookup|Query|Scan|Search)/;

/** Whether a step may change something. Of scripts, functions and documents nobody knows. */
export function mayChange({ action, inputs }: Pick<Step, 'action' | 'inputs'>): boolean {
  if (HARMLESS.has(action)) return false;
  return action !== 'aws:executeAwsApi' || !READING.test(String(inputs?.Api));
}

/** Refuses what AWS would refuse, and what would not be on the terms of the documents of this library. */
export function checkUserDocument({ name, content, permissions, unapprovedBecause }: DocumentAutomationOptions): void {
  const refuse = (what: string, received: unknown, valid?: string, fix?: string) => complaint(name, { what, received, valid, fix });
  if (content.schemaVersion !== '0.3') throw refuse('that is no schema version of Automation', content.schemaVersion, '\'0.3\'');
  const steps: Step[] = content.mainSteps;
  if (!Array.isArray(steps) || steps.length === 0) throw refuse('the document has no steps', steps, 'at least one under mainSteps');
  const twice = steps.map(step => step.name).find((each, index, all) => all.indexOf(each) !== index);
  if (twice !== undefined) throw refuse('two steps have one name', twice);
  const bytes = Buffer.byteLength(JSON.stringify(content));
  if (bytes > LIMITS.document.contentBytes) throw refuse('the document is too large', `${bytes} bytes`, `${LIMITS.document.contentBytes} bytes at most`);
  if (unapprovedBecause !== undefined && unapprovedBecause.trim() === '') throw refuse('unapprovedBecause is empty', unapprovedBecause, 'a reason');
  const asked = steps.findIndex(({ action }) => action === 'aws:approve');
  const early = steps.find((step, index) => mayChange(step) && (asked === -1 || index < asked));
  if (early && unapprovedBecause === undefined) {
    throw refuse('a step may change something before anybody is asked', early.name, undefined, 'Put a step with aws:approve before it, or say in `unapprovedBecause` why nobody is asked');
  }
  checkPermissions(name, steps, permissions);
}

/** What is known of the calls has to be allowed. */
function checkPermissions(name: string, steps: readonly Step[], permissions: DocumentAutomationOptions['permissions']): void {
  const actions = permissions.flatMap(statement => statement.actions);
  const wide = actions.find(action => action.includes('*'));
  if (wide !== undefined) throw complaint(name, { what: 'a permission has a wildcard for actions', received: wide, fix: 'Name the actions that the steps need' });
  const needed = callsOf(steps).flatMap(call => Object.hasOwn(API_GRANTS, call) ? API_GRANTS[call] : []).filter(({ where }) => where === undefined);
  const missing = needed.find(({ action }) => !actions.some(each => each.toLowerCase() === action.toLowerCase()));
  if (missing) throw complaint(name, { what: 'a step calls what its role may not do', received: missing.action, fix: 'Add it to `permissions`' });
}

/** The document with its role, and with approvers where it names none. */
export function completedDocument(content: DocumentAutomationOptions['content'], { approvers, needed, topicArn }: Approval, roleArn: string): { mainSteps: Step[] } {
  const { AutomationAssumeRole } = commonParameters(roleArn);
  const mainSteps = (content.mainSteps as Step[]).map(step => step.action !== 'aws:approve' ? step : {
    ...step,
    inputs: { Approvers: approvers, MinRequiredApprovals: needed, ...topicArn === undefined ? {} : { NotificationArn: topicArn }, ...step.inputs },
  });
  return { ...content, assumeRole: '{{ AutomationAssumeRole }}', parameters: { ...content.parameters, AutomationAssumeRole }, mainSteps } as { mainSteps: Step[] };
}
