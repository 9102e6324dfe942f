import { Fn, Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { numeric } from '../private/numeric';
import { sum } from '../private/sli-inputs';
import { lastPart } from '../private/stack-resources';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const HOUR = 3_600;

/** `Ref` is the ARN, so the name is the part after the slash. */
function queueName(queue: ObservedResource): string | undefined {
  if (queue.physicalName !== undefined) return queue.physicalName;
  const name = queue.imported ? queue.attribute('JobQueueName', 'jobQueueName') : undefined;
  if (name !== undefined) return name;
  const arn = queue.attribute('JobQueueArn', 'jobQueueArn');
  if (arn === undefined) return undefined;
  return Token.isUnresolved(arn) ? Fn.select(1, Fn.split('/', arn)) : lastPart(arn);
}

/** After how many seconds in RUNNABLE the queue cancels a job, by each of its limits; undefined for what only deployment can tell. */
function limitsOfRunnable(queue: ObservedResource): Array<number | undefined> {
  const actions = queue.property('JobStateTimeLimitActions');
  if (actions === undefined) return [];
  if (!Array.isArray(actions)) return [undefined];
  return actions.filter(action => (action?.State ?? action?.state) === 'RUNNABLE').map(action => numeric(action.MaxTimeSeconds ?? action.maxTimeSeconds));
}

const waitLimit = new DerivedThreshold('80% of the shortest time that the queue lets a job be RUNNABLE, or an hour', queue => {
  const limits = limitsOfRunnable(queue);
  if (queue.imported && limits.length === 0) return unknownProperty(queue, 'JobStateTimeLimitActions', 'absent');
  if (limits.includes(undefined)) return unknownProperty(queue, 'JobStateTimeLimitActions', 'token');
  return { value: 1000 * (limits.length === 0 ? HOUR : Math.max(0, 0.8 * Math.min(...limits as number[]))) };
});

/** Queues of SageMaker training jobs have jobs SCHEDULED before they start, and metrics of their own. */
const ofComputeJobs = (queue: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] =>
  queue.property('JobQueueType') === 'SAGEMAKER_TRAINING' ? [] : [{ dimensions }];

const moved = (title: string, metricName: string, category: SignalCategory, chart: string): SignalDefinition =>
  ({ title, category, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart });
const lasting = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.LATENCY, metricName, statistic: 'Average', dashboardStatistics: ['Average', 'Maximum'], unit: SignalUnit.MILLISECONDS });

export default defineSignals({
  kind: 'batch-job-queue',
  title: 'Batch job queue',
  resourceType: 'AWS::Batch::JobQueue',
  namespace: 'AWS/Batch',
  naming: 'the ARN or the name of the queue, as JobQueue.fromJobQueueArn gives it',
  source: 'https://docs.aws.amazon.com/batch/latest/userguide/using_cloudwatch_metrics.html',
  cautions: [
    'Metrics are made of events and delivered as best as can be: do not count on exact numbers.',
    'A job that waits has no duration yet: what blocks the head of the queue is told by the event "Batch Job Queue Blocked".',
    'Each job of an array counts by itself; a multi-node job counts once.',
  ],
  dimensions: queue => ({ JobQueueName: queueName(queue) }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'jobs that succeed, of those that nobody stops',
      bad: {
        inputs: { failed: sum('JobsMovedToFailed'), cancelled: sum('JobsCancelled'), terminated: sum('JobsTerminated') },
        expression: 'FILL(failed,0)-FILL(cancelled,0)-FILL(terminated,0)',
      },
      total: {
        inputs: { succeeded: sum('JobsMovedToSucceeded'), failed: sum('JobsMovedToFailed'), cancelled: sum('JobsCancelled'), terminated: sum('JobsTerminated') },
        expression: 'FILL(succeeded,0)+FILL(failed,0)-FILL(cancelled,0)-FILL(terminated,0)',
      },
      caution: 'A job that is stopped may fail a period later than it is stopped: single periods can be off, their sum is not.',
    },
    { type: SliType.LATENCY, title: 'time that an attempt of a job runs', signalId: 'runDuration' },
    { type: SliType.FRESHNESS, title: 'time that a job waits for capacity', signalId: 'waitForCapacity' },
    { type: SliType.THROUGHPUT, title: 'jobs that succeed', signalId: 'succeeded' },
  ],
  signals: {
    submitted: moved('Jobs submitted', 'JobsSubmitted', SignalCategory.TRAFFIC, 'jobs'),
    succeeded: moved('Jobs that succeeded', 'JobsMovedToSucceeded', SignalCategory.TRAFFIC, 'jobs'),
    failed: moved('Jobs that failed', 'JobsMovedToFailed', SignalCategory.ERRORS, 'failures'),
    cancelled: moved('Jobs cancelled before they ran', 'JobsCancelled', SignalCategory.ERRORS, 'failures'),
    terminated: moved('Jobs terminated on request', 'JobsTerminated', SignalCategory.ERRORS, 'failures'),
    retried: moved('Attempts retried', 'JobsRetried', SignalCategory.ERRORS, 'failures'),
    failureRate: {
      title: 'Share of jobs that failed by themselves', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'failure-rate',
      expression: 'IF(FILL(failed,0)+FILL(succeeded,0)>0,100*(FILL(failed,0)-FILL(cancelled,0)-FILL(terminated,0))/(FILL(failed,0)+FILL(succeeded,0)),0)',
      inputs: {
        failed: { metricName: 'JobsMovedToFailed', statistic: 'Sum' }, succeeded: { metricName: 'JobsMovedToSucceeded', statistic: 'Sum' },
        cancelled: { metricName: 'JobsCancelled', statistic: 'Sum' }, terminated: { metricName: 'JobsTerminated', statistic: 'Sum' },
      },
      alarm: {
        threshold: Threshold.absolute(10), severity: Severity.TICKET, periodSeconds: 900, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        rationale: 'One period is enough, as jobs may come once a day. Missing data does not breach: a queue without jobs publishes none.',
        cause: 'Containers that exit with an error, images that cannot be pulled, or Spot instances that were taken back',
        firstStep: 'List the failed jobs (aws batch list-jobs --job-status FAILED), read their status reason and the log stream of the last attempt',
      },
    },
    runnable: moved('Jobs ready to run', 'JobsMovedToRunnable', SignalCategory.SCALING, 'scheduling'),
    starting: moved('Jobs given a host', 'JobsMovedToStarting', SignalCategory.SCALING, 'scheduling'),
    running: moved('Jobs that began to run', 'JobsMovedToRunning', SignalCategory.SCALING, 'scheduling'),
    waitForCapacity: {
      ...lasting('Wait for capacity', 'JobAttemptRunnableToStartingDuration'), chart: 'wait',
      appliesWhen: 'the queue is not one of SageMaker training jobs', variants: ofComputeJobs,
      alarm: {
        threshold: waitLimit, statistic: 'Maximum', severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 1, origin: ThresholdOrigin.LIBRARY,
        rationale: 'One job that waited too long is enough. Missing data does not breach: a queue without jobs publishes none.',
        cause: 'The compute environments are at their maximum of vCPUs, get no instances, or are held by jobs ahead in the queue',
        firstStep: 'Read the status of the compute environments and the scaling activities of their Auto Scaling groups, then maxvCpus, the quota and the instance types',
      },
    },
    startDuration: { ...lasting('Start of an attempt', 'JobAttemptStartingToRunningDuration'), chart: 'wait' },
    runDuration: { ...lasting('Run of an attempt', 'JobAttemptExecutionDuration'), chart: 'run' },
  },
});
