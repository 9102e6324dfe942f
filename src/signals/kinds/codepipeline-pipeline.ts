import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const ofV2 = {
  requires: { ruleId: 'OE-PipelineRollback', howToEnable: 'set pipelineType: PipelineType.V2 on the pipeline' },
  // Of an import the type is not known; V2 is what new pipelines are.
  publishedBy: (pipeline: ObservedResource): boolean => pipeline.property('PipelineType') === 'V2' || (pipeline.imported && pipeline.property('PipelineType') === undefined),
  bestPractices: ['OPS05-BP10', 'OPS06-BP03'],
};

export default defineSignals({
  kind: 'codepipeline-pipeline',
  title: 'CodePipeline pipeline',
  resourceType: 'AWS::CodePipeline::Pipeline',
  namespace: 'AWS/CodePipeline',
  naming: 'the name of the pipeline, as Pipeline.fromPipelineArn gives it',
  source: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/metrics-dimensions.html',
  cautions: [
    'Only pipelines of type V2 have metrics.',
    'There is no metric of successful executions.',
    'A failed action that is retried and fails again counts once more.',
  ],
  dimensions: pipeline => ({ PipelineName: pipeline.ref('pipelineName') }),
  slis: [
    { type: SliType.LATENCY, title: 'time that an execution takes', signalId: 'duration' },
  ],
  signals: {
    failedExecutions: {
      ...ofV2, title: 'Executions failed', category: SignalCategory.ERRORS, metricName: 'FailedPipelineExecutions', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'A build, a test or a deployment of the pipeline failed: changes no longer reach users',
        firstStep: 'Open the failed action of the latest execution, then mend the change or roll the stage back',
      },
    },
    duration: {
      ...ofV2, title: 'Duration of an execution', category: SignalCategory.LATENCY, metricName: 'PipelineDuration', statistic: 'Maximum', unit: SignalUnit.SECONDS,
      alarm: {
        threshold: Threshold.unset('take the time within which a change, or its repair, is to reach users'),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        cause: 'A stage has become slow, or waits for an approval',
        firstStep: 'Compare the durations of the actions with an earlier execution',
      },
    },
  },
});
