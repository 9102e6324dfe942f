import { Severity } from '../../core/severity';
import { ThresholdOrigin } from '../alarm-spec';
import { defineSignals, type SignalDefinition } from '../private/define';
import { sum } from '../private/sli-inputs';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

const SIX_HOURS = 21_600;

const count = (title: string, category: SignalCategory, metricName: string): SignalDefinition =>
  ({ title, category, metricName, statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'builds', bestPractices: ['OPS05-BP02'] });

export default defineSignals({
  kind: 'codebuild-project',
  title: 'CodeBuild project',
  resourceType: 'AWS::CodeBuild::Project',
  namespace: 'AWS/CodeBuild',
  naming: 'the name of the project, as Project.fromProjectName and fromProjectArn give it',
  source: 'https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html',
  cautions: [
    'Builds counts builds when they start, FailedBuilds and SucceededBuilds when they end.',
    'Builds that somebody stops are neither failed nor succeeded.',
  ],
  dimensions: project => ({ ProjectName: project.ref('projectName') }),
  slis: [
    {
      type: SliType.AVAILABILITY, title: 'builds that succeed, of those that end by themselves',
      bad: { inputs: { failed: sum('FailedBuilds') }, expression: 'FILL(failed,0)' },
      total: { inputs: { failed: sum('FailedBuilds'), succeeded: sum('SucceededBuilds') }, expression: 'FILL(failed,0)+FILL(succeeded,0)' },
      caution: 'A build that finds a mistake in what it builds counts as failed.',
    },
    { type: SliType.LATENCY, title: 'time that a build takes', signalId: 'duration' },
    { type: SliType.FRESHNESS, title: 'time that a build waits', signalId: 'queuedDuration' },
    { type: SliType.THROUGHPUT, title: 'builds', signalId: 'builds' },
  ],
  signals: {
    builds: count('Builds', SignalCategory.TRAFFIC, 'Builds'),
    succeededBuilds: count('Builds succeeded', SignalCategory.TRAFFIC, 'SucceededBuilds'),
    failedBuilds: count('Builds failed', SignalCategory.ERRORS, 'FailedBuilds'),
    failureRate: {
      title: 'Share of builds that fail', category: SignalCategory.ERRORS, unit: SignalUnit.PERCENT, chart: 'failure-rate', bestPractices: ['OPS05-BP02'],
      expression: 'IF(FILL(failed,0)+FILL(succeeded,0)>0,100*FILL(failed,0)/(FILL(failed,0)+FILL(succeeded,0)),0)',
      inputs: { failed: { metricName: 'FailedBuilds', statistic: 'Sum' }, succeeded: { metricName: 'SucceededBuilds', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(50), severity: Severity.TICKET, periodSeconds: SIX_HOURS, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        rationale: 'Single builds fail, as that is what they are for; more failures than successes within six hours hold up everybody. Missing data does not breach: nothing was built.',
        cause: 'A broken main branch, a flaky test, or a dependency that can no longer be downloaded',
        firstStep: 'Open the latest failed builds, and compare the phase and the message at which they failed',
      },
    },
    duration: {
      title: 'Duration of a build', category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'Maximum', unit: SignalUnit.SECONDS, bestPractices: ['OPS05-BP02'],
      alarm: {
        threshold: Threshold.fractionOf('TimeoutInMinutes', 0.8, { scale: 60, fallback: 60 }), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The build has grown, lost its cache, or waits for something; at its timeout it is stopped',
        firstStep: 'Compare the durations of the phases with an earlier build, then mend the cache, split the build or use a larger compute type',
      },
    },
    queuedDuration: {
      title: 'Time in the queue', category: SignalCategory.SATURATION, metricName: 'QueuedDuration', statistic: 'Maximum', unit: SignalUnit.SECONDS, chart: 'queue', bestPractices: ['OPS05-BP02'],
      alarm: {
        threshold: Threshold.fractionOf('QueuedTimeoutInMinutes', 0.5, { scale: 60, fallback: 480, maximum: 900 }),
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'More builds are started than the limit of the project, its fleet or the account lets run at once',
        firstStep: 'Compare the running builds with the limit of concurrent builds, and ask for a higher quota or start fewer builds',
      },
    },
  },
});
