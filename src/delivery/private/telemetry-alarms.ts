import { aws_cloudwatch as cloudwatch, Duration, ReferenceStrength } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { AlarmRoute } from '../../alarms/alarm-route';
import { actingPrefix, withinLimit } from '../../alarms/private/describe-alarm';
import { ServiceAlarms } from '../../alarms/private/service-alarms';
import { ServiceTier } from '../../core/service-tier';
import { Severity } from '../../core/severity';
import { SETTLE_EVERY } from './telemetry-functions';
import type { TelemetryQueues } from './telemetry-queue';

const TITLE = 'delivery telemetry';
const PREFIX = 'delivery-telemetry-';
/** Numbers about deliveries are late or missing: nobody is woken for that. */
const SEVERITY = Severity.TICKET;

const DEAD_LETTERS_RUNBOOK = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html';
const TABLE_RUNBOOK = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TroubleshootingThrottling.html';
const FUNCTIONS_RUNBOOK = 'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html';

/** SQS counts the age of a message no more that was tried three times: what one poisoned event does to it is over by then, and the dead letters tell of that. */
const PATIENCE_MINUTES = 5;

interface TelemetryAlarm {
  readonly id: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** For how many periods; all of them. */
  readonly periods: number;
  readonly below?: boolean;
  readonly meaning: string;
  readonly cause: string;
  readonly firstStep: string;
  readonly runbook: string;
}

export interface TelemetryAlarmsInit extends TelemetryQueues {
  readonly table: ITable;
  readonly ingest: IFunction;
  readonly settle: IFunction;
  readonly graceSeconds: number;
  readonly routes: readonly AlarmRoute[];
}

/** What tells that events are not processed: each event is, or somebody knows. */
export class TelemetryAlarms {
  public readonly names: string[];
  private readonly service: ServiceAlarms;

  constructor(scope: Construct, init: TelemetryAlarmsInit) {
    this.service = new ServiceAlarms({
      scope, serviceTitle: TITLE, namePrefix: PREFIX, strength: ReferenceStrength.WEAK, routes: init.routes,
      context: { tier: ServiceTier.TIER_2, production: true }, suppression: {}, muteWindows: [],
      healthRunbook: FUNCTIONS_RUNBOOK, runbookOf: () => FUNCTIONS_RUNBOOK,
    });
    const site = this.service.actingSite();
    this.names = alarmsOf(init).map(({ id, metric, threshold, periods, below, meaning, cause, firstStep, runbook }) => {
      const alarmName = `${PREFIX}${id}`;
      const alarm = new cloudwatch.Alarm(scope, `Alarm-${id}`, {
        alarmName, metric, threshold, evaluationPeriods: periods,
        alarmDescription: withinLimit(`${actingPrefix(SEVERITY, TITLE)}${meaning}.`, ` Cause: ${cause}. First: ${firstStep}.`, ` Runbook: ${runbook}`),
        comparisonOperator: below ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD : cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: below ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      site.act(alarm, SEVERITY);
      return alarmName;
    });
  }

  /** The names of alarms that nobody is told of although there are routes. */
  public get unreached(): string[] {
    return [...this.service.unreached().values()].flat();
  }
}

function alarmsOf({ table, queue, deadLetters, ingest, settle, graceSeconds }: TelemetryAlarmsInit): TelemetryAlarm[] {
  const byMinute = { period: Duration.minutes(1), statistic: cloudwatch.Stats.MAXIMUM };
  const byTurn = { period: SETTLE_EVERY, statistic: cloudwatch.Stats.SUM };
  return [
    {
      id: 'dead-letters', metric: deadLetters.metricApproximateNumberOfMessagesVisible(byMinute), threshold: 0, periods: 1, runbook: DEAD_LETTERS_RUNBOOK,
      meaning: 'an event was given up, and counts nowhere', cause: 'it is not what its source is known to send, or the table or the registry did not answer for half an hour',
      firstStep: 'read a message in the queue DeadLetters and the log of the function Ingest, then move the messages back; they count with their own times',
    },
    {
      id: 'waiting', metric: queue.metricApproximateAgeOfOldestMessage(byMinute), threshold: graceSeconds / 3, periods: PATIENCE_MINUTES, runbook: FUNCTIONS_RUNBOOK,
      meaning: `an event waits for more than a third of the ${graceSeconds} seconds after which it is too late for the metrics`, cause: 'the function Ingest fails or is throttled, or there are many events at once',
      firstStep: 'look at the errors and the throttles of the function Ingest',
    },
    ...([['Ingest', ingest], ['Settle', settle]] as const).flatMap(([name, fn]): TelemetryAlarm[] => [
      {
        id: `${name.toLowerCase()}-errors`, metric: fn.metricErrors(byTurn), threshold: 0, periods: 2, runbook: FUNCTIONS_RUNBOOK,
        meaning: `the function ${name} fails again and again`, cause: 'a service that it calls refuses it or does not answer, or it runs out of time or memory', firstStep: `read the log of the function ${name}`,
      },
      {
        id: `${name.toLowerCase()}-throttles`, metric: fn.metricThrottles(byTurn), threshold: 0, periods: 4, runbook: FUNCTIONS_RUNBOOK,
        meaning: `the function ${name} is not let run`, cause: 'the account is at its limit of concurrent executions, or recomputing takes all turns',
        firstStep: 'compare the concurrent executions of the account with its quota',
      },
    ]),
    {
      id: 'table-throttles', metric: table.metric('WriteThrottleEvents', byTurn), threshold: 0, periods: 3, runbook: TABLE_RUNBOOK,
      meaning: 'the table refuses writes, and events are tried again', cause: 'one service has very many events at once, as each service is one partition',
      firstStep: 'see which service has so many events, and why',
    },
    {
      id: 'settle-absent', metric: settle.metricInvocations(byTurn), threshold: 1, periods: 4, below: true, runbook: FUNCTIONS_RUNBOOK,
      meaning: 'no metrics are sent', cause: 'the rule Turns is off or may not invoke the function Settle, or the function is not let run', firstStep: 'look at the rule Turns and its failed invocations',
    },
  ];
}
