import { aws_iam as iam, aws_logs as logs, RemovalPolicy, Stack, type CfnResource } from 'aws-cdk-lib';
import { markOwn } from '../../../core/private/own-constructs';
import { isRegional, leavesFormatToLambda } from '../../../signals/private/functions';
import { StackResources } from '../../../signals/private/stack-resources';
import { Subject } from '../../../signals/private/subject';
import type { LogHygiene } from '../../log-hygiene';
import type { Subscriber } from './piece';
import { grantIn } from './role-policy';
import type { Switchboard } from './switchboard';

const GROUP = 'AWS::Logs::LogGroup';
const READERS = ['AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter'];
/** Managed policies that let a function write to any log group. */
const WRITERS = /AWSLambda(?:Basic|VPCAccess|Kinesis|DynamoDB|SQSQueue|MSK)\w*ExecutionRole/;

/** Gives a function a log group that the stack owns, and JSON, as far as nobody decided about either. */
export function tidyFunctionLogs({ resource, l1 }: Subscriber, board: Switchboard, hygiene: LogHygiene): void {
  const { ownLogGroups = true, retention, jsonFormat = true } = hygiene;
  const fn = new Subject(l1);
  if (ownLogGroups && fn.lacks('LoggingConfig.LogGroup') && !hasTiedGroup({ resource, l1 })) {
    ownGroup(l1, fn, retention ?? logs.RetentionDays.THREE_MONTHS, board);
  }
  if (jsonFormat && fn.lacks('LoggingConfig.LogFormat') && isRegional(fn) && leavesFormatToLambda(fn)) {
    const group = resource.referenced('LoggingConfig.LogGroup');
    const isRead = READERS.some(type => group === undefined ? mentions(l1, type) : group.referencedBy(type, 'LogGroupName').length > 0);
    if (isRead) board.leave(l1, 'filters read its log, so its format stays as it is');
    else board.set(l1, 'LoggingConfig.LogFormat', 'JSON');
  }
}

function ownGroup(l1: CfnResource, fn: Subject, retention: logs.RetentionDays, board: Switchboard): void {
  const role = fn.role('Role');
  if (!role || !isRegional(fn)) {
    board.leave(l1, role ? 'a function at CloudFront logs where its viewers are, and keeps its log groups' : 'it gets no log group of its own, as its role is not in this app');
    return;
  }
  const group = new logs.CfnLogGroup(l1, 'LogGroup', { retentionInDays: retention });
  group.applyRemovalPolicy(RemovalPolicy.RETAIN);
  markOwn(group);
  board.set(l1, 'LoggingConfig.LogGroup', group.ref);
  if (!mayWriteAnywhere(role)) {
    const statement = new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group.attrArn] });
    grantIn(l1, role, { name: 'WriteLogs', statements: [statement] });
  }
}

function mayWriteAnywhere(role: CfnResource): boolean {
  const policies: unknown = new Subject(role).value('ManagedPolicyArns');
  return Array.isArray(policies) && policies.some(policy => WRITERS.test(JSON.stringify(Stack.of(role).resolve(policy))));
}

/** Whether the log group that Lambda would make is declared, or its retention set, by name. */
function hasTiedGroup({ resource, l1 }: Subscriber): boolean {
  if ([GROUP, 'Custom::LogRetention'].some(type => resource.referencedBy(type, 'LogGroupName').length > 0)) return true;
  return mentions(l1, GROUP);
}

/** Whether a resource of the stack has the log group by the name that Lambda would give it. */
function mentions(l1: CfnResource, resourceType: string): boolean {
  const name = new Subject(l1).literal('FunctionName');
  if (typeof name !== 'string') return false;
  return StackResources.around(l1).ofType(resourceType).some(resource => new Subject(resource).literal('LogGroupName') === `/aws/lambda/${name}`);
}
