import { perMillionMilliseconds, PRICE_CAUTION, WORKLOAD_PRICES } from '../../core/private/workload-prices';
import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { sum } from '../private/sli-inputs';
import { fractionOfTimeout, isExpress } from '../private/state-machine';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const { perMillionRequests, perGigabyteSecond, memoryStepMegabytes } = WORKLOAD_PRICES.stepFunctionsExpress;
const EXPRESS_PRICES = {
  usdPerMillionRequests: perMillionRequests, usdPerMillionMilliseconds: perMillionMilliseconds(perGigabyteSecond, memoryStepMegabytes),
};
const AN_EXPRESS_WORKFLOW = 'the state machine runs Express workflows';

const express = (machine: ObservedResource, dimensions: Dimensions): SignalVariant[] => isExpress(machine) ? [{ dimensions }] : [];
const pricedExpress = (machine: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  express(machine, dimensions).map(each => ({ ...each, constants: EXPRESS_PRICES }));
const standard = (machine: ObservedResource, dimensions: Dimensions): SignalVariant[] => isExpress(machine) ? [] : [{ dimensions }];

export default defineSignals({
  kind: 'stepfunctions-state-machine',
  title: 'Step Functions state machine',
  resourceType: 'AWS::StepFunctions::StateMachine',
  namespace: 'AWS/States',
  naming: 'the ARN of the state machine, as StateMachine.fromStateMachineArn gives it',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
  cautions: [
    'ExecutionTime is published when an execution ends: one that hangs is not in it.',
    'Metrics of service integrations and of functions count for the whole account, not for one state machine.',
    PRICE_CAUTION,
    'Standard workflows cost by state transition, which no metric counts for one state machine; Express workflows that use more than 64 MB cost more than costPerExecution says.',
  ],
  dimensions: machine => ({ StateMachineArn: machine.ref('stateMachineArn') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'executions that succeed, of those that nobody stops',
      bad: { inputs: { failed: sum('ExecutionsFailed'), timedOut: sum('ExecutionsTimedOut') }, expression: 'FILL(failed,0)+FILL(timedOut,0)' },
      total: {
        inputs: { succeeded: sum('ExecutionsSucceeded'), failed: sum('ExecutionsFailed'), timedOut: sum('ExecutionsTimedOut') },
        expression: 'FILL(succeeded,0)+FILL(failed,0)+FILL(timedOut,0)',
      },
      caution: 'Executions count when they end: one that hangs without a timeout is in neither number.',
    },
    { type: SliType.LATENCY, title: 'time that an execution takes', signalId: 'executionTime', caution: 'It is counted when the execution ends: one that hangs is not in it.' },
    { type: SliType.THROUGHPUT, title: 'executions that succeed', signalId: 'succeeded' },
  ],
  signals: {
    started: { title: 'Executions started', category: SignalCategory.TRAFFIC, metricName: 'ExecutionsStarted', statistic: 'Sum', unit: SignalUnit.COUNT },
    succeeded: { title: 'Executions succeeded', category: SignalCategory.TRAFFIC, metricName: 'ExecutionsSucceeded', statistic: 'Sum', unit: SignalUnit.COUNT },
    failed: {
      title: 'Executions failed', category: SignalCategory.ERRORS, metricName: 'ExecutionsFailed', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A state failed with an error that nothing in the definition catches',
        firstStep: 'Open a failed execution, and look for the first TaskFailed in its history',
      },
    },
    timedOut: {
      title: 'Executions timed out', category: SignalCategory.ERRORS, metricName: 'ExecutionsTimedOut', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.PAGE, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A state or the whole execution takes longer than its timeout, often as a callback never comes',
        firstStep: 'Open the execution, find the state that it entered last, and check its heartbeat and TimeoutSeconds',
      },
    },
    aborted: {
      title: 'Executions aborted', category: SignalCategory.ERRORS, metricName: 'ExecutionsAborted', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'Whoever aborts an execution mostly means it.',
        cause: 'Somebody, or something, stopped executions',
        firstStep: 'Look up in CloudTrail who called StopExecution',
      },
    },
    throttled: {
      title: 'State transitions throttled', category: SignalCategory.SATURATION, metricName: 'ExecutionThrottled', statistic: 'Sum', unit: SignalUnit.COUNT,
      appliesWhen: 'the state machine runs Standard workflows', variants: standard,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'State machines of the account make more state transitions per second than the quota allows',
        firstStep: 'Ask for a higher quota of state transitions, or make short and busy workflows Express workflows',
      },
    },
    failureRate: {
      title: 'Failure rate', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'failure-rate',
      expression: 'IF(FILL(succeeded,0)+FILL(failed,0)+FILL(timedOut,0)>0,'
        + '100*(FILL(failed,0)+FILL(timedOut,0))/(FILL(succeeded,0)+FILL(failed,0)+FILL(timedOut,0)),0)',
      inputs: {
        succeeded: { metricName: 'ExecutionsSucceeded', statistic: 'Sum' }, failed: { metricName: 'ExecutionsFailed', statistic: 'Sum' },
        timedOut: { metricName: 'ExecutionsTimedOut', statistic: 'Sum' },
      },
      alarm: {
        threshold: Threshold.absolute(1),
        severity: Severity.PAGE, periodSeconds: 300, evaluationPeriods: 3, datapointsToAlarm: 2, origin: ThresholdOrigin.LIBRARY,
        cause: 'A state failed with an error that nothing in the definition catches, or took too long',
        firstStep: 'Open a failed execution, and look for the first TaskFailed in its history',
      },
    },
    executionTime: {
      title: 'Execution time', category: SignalCategory.LATENCY, metricName: 'ExecutionTime', statistic: 'p95', dashboardStatistics: ['p50', 'p95', 'p99'], percentiles: true, unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: new DerivedThreshold('80% of TimeoutSeconds of the definition; an Express workflow takes 300 s at most', machine => fractionOfTimeout(machine, 0.8)),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'A slow task, or retries with their back-off',
        firstStep: 'Open a slow execution, and find the state that took longest in its history',
      },
    },
    expressBilledDuration: {
      title: 'Billed duration', category: SignalCategory.COST, metricName: 'ExpressExecutionBilledDuration', statistic: 'Sum', unit: SignalUnit.MILLISECONDS, chart: 'billed-duration',
      appliesWhen: AN_EXPRESS_WORKFLOW, variants: express,
    },
    costPerExecution: {
      title: 'Cost per execution with 64 MB of memory', category: SignalCategory.COST, unit: SignalUnit.USD, chart: 'cost',
      appliesWhen: AN_EXPRESS_WORKFLOW, variants: pricedExpress,
      expression: '({usdPerMillionRequests}+{usdPerMillionMilliseconds}*billedDuration)/1000000',
      inputs: { billedDuration: { metricName: 'ExpressExecutionBilledDuration', statistic: 'Average' } },
    },
  },
});
