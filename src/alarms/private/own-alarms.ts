import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { complaint } from '../../core/private/errors';
import { markOwn } from '../../core/private/own-constructs';
import { Severity } from '../../core/severity';
import type { OwnAlarm } from '../own-alarm';
import type { AlarmSite } from './alarm-site';
import { actingPrefix, THROUGH_HEALTH, withinLimit } from './describe-alarm';
import { nameIn } from './health-alarm';

/** An alarm of the user's own, in the care of a service. */
export interface CaredAlarm {
  readonly own: OwnAlarm;
  /** What stands on dashboards. */
  readonly alarm: IAlarm;
  readonly literalName: string;
  readonly severity: Severity;
  readonly description: string;
  /** Whether it reaches people through the health alarm. */
  readonly feedsHealth: boolean;
}

export interface OwnAlarmsInit {
  readonly site: AlarmSite;
  readonly strength: ReferenceStrength;
  readonly runbook: string;
  /** How urgent an alarm may be. */
  readonly severityOf: (asked: Severity) => Severity;
  readonly warmUpMinutes?: number;
}

/** How many composites were made for alarms that are told of. */
export interface CaredAlarms {
  readonly alarms: readonly CaredAlarm[];
  readonly composites: number;
}

/** Makes the alarms of the user's own, and has the service tell of them. */
export function careFor(owns: readonly OwnAlarm[], { site, strength, runbook, severityOf, warmUpMinutes }: OwnAlarmsInit): CaredAlarms {
  const { scope, namePrefix, serviceTitle, act } = site.actingSite;
  const names = new Set<string>();
  let composites = 0;
  const alarms = owns.map((own): CaredAlarm => {
    const { name: shortName, meaning, cause, firstStep, runbook: link = runbook } = own._props;
    const id = `Own-${shortName}`;
    if (names.has(shortName)) throw complaint(scope, { what: 'there are two alarms of your own of one name', received: shortName, fix: 'Give one of them another name' });
    names.add(shortName);
    const name = `${namePrefix}own-${shortName}`;
    const feedsHealth = own.severity === Severity.PAGE;
    const severity = severityOf(own.severity);
    const prefix = feedsHealth ? `${THROUGH_HEALTH}${serviceTitle}: ` : actingPrefix(severity, serviceTitle);
    const description = withinLimit(`${prefix}${meaning}.`, ` Cause: ${cause}. First: ${firstStep}.`, ` Runbook: ${link}`);
    const place = { scope, id, name, description, strength, warmUpMinutes };
    const existing = own._source.existing?.(place);
    if (existing) {
      if (feedsHealth) {
        site.addSymptom(existing);
      } else {
        const rule = `ALARM("${nameIn(existing)}")`;
        const teller = new cloudwatch.CompositeAlarm(scope, id, {
          compositeAlarmName: name, alarmDescription: description, alarmRule: { renderAlarmRule: () => rule },
        });
        composites++;
        markOwn(teller);
        act(teller, severity);
      }
      return { own, alarm: existing.alarm, literalName: existing.literalName, severity, description, feedsHealth };
    }
    const alarm = own._source.make!(place);
    markOwn(alarm);
    if (feedsHealth) site.addSymptom({ alarm, literalName: name });
    else act(alarm, severity);
    return { own, alarm, literalName: name, severity, description, feedsHealth };
  });
  return { alarms, composites };
}
