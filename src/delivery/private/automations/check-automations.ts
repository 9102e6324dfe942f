import { CfnResource, Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import { peekProperty } from '../../../signals/private/peek';
import type { RunbookAutomation } from '../../runbook-automation';

interface Checked {
  readonly serviceName: string;
  readonly environment: string;
  readonly automations: readonly RunbookAutomation[];
  readonly approvers: readonly string[];
  readonly neededApprovals?: number;
  readonly approvalTimeout?: Duration;
  readonly approvalTopic?: ITopic;
  readonly namespace?: string;
}

/** As services name theirs. */
export function environmentName(scope: IConstruct): string {
  return Stage.of(scope)?.stageName || 'default';
}

/** Names stand in names of resources, and between spaces in the log that is counted. */
export function checkNames(where: Construct, { serviceName, environment }: Pick<Checked, 'serviceName' | 'environment'>): void {
  for (const [what, name, length] of [['serviceName', serviceName, 60], ['environment', environment, 30]] as const) {
    if (Token.isUnresolved(name) || !new RegExp(`^[\\w.-]{1,${length}}$`).test(name)) {
      throw complaint(where, { what: `that is no ${what} for automations`, received: name, valid: `a literal of 1 to ${length} letters, digits, ., - and _` });
    }
  }
}

export function checkAutomations(where: Construct, checked: Checked): void {
  const { automations, approvers, neededApprovals = 1, approvalTimeout, approvalTopic, namespace } = checked;
  checkNames(where, checked);
  if (automations.length === 0) throw complaint(where, { what: 'there are no automations', fix: 'Give at least one, such as RunbookAutomation.restartEcsService(service)' });
  const twice = automations.map(({ name }) => name).find((each, index, all) => all.indexOf(each) !== index);
  if (twice !== undefined) throw complaint(where, { what: 'two automations have one name', received: twice, fix: 'Give one of them another `name`' });
  checkApprovers(where, approvers, neededApprovals);
  if (approvalTimeout) checkTimeout(where, approvalTimeout);
  if (approvalTopic) checkTopicName(where, approvalTopic);
  if (namespace !== undefined && !Token.isUnresolved(namespace) && !/^(?!AWS\/)[\w./#:-]{1,255}$/.test(namespace)) {
    throw complaint(where, { what: 'that is no namespace for metrics', received: namespace, valid: '1 to 255 letters, digits and ._-/#:, not beginning with AWS/' });
  }
}

function checkApprovers(where: Construct, approvers: readonly string[], needed: number): void {
  const most = LIMITS.automation.approvers;
  if (approvers.length === 0 || approvers.length > most) {
    throw complaint(where, { what: 'somebody has to approve changes', received: `${approvers.length} approvers`, valid: `1 to ${most} ARNs of IAM users and roles` });
  }
  const other = approvers.find(arn => !Token.isUnresolved(arn) && !/^arn:[\w-]+:(iam|sts)::\d{12}:(user|role|assumed-role)\/\S+$/.test(arn));
  if (other !== undefined) throw complaint(where, { what: 'that is no approver', received: other, valid: 'the ARN of an IAM user or role' });
  if (Token.isUnresolved(needed) || !Number.isInteger(needed) || needed < 1 || needed > approvers.length) {
    throw complaint(where, { what: 'that is no number of approvals', received: needed, valid: `1 to the number of approvers, ${approvers.length}` });
  }
}

function checkTimeout(where: Construct, timeout: Duration): void {
  const value = timeout.isUnresolved() ? NaN : timeout.toSeconds({ integral: false });
  const [lowest, highest] = LIMITS.automation.approvalSeconds;
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw complaint(where, { what: 'that is no time to wait for approval', received: timeout.isUnresolved() ? 'a token' : `${value} seconds`, valid: 'whole seconds, 1 minute to 30 days' });
}

/** AWS documents that the topic has to be named so; of a topic that CloudFormation names, the name begins with that of its stack. */
function checkTopicName(where: Construct, topic: ITopic): void {
  const resource = topic.node.defaultChild;
  const isOfApp = resource !== undefined && CfnResource.isCfnResource(resource);
  // The topic of the CDK has a token for its name that resolves to nothing where CloudFormation makes one.
  const name = isOfApp ? Stack.of(topic).resolve(peekProperty(resource, 'TopicName')) : topic.topicName;
  if (typeof name === 'string' ? Token.isUnresolved(name) || name.startsWith('Automation') : name !== undefined) return;
  throw complaint(where, { what: 'the name of the topic for approvals has to begin with Automation', received: name ?? 'a name that CloudFormation makes', fix: 'Give it a topicName, such as Automation-checkout-approvals' });
}
