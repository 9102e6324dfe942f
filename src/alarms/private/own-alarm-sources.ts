import { aws_cloudwatch as cloudwatch, Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { Comparison } from '../../signals/alarm-spec';
import type { LogAlarmProps, PromqlAlarmProps } from '../own-alarm';
import type { HealthMember } from './health-alarm';
import { literalNameOf } from './literal-name';
import { LogQueryAlarm } from './log-query-alarm';
import { seenFrom } from './seen-from';
import { wholeMinutes } from './suppression-periods';

/** Where an alarm of the user's own is made, and what it is called. */
export interface OwnAlarmSite {
  readonly scope: Construct;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly strength: ReferenceStrength;
  readonly warmUpMinutes?: number;
}

/** How an alarm of the user's own comes to be. */
export interface OwnAlarmSource {
  /** An alarm that is there, and that has to be told of by another; a source without it makes an alarm of the service. */
  existing?(site: OwnAlarmSite): HealthMember;
  make?(site: OwnAlarmSite): AlarmBase;
}

export class ExistingAlarmSource implements OwnAlarmSource {
  constructor(private readonly alarm: IAlarm) {}

  public existing({ scope, strength }: OwnAlarmSite): HealthMember {
    return memberOf(scope, this.alarm, strength);
  }
}

export class PromqlAlarmSource implements OwnAlarmSource {
  constructor(private readonly props: PromqlAlarmProps) {}

  public make({ scope, id, name, description }: OwnAlarmSite): AlarmBase {
    const { query, evaluationInterval = Duration.minutes(1), pendingPeriod = Duration.minutes(5), recoveryPeriod = Duration.minutes(5) } = this.props;
    const { queryLength, minimumInterval, maximumInterval, maximumPeriod } = LIMITS.promqlAlarm;
    checkText(scope, `the query of ${this.props.name}`, query, queryLength);
    checkSeconds(scope, `the evaluationInterval of ${this.props.name}`, evaluationInterval, minimumInterval, maximumInterval);
    checkSeconds(scope, `the pendingPeriod of ${this.props.name}`, pendingPeriod, 0, maximumPeriod);
    checkSeconds(scope, `the recoveryPeriod of ${this.props.name}`, recoveryPeriod, 0, maximumPeriod);
    return new cloudwatch.PromQLAlarm(scope, id, {
      alarmName: name, alarmDescription: description, query, evaluationInterval, pendingPeriod, recoveryPeriod,
    });
  }
}

export class LogAlarmSource implements OwnAlarmSource {
  constructor(private readonly props: LogAlarmProps) {}

  public make({ scope, id, ...site }: OwnAlarmSite): AlarmBase {
    const { name, query, aggregation, logGroups, threshold, interval, comparison } = this.props;
    const { evaluationPeriods: periods = 1, datapointsToAlarm: datapoints = periods } = this.props;
    const fail = (what: string, received: unknown, valid: string) => {
      throw complaint(scope, { what: `${what} of the alarm ${name}`, received, valid });
    };
    checkText(scope, `the query of ${name}`, query, LIMITS.logAlarm.queryLength);
    checkText(scope, `the aggregation of ${name}`, aggregation, LIMITS.logAlarm.aggregationLength);
    if (logGroups.length < 1 || logGroups.length > LIMITS.logAlarm.logGroups) fail('logGroups', logGroups.length, `1 to ${LIMITS.logAlarm.logGroups}`);
    for (const group of logGroups) checkPlace(scope, group.env, `the log group ${group.node.path} of ${name}`);
    if (Token.isUnresolved(threshold) || !Number.isFinite(threshold)) fail('threshold', threshold, 'a literal number');
    if (!Number.isInteger(periods) || periods < 1) fail('evaluationPeriods', periods, 'a whole number, 1 or more');
    if (!Number.isInteger(datapoints) || datapoints < 1 || datapoints > periods) fail('datapointsToAlarm', datapoints, `1 to ${periods}`);
    const single = [Comparison.ABOVE, Comparison.AT_OR_ABOVE, Comparison.BELOW, Comparison.AT_OR_BELOW];
    if (comparison !== undefined && !single.includes(comparison)) fail('comparison', comparison, single.join(', '));
    const minutes = wholeMinutes(scope, `the interval of ${name}`, interval ?? Duration.minutes(5), 1, LIMITS.alarm.windowSeconds / 60);
    return new LogQueryAlarm(scope, id, this.props, { ...site, minutes });
  }
}

/** An alarm of the user as a composite of the service names it. */
export function memberOf(service: Construct, alarm: IAlarm, strength: ReferenceStrength): HealthMember {
  checkPlace(service, placeOf(alarm), `the alarm ${alarm.node.path}`);
  const { alarmName } = alarm;
  if (Token.isUnresolved(alarmName) && Stage.of(alarm) !== Stage.of(service)) {
    throw complaint(service, { what: `the alarm ${alarm.node.path} is in another Stage`, fix: 'Import it by its name: cloudwatch.Alarm.fromAlarmName(…)' });
  }
  return seenFrom(service, { alarm, literalName: literalNameOf(alarm) }, strength);
}

interface Place { readonly account: string; readonly region: string }

/** An import is taken to be in the environment of its stack, whatever its ARN says. */
function placeOf({ alarmArn, env }: IAlarm): Place {
  if (Token.isUnresolved(alarmArn)) return env;
  const [, , , region, account] = alarmArn.split(':');
  return { account, region };
}

/** Composites, queries and what they stand on are in one account and Region. */
export function checkPlace(service: Construct, its: Place, what: string): void {
  const home = Stack.of(service);
  for (const place of ['account', 'region'] as const) {
    const there = its[place];
    if (Token.isUnresolved(there) || Token.isUnresolved(home[place]) || there === home[place]) continue;
    throw complaint(service, { what: `${what} is in another ${place === 'region' ? 'Region' : place}`, received: there, valid: home[place], fix: 'Use one of the account and Region of the service' });
  }
}

function checkText(service: Construct, what: string, text: string, length: number): void {
  if (Token.isUnresolved(text)) return;
  if (text.trim() === '' || text.length > length) throw complaint(service, { what: `${what} is not a text`, received: `${text.length} characters`, valid: `1 to ${length} characters` });
}

function checkSeconds(service: Construct, what: string, duration: Duration, minimum: number, maximum: number): void {
  const seconds = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 1000;
  if (Number.isInteger(seconds) && seconds >= minimum && seconds <= maximum) return;
  throw complaint(service, { what: `${what} is out of range`, received: duration.isUnresolved() ? 'a token' : duration.toHumanString(), valid: `${minimum} to ${maximum} whole seconds` });
}
