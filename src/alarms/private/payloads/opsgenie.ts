import { LIMITS } from '../../../core/private/limits';
import { Severity } from '../../../core/severity';
import { type Payloads, within } from './alarm-event';

const PRIORITIES: Readonly<Record<Severity, string>> = { [Severity.PAGE]: 'P1', [Severity.TICKET]: 'P3', [Severity.INFO]: 'P5' };

/**
 * Alert API. The message is static, because it has to be short and names of alarms need not be.
 *
 * @see https://docs.opsgenie.com/docs/alert-api
 */
export const OPSGENIE: Payloads = {
  begins: (alarm, { severity, serviceTitle, runbook, console }) => ({
    message: within(`[${severity}] ${serviceTitle}: an alarm of the service began`, LIMITS.opsgenie.messageLength),
    alias: alarm.arn,
    description: alarm.description ?? alarm.reason,
    entity: alarm.name,
    priority: PRIORITIES[severity],
    source: 'Amazon CloudWatch',
    tags: [severity],
    details: { alarm: alarm.name, reason: alarm.reason, account: alarm.account, region: alarm.region, runbook, console },
  }),
  ends: alarm => ({ source: 'Amazon CloudWatch', note: alarm.reason }),
};
