import { Severity } from '../../../core/severity';
import { ThresholdOrigin, type AlarmSpec } from '../../../signals/alarm-spec';
import { SignalSource } from '../../../signals/custom-signal-source';
import { SignalCategory } from '../../../signals/signal-category';
import type { SignalSpec } from '../../../signals/signal-spec';
import { SignalUnit } from '../../../signals/signal-unit';
import { Threshold } from '../../../signals/threshold';
import { FAILURE_PATTERNS } from './failure-patterns';

const SOURCE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html';

type Words = Pick<AlarmSpec, 'cause' | 'firstStep'> & { readonly title: string };

const WORDS: { readonly [id: string]: Words } = {
  timeouts: {
    title: 'Timeouts of functions',
    cause: 'A function waits for something slow, or its timeout is too short for what it does',
    firstStep: 'Run the saved query of the slowest invocations, then look at the traces of one of them',
  },
  outOfMemory: {
    title: 'Functions out of memory',
    cause: 'The working set of a function is larger than its memory',
    firstStep: 'Run the saved query of memory over time, raise the memory size, and look for a leak across warm invocations',
  },
  initErrors: {
    title: 'Failed initializations of functions',
    cause: 'Code outside of the handler fails: a module is missing, or configuration that is read at the start',
    firstStep: 'Run the saved query of the latest errors; if a deployment just ended, roll it back',
  },
};

/** What the logs of the functions of one service tell, as a kind of resource. */
export class FailureSource extends SignalSource {
  public static readonly KIND = 'function-logs';

  public readonly kind = FailureSource.KIND;
  public readonly title = 'Logs of functions';
  public readonly resourceType = 'AWS::Logs::LogGroup';
  public readonly signals: SignalSpec[] = Object.entries(FAILURE_PATTERNS).map(([id, { metricName }]) => ({
    id, title: WORDS[id].title, category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, metricName, statistic: 'Sum', chart: 'failures', source: SOURCE,
    alarm: {
      cause: WORDS[id].cause, firstStep: WORDS[id].firstStep,
      threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
    },
  }));

  constructor(public readonly namespace: string) {
    super();
  }

  /** The namespace is that of the service, so that its metrics need no dimension. */
  public dimensions(): { [name: string]: string } {
    return {};
  }
}
