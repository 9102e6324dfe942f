/** A step, as the state machine knows it. */
export interface DefinedStep {
  readonly topic: string;
  /** Seconds after the alarm began. */
  readonly after: number;
  readonly hours?: { readonly timeZone: string; readonly from: string; readonly to: string; readonly days: readonly string[] };
  readonly outside?: string;
}

interface EscalationInit {
  readonly partition: string;
  readonly steps: readonly DefinedStep[];
  readonly notifyRecovery: boolean;
  /** The function that tells the hours, where a step has any. */
  readonly clockArn?: string;
}

/** How often the state of the alarm is asked for, in seconds. */
const PAUSE = 60;
/** After a day it is asked no more: an execution holds 25,000 entries of history, of which each round makes fewer than 15. */
const ROUNDS = 24 * 60;
/** An alarm that changed again later than this after its event began anew, in milliseconds: the execution of that beginning takes over. */
const TOLERANCE = 60_000;

const ANY_ERROR = ['States.ALL'];
const RETRY = [{ ErrorEquals: ANY_ERROR, IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2, JitterStrategy: 'FULL' }];
const CURRENT = '$steps[$next]';

/**
 * The state machine of an escalation, in JSONata. Nothing that fails keeps it from telling somebody: an alarm whose state cannot be read counts as on, hours that cannot be
 * told count as begun, and when a topic does not take a message, the next step is due at once.
 */
export function escalationDefinition(init: EscalationInit): object {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: { ...watching(init), ...telling(init), ...finishing(init) },
  };
}

function watching({ partition, steps, notifyRecovery }: EscalationInit): object {
  const isDue = `$next < $count($steps) and ($hurry or $toMillis($states.context.State.EnteredTime) - $toMillis($alarm.time) >= ${CURRENT}.after * 1000)`;
  return {
    Begin: {
      Type: 'Pass',
      Assign: { alarm: '{% $states.input %}', steps, next: 0, told: [], rounds: 0, hurry: false, missed: false },
      Next: 'Look',
    },
    Look: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::aws-sdk:cloudwatch:describeAlarms`,
      Arguments: { AlarmNames: ['{% $alarm.name %}'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
      Assign: {
        rounds: '{% $rounds + 1 %}',
        state: `{% ($found := $append($states.result.MetricAlarms, $states.result.CompositeAlarms)[0]; $exists($found) = false ? 'OK' : $found.StateValue = 'ALARM' and $exists($found.StateTransitionedTimestamp) and $toMillis($found.StateTransitionedTimestamp) > $toMillis($alarm.time) + ${TOLERANCE} ? 'AGAIN' : $found.StateValue) %}`,
        suppressed: '{% $exists($states.result.CompositeAlarms[0].ActionsSuppressedBy) %}',
      },
      Retry: RETRY,
      Catch: [{ ErrorEquals: ANY_ERROR, Assign: { rounds: '{% $rounds + 1 %}', state: 'ALARM', suppressed: false }, Next: 'Decide' }],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $state = \'OK\' %}', Next: notifyRecovery ? 'Over' : 'Finish' },
        { Condition: '{% $state = \'AGAIN\' %}', Next: 'Finish' },
        { Condition: `{% ${isDue} and ($suppressed = false or $rounds >= ${ROUNDS}) %}`, Assign: { target: `{% ${CURRENT}.topic %}` }, Next: 'When' },
        { Condition: notifyRecovery ? `{% $rounds >= ${ROUNDS} %}` : `{% $rounds >= ${ROUNDS} or $next >= $count($steps) %}`, Next: 'Finish' },
      ],
      Default: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: PAUSE, Next: 'Look' },
  };
}

function telling({ partition, clockArn }: EscalationInit): object {
  return {
    When: clockArn === undefined ? { Type: 'Pass', Next: 'Tell' } : {
      Type: 'Choice', Choices: [{ Condition: `{% $exists(${CURRENT}.hours) %}`, Next: 'AskClock' }], Default: 'Tell',
    },
    ...clockArn === undefined ? {} : asking(partition, clockArn),
    Tell: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::sns:publish`,
      Arguments: notification('$target', 'ALARM', '$alarm.reason'),
      Assign: { told: '{% $append($told, [$target]) %}', next: '{% $next + 1 %}', hurry: false },
      Retry: RETRY,
      Catch: [{ ErrorEquals: ANY_ERROR, Assign: { next: '{% $next + 1 %}', hurry: true, missed: true }, Next: 'Decide' }],
      Next: 'Decide',
    },
  };
}

function asking(partition: string, clockArn: string): object {
  return {
    AskClock: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::lambda:invoke`,
      Arguments: { FunctionName: clockArn, Payload: { hours: `{% ${CURRENT}.hours %}`, at: '{% $states.context.State.EnteredTime %}' } },
      Assign: { clock: '{% $states.result.Payload %}' },
      Retry: RETRY,
      Catch: [{ ErrorEquals: ANY_ERROR, Next: 'Tell' }],
      Next: 'Place',
    },
    Place: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $clock.within %}', Next: 'Tell' },
        { Condition: `{% $exists(${CURRENT}.outside) %}`, Assign: { target: `{% ${CURRENT}.outside %}` }, Next: 'Tell' },
        { Condition: '{% $alarm.severity = \'PAGE\' %}', Next: 'Tell' },
      ],
      Default: 'Sleep',
    },
    Sleep: { Type: 'Wait', Timestamp: '{% $clock.opens %}', Next: 'Look' },
  };
}

function finishing({ partition, notifyRecovery }: EscalationInit): object {
  return {
    ...notifyRecovery ? {
      Over: { Type: 'Choice', Choices: [{ Condition: '{% $count($told) > 0 %}', Next: 'TellRecovery' }], Default: 'Finish' },
      TellRecovery: {
        Type: 'Map',
        Items: '{% [$distinct($told)] %}',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'TellOne',
          States: {
            TellOne: {
              Type: 'Task', Resource: `arn:${partition}:states:::sns:publish`, Arguments: notification('$states.input', 'OK', '\'The alarm is over\''), Retry: RETRY, End: true,
            },
          },
        },
        Catch: [{ ErrorEquals: ANY_ERROR, Assign: { missed: true }, Next: 'Finish' }],
        Next: 'Finish',
      },
    } : {},
    Finish: { Type: 'Choice', Choices: [{ Condition: '{% $missed %}', Next: 'NotTold' }], Default: 'Done' },
    NotTold: { Type: 'Fail', Error: 'NotTold', Cause: 'A topic did not take a notification; the history of the execution says why' },
    Done: { Type: 'Succeed' },
  };
}

/** A message with the fields that subscribers know from the notifications of alarms. */
function notification(topic: string, state: string, reason: string): object {
  const fields = [
    ['AlarmName', '$alarm.name'], ['AlarmArn', '$alarm.arn'], ['AlarmDescription', '$alarm.description'], ['AWSAccountId', '$alarm.account'], ['Region', '$alarm.region'],
    ['NewStateValue', `'${state}'`], ['NewStateReason', reason], ['StateChangeTime', '$states.context.State.EnteredTime'], ['Severity', '$alarm.severity'],
    ['Runbook', '$alarm.runbook'],
  ];
  return {
    TopicArn: `{% ${topic} %}`,
    Subject: `{% $substring('${state}: ' & $alarm.name, 0, 100) %}`,
    Message: `{% $string({${fields.map(([name, value]) => `'${name}': ${value}`).join(', ')}}) %}`,
  };
}
