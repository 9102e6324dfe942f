import { PRICE_CAUTION } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { Comparison, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { DerivedThreshold, numberOf } from '../private/derived-threshold';
import { aliasesOf, asyncConfigsOf, eventSourcesOf, isInvokedAsynchronously, isLoopDetected, readsStream } from '../private/event-triggers';
import { hasLambdaInsights } from '../private/lambda-insights';
import { priced } from '../private/lambda-price';
import { sum } from '../private/sli-inputs';
import { SOURCES } from '../private/sources';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalScope } from '../signal-spec';
import { SignalUnit } from '../signal-unit';
import { SliType, UserFacing } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const INSIGHTS = {
  ruleId: 'OE-LambdaInsightsOrAppSignals',
  howToEnable: 'set insightsVersion: LambdaInsightsVersion.VERSION_1_0_333_0 (or newer) on the function',
};
const insights = (_: ObservedResource, dimensions: Dimensions): SignalVariant[] => [{ dimensions: { function_name: dimensions.FunctionName } }];

/** The name without the qualifier that the import of a version has: metrics have that in a dimension of its own. */
function functionName(fn: ObservedResource): string | undefined {
  return fn.ref('functionName')?.split(':')[0];
}

/** The signal is there only for functions of a certain use. */
function only(applies: (fn: ObservedResource) => boolean): (fn: ObservedResource, dimensions: Dimensions) => SignalVariant[] {
  return (fn, dimensions) => applies(fn) ? [{ dimensions }] : [];
}

function beyondMostOfTimeout(fn: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const seconds = numberOf(fn, 'Timeout', 3);
  return seconds === undefined ? [] : [{ dimensions, constants: { limit: Math.round(800 * seconds) } }];
}

/** Provisioned concurrency belongs to an alias; its metrics name it beside the function. */
function provisionedAliases(fn: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  return aliasesOf(fn)
    .filter(alias => alias.property('ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions') !== undefined)
    .flatMap(alias => {
      const name = alias.physicalName;
      return name === undefined ? [] : [{ id: name, dimensions: { ...dimensions, Resource: `${dimensions.FunctionName}:${name}` } }];
    });
}

