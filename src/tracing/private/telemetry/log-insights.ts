import { Arn, ArnFormat, aws_cloudwatch as cloudwatch, aws_logs as logs, CfnResource, Stack } from 'aws-cdk-lib';
import { LIMITS } from '../../../core/private/limits';
import { markOwn } from '../../../core/private/own-constructs';
import { LogFormat } from '../../../runbooks/private/log-queries';
import type { LogSource } from '../../../runbooks/private/log-sources';
import { Subject } from '../../../signals/private/subject';
import type { Subscriber } from './piece';
import type { Switchboard } from './switchboard';

const PER_EVENT = 'Contributor Insights bills the events that its rules match, 0.02 USD for each million of logs and 0.03 USD for each million of DynamoDB';

/** Looks for unusual patterns in a log group of this app, each once. */
export function detectAnomalies({ group }: LogSource): void {
  const l1 = group?.construct;
  if (!CfnResource.isCfnResource(l1) || l1.node.tryFindChild('Anomalies') || !new Subject(l1).isDefaultOr('LogGroupClass', 'STANDARD')) return;
  const arn = Arn.format({ service: 'logs', resource: 'log-group', resourceName: l1.ref, arnFormat: ArnFormat.COLON_RESOURCE_NAME }, Stack.of(l1));
  markOwn(new logs.CfnLogAnomalyDetector(l1, 'Anomalies', { logGroupArnList: [arn], evaluationFrequency: 'FIFTEEN_MIN' }));
}

/** Tells who calls an API most, where its access log is JSON with the address of the caller. */
export function tellCallers({ l1 }: Subscriber, { format, group }: LogSource, namePrefix: string, board: Switchboard): void {
  const log = group?.construct;
  if (format !== LogFormat.API_ACCESS || !CfnResource.isCfnResource(log) || log.node.tryFindChild('Callers')) return;
  const lines = ['AccessLogSetting.Format', 'AccessLogSettings.Format'].map(property => new Subject(l1).literal(property)).find(value => value !== undefined);
  if (typeof lines !== 'string' || !/"ip"\s*:/.test(lines)) {
    board.leave(l1, 'its callers are not told, as its access log is no JSON with the field ip');
    return;
  }
  markOwn(new cloudwatch.CfnInsightRule(log, 'Callers', {
    ruleName: `${namePrefix.slice(0, LIMITS.insightRule.nameLength - 16)}callers-${log.node.addr.slice(-8)}`,
    ruleState: 'ENABLED',
    ruleBody: Stack.of(log).toJsonString({
      Schema: { Name: 'CloudWatchLogRule', Version: 1 },
      AggregateOn: 'Count',
      Contribution: { Keys: ['$.ip'], Filters: [] },
      LogFormat: 'JSON',
      LogGroupNames: [log.ref],
    }),
  }));
  board.bill(l1, 'Contributor Insights rules', 1, 'contributorInsightsRule');
  board.note(PER_EVENT);
}

/** Tells the keys of a table that are used and throttled most: two rules, and two more with a sort key. */
export function tellKeys({ l1 }: Subscriber, board: Switchboard): void {
  if (!board.set(l1, 'ContributorInsightsSpecification.Enabled', true)) return;
  const keys: unknown = new Subject(l1).value('KeySchema');
  board.bill(l1, 'Contributor Insights rules', Array.isArray(keys) && keys.length > 1 ? 4 : 2, 'contributorInsightsRule');
  board.note(PER_EVENT);
}
