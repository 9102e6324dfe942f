import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const RULE = 'PE-GlueJobMetrics';
const WITHOUT_SPARK = ['pythonshell', 'glueray'];

const argument = (job: ObservedResource, name: string): unknown => job.property(`DefaultArguments.--${name}`);

/** Spark publishes under the name of the job, the sum over all runs and the type of the metric. */
const ofType = (type: 'gauge' | 'count', group?: string) => ({
  appliesWhen: 'the job runs on Spark',
  variants: (job: ObservedResource, dimensions: Dimensions): SignalVariant[] => WITHOUT_SPARK.includes(job.property('Command.Name')) ? []
    : [{ dimensions: { ...dimensions, JobRunId: 'ALL', Type: type, ...group === undefined ? {} : { ObservabilityGroup: group } } }],
});

const metrics = {
  requires: { ruleId: RULE, howToEnable: 'add --enable-metrics to the default arguments of the job' },
  // Its mere presence switches the metrics on.
  publishedBy: (job: ObservedResource): boolean => argument(job, 'enable-metrics') !== undefined,
};
const observability = {
  requires: { ruleId: RULE, howToEnable: 'set --enable-observability-metrics to true in the default arguments of the job, which needs Glue 4.0' },
  publishedBy: (job: ObservedResource): boolean => {
    const value = argument(job, 'enable-observability-metrics');
    return !Token.isUnresolved(value) && String(value) === 'true';
  },
  source: 'https://docs.aws.amazon.com/glue/latest/dg/monitor-observability.html',
};

const gauge = (title: string, category: SignalCategory, metricName: string, unit: SignalUnit, chart: string): SignalDefinition =>
  ({ ...ofType('gauge'), ...metrics, title, category, metricName, statistic: 'Average', unit, chart });
const count = (title: string, category: SignalCategory, metricName: string, unit: SignalUnit, chart: string): SignalDefinition =>
  ({ ...ofType('count'), ...metrics, title, category, metricName: `glue.driver.aggregate.${metricName}`, statistic: 'Sum', unit, chart });
/** Runs that succeed are counted in the group of errors too. */
const run = (title: string, category: SignalCategory, outcome: string): SignalDefinition =>
  ({ ...ofType('count', 'error'), ...observability, title, category, metricName: `glue.${outcome}.ALL`, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'runs' });

const heap = (title: string, of: string, firstStep: string): SignalDefinition => ({
  ...gauge(title, SignalCategory.SATURATION, `glue.${of}.jvm.heap.usage`, SignalUnit.RATIO, 'heap'), bestPractices: ['PERF02-BP04'],
  alarm: {
    threshold: Threshold.absolute(0.8), comparison: Comparison.AT_OR_ABOVE,
    severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
    cause: 'More data is held in memory than the workers are made for; the job is about to run out of memory',
    firstStep,
  },
});

export default defineSignals({
  kind: 'glue-job',
  title: 'Glue job',
  resourceType: 'AWS::Glue::Job',
  namespace: 'Glue',
  naming: 'the name of the job',
  source: 'https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html',
  cautions: [
    'Metrics are published while a job runs, every 30 seconds, and only for jobs on Spark.',
    'Observability metrics need Glue 4.0 and a GlueContext in the script.',
    'The count of failed tasks is part of life on Spark, which runs them again: a run that fails is in glue.error.ALL.',
  ],
  dimensions: job => ({ JobName: job.ref('jobName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'runs that succeed', publishedWith: 'failedRuns',
      bad: { inputs: { failed: sum('glue.error.ALL') }, expression: 'FILL(failed,0)' },
      total: { inputs: { failed: sum('glue.error.ALL'), succeeded: sum('glue.succeed.ALL') }, expression: 'FILL(failed,0)+FILL(succeeded,0)' },
    },
    { type: SliType.THROUGHPUT, title: 'records read', signalId: 'recordsRead' },
  ],
  signals: {
    succeededRuns: run('Runs succeeded', SignalCategory.TRAFFIC, 'succeed'),
    failedRuns: {
      ...run('Runs failed', SignalCategory.ERRORS, 'error'),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A bug in the script, data of a shape that it does not expect, or a missing permission',
        firstStep: 'Look up the category of the error among the metrics glue.error of the job, then read the error log of the run',
      },
    },
    bytesRead: count('Bytes read', SignalCategory.TRAFFIC, 'bytesRead', SignalUnit.BYTES, 'bytes'),
    recordsRead: count('Records read', SignalCategory.TRAFFIC, 'recordsRead', SignalUnit.COUNT, 'records'),
    failedTasks: count('Tasks failed', SignalCategory.ERRORS, 'numFailedTasks', SignalUnit.COUNT, 'tasks'),
    driverHeap: heap('Heap of the driver in use', 'driver', 'Look for collect() and for many small files, group the files, or use a larger type of worker'),
    executorHeap: heap('Heap of the executors in use', 'ALL', 'Look for skewed keys and wide joins, split the data in more partitions, or use a larger type of worker'),
    driverCpu: gauge('CPU of the driver in use', SignalCategory.SATURATION, 'glue.driver.system.cpuSystemLoad', SignalUnit.RATIO, 'cpu'),
    executorCpu: gauge('CPU of the executors in use', SignalCategory.SATURATION, 'glue.ALL.system.cpuSystemLoad', SignalUnit.RATIO, 'cpu'),
    executors: gauge('Executors running', SignalCategory.SCALING, 'glue.driver.ExecutorAllocationManager.executors.numberAllExecutors', SignalUnit.COUNT, 'executors'),
    neededExecutors: {
      ...gauge('Executors that the work could use', SignalCategory.SCALING, 'glue.driver.ExecutorAllocationManager.executors.numberMaxNeededExecutors', SignalUnit.COUNT, 'executors'),
      statistic: 'Maximum', bestPractices: ['PERF02-BP04'],
      alarm: {
        threshold: Threshold.fractionOf('NumberOfWorkers', 2), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'More workers cost as much as they save time: switch it on for jobs that must be done in time.',
        cause: 'The job could use twice as many workers as it has',
        firstStep: 'Raise the number of workers, or switch on auto scaling',
      },
    },
    skewness: {
      ...ofType('gauge', 'job_performance'), ...observability, title: 'Skewness of stages', category: SignalCategory.LATENCY, metricName: 'glue.driver.skewness.job',
      statistic: 'Maximum', unit: SignalUnit.NONE, chart: 'skewness',
    },
  },
});
