import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Severity } from '../core/severity';
import type { Comparison, MissingData } from '../signals/alarm-spec';
import { ExistingAlarmSource, LogAlarmSource, PromqlAlarmSource } from './private/own-alarm-sources';
import type { OwnAlarmSource } from './private/own-alarm-sources';

/** What is to be known of every alarm of your own. */
export interface OwnAlarmProps {
  /** Name within the service: a literal of 1 to 64 letters, digits, `-` and `_`. */
  readonly name: string;

  /** How urgent it is. One of severity `PAGE` is a symptom, and pages through the health alarm; others act by themselves. */
  readonly severity: Severity;

  /** What it means that it is in ALARM, in one sentence without a full stop. */
  readonly meaning: string;

  /** The likely cause, in one sentence without a full stop. */
  readonly cause: string;

  /** What to do first, in one sentence without a full stop. */
  readonly firstStep: string;

  /**
   * Web address of the runbook.
   *
   * @default - where the runbook of the health alarm is
   */
  readonly runbook?: string;
}

/** Properties of an alarm on a PromQL query. */
export interface PromqlAlarmProps extends OwnAlarmProps {
  /** The query, of 10,000 characters at most. Whatever it returns is in ALARM, so it holds the comparison: `sum(rate(http_errors_total[5m])) > 3`. */
  readonly query: string;

  /**
   * How often the query runs: 10 seconds to 1 hour.
   *
   * @default Duration.minutes(1)
   */
  readonly evaluationInterval?: Duration;

  /**
   * For how long the query must return something before the alarm goes to ALARM: 0 seconds to 1 day.
   *
   * @default Duration.minutes(5)
   */
  readonly pendingPeriod?: Duration;

  /**
   * For how long the query must return nothing before the alarm goes back to OK: 0 seconds to 1 day.
   *
   * @default Duration.minutes(5)
   */
  readonly recoveryPeriod?: Duration;
}

/** Properties of an alarm on a query of logs that runs on a schedule. */
export interface LogAlarmProps extends OwnAlarmProps {
  /** The log groups, 1 to 50, in the account and Region of the service. */
  readonly logGroups: ILogGroup[];

  /** The query in the language of Logs Insights, of 10,000 characters at most. */
  readonly query: string;

  /** What becomes the value of the alarm, such as `count(*)`; 1 to 256 characters. */
  readonly aggregation: string;

  /** What the value is compared with; a literal. */
  readonly threshold: number;

  /**
   * How it is compared; not with an anomaly band.
   *
   * @default Comparison.ABOVE
   */
  readonly comparison?: Comparison;

  /**
   * How often the query runs, and how far it looks back: whole minutes, 1 minute to 1 day.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How many results are looked at; 1 or more.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of them must breach; 1 to `evaluationPeriods`.
   *
   * @default - all
   */
  readonly datapointsToAlarm?: number;

  /**
   * What a query without a result means. One that counts returns nothing when there is nothing to count.
   *
   * @default MissingData.NOT_BREACHING
   */
  readonly missingData?: MissingData;
}

/** An alarm that the catalog does not know, in the care of a service: it tells whom the alarms of the service tell, and stands on its operations dashboard. */
export class OwnAlarm {
  /**
   * An alarm that is there: of this App, or imported. The alarm itself is not changed: one of severity `PAGE` feeds the health alarm, any other is told
   * of by a composite alarm on it, for 0.50 USD a month.
   *
   * @param alarm in the account and the Region of the service
   * @throws when a text is empty or the name is not one
   */
  public static existing(alarm: IAlarm, props: OwnAlarmProps): OwnAlarm {
    return new OwnAlarm(props, new ExistingAlarmSource(alarm));
  }

  /**
   * An alarm on metrics that came over OpenTelemetry, by a PromQL query. Its price is not in `monthlyCost`: no price list that is known has it.
   *
   * @throws when a text is empty, the name is not one, or the query or a period is out of range
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-promql.html
   */
  public static promql(props: PromqlAlarmProps): OwnAlarm {
    return new OwnAlarm(props, new PromqlAlarmSource(props));
  }

  /**
   * An alarm on logs, by a query that runs on a schedule with a role that can query these log groups and nothing else. Each run is billed by what it scans; its
   * price is not in `monthlyCost`: no price list that is known has it.
   *
   * @throws when a text is empty, the name is not one, or the query, a count or the interval is out of range
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-logalarm.html
   */
  public static logs(props: LogAlarmProps): OwnAlarm {
    return new OwnAlarm(props, new LogAlarmSource(props));
  }

  /** Name within the service. */
  public readonly name: string;

  /** How urgent it is, before the tier and the environment of the service have their say. */
  public readonly severity: Severity;

  private constructor(
    /** @internal */
    public readonly _props: OwnAlarmProps,
    /** @internal */
    public readonly _source: OwnAlarmSource,
  ) {
    const { name, severity } = _props;
    if (Token.isUnresolved(name) || !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)) {
      throw new Error(`OwnAlarm: name is a literal of 1 to 64 letters, digits, - and _ that begins with a letter or a digit; received ${Token.isUnresolved(name) ? 'a token' : `'${name}'`}.`);
    }
    for (const text of ['meaning', 'cause', 'firstStep'] as const) {
      if (_props[text].trim() === '') throw new Error(`OwnAlarm ${name}: ${text} is empty.`);
    }
    this.name = name;
    this.severity = severity;
  }
}