export default defineSignals({
  kind: 'lambda-function',
  title: 'Lambda function',
  resourceType: 'AWS::Lambda::Function',
  namespace: 'AWS/Lambda',
  naming: 'the name of the function, as Function.fromFunctionName and fromFunctionArn give it',
  source: SOURCES.lambda,
  cautions: [
    'Throttled invocations are counted neither in Invocations nor in Errors.',
    'Errors are stamped with the start of the invocation, so those of long functions arrive late.',
    'Metrics of an alias or a version need the dimension Resource beside FunctionName.',
    PRICE_CAUTION,
    'Provisioned concurrency, ephemeral storage beyond 512 MB and the time of cold starts cost extra.',
  ],
  dimensions: fn => ({ FunctionName: functionName(fn) }),
  userFacing: UserFacing.COMPUTE,
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'invocations that are neither failed nor throttled',
      bad: { inputs: { errors: sum('Errors'), throttled: sum('Throttles') }, expression: 'FILL(errors,0)+FILL(throttled,0)' },
      total: { inputs: { invocations: sum('Invocations'), throttled: sum('Throttles') }, expression: 'FILL(invocations,0)+FILL(throttled,0)' },
      caution: 'A function that answers with a 5xx of its own does not fail; invocations that Lambda or the SDK tries again count each time.',
    },
    { type: SliType.LATENCY, title: 'time that the code of the function runs', signalId: 'duration', caution: 'The initialization of a cold start is not in it.' },
    { type: SliType.FRESHNESS, id: 'stream', title: 'age of the last record read from a stream', signalId: 'iteratorAge' },
    { type: SliType.FRESHNESS, id: 'asyncEvents', title: 'age of an asynchronous event when it is dealt with', signalId: 'asyncEventAge' },
    { type: SliType.THROUGHPUT, title: 'invocations', signalId: 'invocations' },
  ],
  signals: {
    invocations: {
      title: 'Invocations', category: SignalCategory.TRAFFIC, metricName: 'Invocations', statistic: 'Sum', unit: SignalUnit.COUNT,
    },
    errors: {
      title: 'Errors', category: SignalCategory.ERRORS, metricName: 'Errors', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0),
        severity: Severity.PAGE, evaluationPeriods: 3, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'errorRate says the same without paging a busy function for three stray errors. Missing data does not breach: an idle function is healthy.',
        cause: 'An unhandled exception, a runtime error (out of memory, timeout) or a missing permission',
        firstStep: 'Search the log group of the function for ERROR and "Task timed out", and compare the time with the latest deployment',
      },
    },
    errorRate: {
      title: 'Error rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'error-rate',
      expression: 'IF(invocations>0,100*errors/invocations,0)',
      inputs: { errors: { metricName: 'Errors', statistic: 'Sum' }, invocations: { metricName: 'Invocations', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(1), severity: Severity.PAGE, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'An unhandled exception, a runtime error (out of memory, timeout) or a missing permission',
        firstStep: 'Search the log group of the function for ERROR and "Task timed out", and compare the time with the latest deployment',
      },
    },
    throttles: {
      title: 'Throttles', category: SignalCategory.SATURATION, metricName: 'Throttles', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS gives no number; every throttled request is one that waited or failed. Missing data does not breach: an idle function is healthy.',
        cause: 'Reserved concurrency, the concurrency of the account or the scaling rate of Lambda is used up',
        firstStep: 'Compare ConcurrentExecutions with the reserved concurrency of the function and the quota of the account, then raise the one that is reached',
      },
    },
    duration: {
      title: 'Duration', category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'p90', dashboardStatistics: ['p50', 'p90', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.fractionOf('Timeout', 0.8, { scale: 1000, fallback: 3 }), severity: Severity.TICKET, evaluationPeriods: 15, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'AWS asks for a value below the timeout of the function; 80% leaves time to act before requests are cut off. Missing data does not breach: an idle function is healthy.',
        cause: 'A slow dependency, cold starts, or too little memory and so too little CPU',
        firstStep: 'Open the trace map of the function, sort the segments by duration, and compare with memory use',
      },
    },
    concurrentExecutions: {
      title: 'Concurrent executions', category: SignalCategory.SATURATION, metricName: 'ConcurrentExecutions', statistic: 'Maximum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.fractionOf('ReservedConcurrentExecutions', 0.9), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Only with reserved concurrency: the quota of the account is not in the template, and is shared by all functions. Missing data does not breach: an idle function is healthy.',
        cause: 'Growing traffic, or a slow dependency that holds executions open',
        firstStep: 'Compare with the p99 of Duration: if that rose as well, mend the latency first',
      },
    },
    claimedAccountConcurrency: {
      title: 'Claimed account concurrency', category: SignalCategory.SATURATION, metricName: 'ClaimedAccountConcurrency', statistic: 'Maximum', unit: SignalUnit.COUNT, scope: SignalScope.ACCOUNT, chart: 'account',
      alarm: {
        threshold: Threshold.unset('take 90% of the concurrency quota of the account'), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED, enabledByDefault: false,
        rationale: 'The quota belongs to the account: switch the alarm on in one service of it.',
        cause: 'Reserved, provisioned and used concurrency of all functions together come near the quota of the Region',
        firstStep: 'List the functions by ConcurrentExecutions, cap the loud one with reserved concurrency, ask for a higher quota',
      },
    },
    provisionedConcurrencyUtilization: {
      title: 'Provisioned concurrency in use', category: SignalCategory.SATURATION, metricName: 'ProvisionedConcurrencyUtilization', statistic: 'Maximum', unit: SignalUnit.RATIO, chart: 'provisioned-concurrency',
      appliesWhen: 'an alias has provisioned concurrency', variants: provisionedAliases, bestPractices: ['PERF02-BP04'],
      alarm: {
        threshold: Threshold.absolute(0.9), comparison: Comparison.AT_OR_ABOVE,
        severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Too little provisioned concurrency for the peak',
        firstStep: 'Raise the provisioned concurrency, or let target tracking hold it at 70%',
      },
    },
    provisionedConcurrencySpillover: {
      title: 'Invocations beyond provisioned concurrency', category: SignalCategory.SATURATION, metricName: 'ProvisionedConcurrencySpilloverInvocations', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'an alias has provisioned concurrency', variants: provisionedAliases, bestPractices: ['PERF02-BP04'],
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'Demand is above the provisioned concurrency, and requests pay for cold starts',
        firstStep: 'Raise the provisioned concurrency, or switch on target tracking of its utilisation',
      },
    },
    iteratorAge: {
      title: 'Age of the last record read', category: SignalCategory.LATENCY, metricName: 'IteratorAge', statistic: 'Maximum', unit: SignalUnit.MILLISECONDS, chart: 'iterator-age',
      appliesWhen: 'the function reads a Kinesis or DynamoDB stream', variants: only(readsStream),
      alarm: {
        threshold: Threshold.absolute(60_000), severity: Severity.PAGE, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The consumer is slower than the producers, or a poison record blocks a shard',
        firstStep: 'Check Errors of the function and its on-failure destination; split failing batches, raise the parallelisation factor',
      },
    },
    asyncEventAge: {
      title: 'Age of asynchronous events', category: SignalCategory.LATENCY, metricName: 'AsyncEventAge', statistic: 'Average', percentiles: true, unit: SignalUnit.MILLISECONDS, chart: 'async-event-age',
      appliesWhen: 'the function is invoked asynchronously', variants: only(isInvokedAsynchronously),
      alarm: {
        threshold: new DerivedThreshold('half of the MaximumEventAgeInSeconds of its asynchronous invocation (21,600 s by default)', fn => {
          const ages = asyncConfigsOf(fn).map(config => numberOf(config, 'MaximumEventAgeInSeconds', 21_600));
          if (ages.includes(undefined)) return unknownProperty(fn, 'MaximumEventAgeInSeconds', 'token');
          return { value: 500 * Math.min(21_600, ...ages as number[]) };
        }),
        severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,
        cause: 'The queue of events does not drain: throttles, or errors that are retried',
        firstStep: 'Check Throttles and Errors of the function, then its maximum event age and retry attempts',
      },
    },
    asyncEventsDropped: {
      title: 'Asynchronous events dropped', category: SignalCategory.ERRORS, metricName: 'AsyncEventsDropped', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the function is invoked asynchronously', variants: only(isInvokedAsynchronously),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'Events were given up after all retries or their maximum age, and are lost unless there is a destination',
        firstStep: 'Mend the error, replay the events from their source, and add an on-failure destination',
      },
    },
    deadLetterErrors: {
      title: 'Failures to write to the dead-letter queue', category: SignalCategory.ERRORS, metricName: 'DeadLetterErrors', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the function has a dead-letter queue', variants: only(fn => fn.property('DeadLetterConfig.TargetArn') !== undefined),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'Lambda cannot write to the dead-letter queue: permission, encryption key, size, or the queue is gone',
        firstStep: 'Check that the role of the function may send to the queue and use its key, and that the queue exists',
      },
    },
    destinationDeliveryFailures: {
      title: 'Failures to deliver to a destination', category: SignalCategory.ERRORS, metricName: 'DestinationDeliveryFailures', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the function has a destination',
      variants: only(fn => [...asyncConfigsOf(fn), ...eventSourcesOf(fn)].some(config => config.property('DestinationConfig') !== undefined)),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'Lambda cannot deliver to the destination: permission, size, or the target is gone',
        firstStep: 'Check the role of the function and the resource policy of the destination',
      },
    },
    recursiveInvocationsDropped: {
      title: 'Recursive invocations dropped', category: SignalCategory.ERRORS, metricName: 'RecursiveInvocationsDropped', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'a queue, a topic or a bucket triggers the function', variants: only(isLoopDetected),
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The function writes to the source that triggers it, and Lambda stopped the loop',
        firstStep: 'Switch off the trigger, break the loop with a prefix or a filter, then switch it on again',
      },
    },
    memoryUtilization: {
      title: 'Memory in use', category: SignalCategory.SATURATION, namespace: 'LambdaInsights', metricName: 'memory_utilization', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'memory',
      requires: INSIGHTS, publishedBy: hasLambdaInsights, variants: insights, source: SOURCES.lambdaInsights, bestPractices: ['PERF02-BP03', 'PERF02-BP04'],
      alarm: {
        threshold: Threshold.absolute(90), severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.AWS_RECOMMENDED,
        rationale: 'Missing data does not breach: an idle function is healthy.',
        cause: 'The working set comes near the configured memory',
        firstStep: 'Raise the memory size, and look for a leak across warm invocations',
      },
    },
    initDuration: {
      title: 'Cold start duration', category: SignalCategory.LATENCY, namespace: 'LambdaInsights', metricName: 'init_duration', statistic: 'p95', percentiles: true, unit: SignalUnit.MILLISECONDS, chart: 'cold-start',
      requires: INSIGHTS, publishedBy: hasLambdaInsights, variants: insights, source: SOURCES.lambdaInsights, bestPractices: ['PERF02-BP03'],
    },
    coldStartShare: {
      title: 'Cold starts', category: SignalCategory.LATENCY, unit: SignalUnit.PERCENT, chart: 'cold-start-share',
      expression: 'IF(invocations>0,100*FILL(coldStarts,0)/invocations,0)',
      inputs: {
        coldStarts: { namespace: 'LambdaInsights', metricName: 'init_duration', statistic: 'SampleCount' }, invocations: { metricName: 'Invocations', statistic: 'Sum' },
      },
      requires: INSIGHTS, publishedBy: hasLambdaInsights, source: SOURCES.lambdaInsights, bestPractices: ['PERF02-BP03', 'PERF02-BP04'],
      variants: (_, dimensions) => [{ dimensions, inputDimensions: { coldStarts: { function_name: dimensions.FunctionName } } }],
    },
    nearTimeout: {
      title: 'Invocations beyond 80% of the timeout', category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'PR({limit}:)', percentiles: true, unit: SignalUnit.PERCENT,
      chart: 'near-timeout', appliesWhen: 'the timeout of the function is a number before deployment', variants: beyondMostOfTimeout,
    },
    costPerInvocation: {
      title: 'Cost per invocation', category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost', bestPractices: ['PERF02-BP04'],
      appliesWhen: 'memory size and architecture of the function are known before deployment', variants: priced,
      expression: 'IF(invocations>0,({usdPerMillionRequests}+{usdPerMillionMilliseconds}*duration/invocations)/1000000,0)',
      inputs: { invocations: { metricName: 'Invocations', statistic: 'Sum' }, duration: { metricName: 'Duration', statistic: 'Sum' } },
    },
  },
});
