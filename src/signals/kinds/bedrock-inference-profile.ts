import { Severity } from '../../core/severity';
import { ThresholdOrigin, type AlarmSpec } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

/** A profile is counted under its own id; a model, or a profile that Bedrock defines, is declared by its id as `ModelId`. */
function modelId(profile: ObservedResource): string | undefined {
  const declared = profile.imported ? profile.attribute('ModelId', 'modelId') : undefined;
  return declared ?? profile.attribute('InferenceProfileId', 'inferenceProfileId');
}

/** Throttled invocations, and by some pages of AWS failed ones too, are not in Invocations: they are added, so that an outage is not a division by zero. */
const rate = (title: string, category: SignalCategory, metricName: string, alarm: Omit<AlarmSpec, 'evaluationPeriods' | 'datapointsToAlarm' | 'origin'>): SignalDefinition => ({
  title, category, unit: SignalUnit.PERCENT, chart: 'failure-rates',
  expression: 'IF(FILL(invocations,0)+FILL(failed,0)>0,100*FILL(failed,0)/(FILL(invocations,0)+FILL(failed,0)),0)',
  inputs: { failed: { metricName, statistic: 'Sum' }, invocations: { metricName: 'Invocations', statistic: 'Sum' } },
  alarm: { evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY, ...alarm },
});

const tokens = (title: string, metricName: string): SignalDefinition =>
  ({ title, category: SignalCategory.TRAFFIC, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'tokens', bestPractices: ['PERF05-BP01'] });

export default defineSignals({
  kind: 'bedrock-inference-profile',
  title: 'Bedrock inference profile',
  resourceType: 'AWS::Bedrock::ApplicationInferenceProfile',
  namespace: 'AWS/Bedrock',
  naming: 'the id of the inference profile, or the id of a model as the attribute ModelId, by ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html',
  cautions: [
    'Throttles count neither among the invocations nor among the errors. Pages of AWS differ on whether failed requests are in Invocations: if so, shares of failures come out too small, a total outage as 50%.',
    'Requests that name the model instead of the profile are counted under the model.',
    'InvocationLatency ends with the last token, so longer answers take longer.',
  ],
  dimensions: profile => ({ ModelId: modelId(profile) }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'invocations that are neither throttled nor failed by the service',
      bad: { inputs: { failed: sum('InvocationServerErrors'), throttled: sum('InvocationThrottles') }, expression: 'FILL(failed,0)+FILL(throttled,0)' },
      total: {
        inputs: { succeeded: sum('Invocations'), failed: sum('InvocationServerErrors'), throttled: sum('InvocationThrottles') },
        expression: 'FILL(succeeded,0)+FILL(failed,0)+FILL(throttled,0)',
      },
      caution: 'Invocations that the SDK tries again count each time.',
    },
    { type: SliType.LATENCY, title: 'time from invocation to the last token', signalId: 'latency' },
    { type: SliType.THROUGHPUT, title: 'invocations', signalId: 'invocations' },
  ],
  signals: {
    invocations: { title: 'Invocations', category: SignalCategory.TRAFFIC, metricName: 'Invocations', statistic: 'Sum', unit: SignalUnit.COUNT },
    inputTokens: tokens('Tokens read', 'InputTokenCount'),
    outputTokens: tokens('Tokens written', 'OutputTokenCount'),
    latency: {
      title: 'Latency', category: SignalCategory.LATENCY, metricName: 'InvocationLatency', statistic: 'Average', unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: Threshold.unset('take twice the latency that is usual for the model and the length of its answers'),
        severity: Severity.TICKET, evaluationPeriods: 10, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'Longer prompts or answers, or a model under load',
        firstStep: 'Compare with the tokens written: if they rose as well, limit the length of answers, else try another Region or model',
      },
    },
    serverErrors: { title: 'Server errors', category: SignalCategory.ERRORS, metricName: 'InvocationServerErrors', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'failures' },
    clientErrors: { title: 'Client errors', category: SignalCategory.ERRORS, metricName: 'InvocationClientErrors', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'failures' },
    throttles: { title: 'Throttles', category: SignalCategory.SATURATION, metricName: 'InvocationThrottles', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'throttles' },
    errorRate: rate('Share of server errors', SignalCategory.ERRORS, 'InvocationServerErrors', {
      threshold: Threshold.absolute(5), severity: Severity.PAGE,
      cause: 'Bedrock or the model answers with server errors',
      firstStep: 'Check AWS Health, see that the clients retry, and fall back to another model or a cross-Region profile',
    }),
    clientErrorRate: rate('Share of client errors', SignalCategory.ERRORS, 'InvocationClientErrors', {
      threshold: Threshold.absolute(10), severity: Severity.TICKET,
      cause: 'Requests that the model refuses: a parameter, the length of the prompt, or a missing permission',
      firstStep: 'Search the logs of the clients for the exception of Bedrock, and compare with the latest deployment',
    }),
    throttleRate: rate('Share of throttles', SignalCategory.SATURATION, 'InvocationThrottles', {
      threshold: Threshold.absolute(5), severity: Severity.TICKET,
      cause: 'The quota of the model for requests or tokens per minute is used up',
      firstStep: 'Compare the tokens with the quotas of the model, spread the load over a cross-Region profile, or ask for a higher quota',
    }),
  },
});
