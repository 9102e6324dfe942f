import { Severity } from '../../../core/severity';
import type { Payloads } from './alarm-event';

const SEVERITIES: Readonly<Record<Severity, string>> = { [Severity.PAGE]: 'critical', [Severity.TICKET]: 'warning', [Severity.INFO]: 'info' };

/**
 * Events API v2. The routing key is added by the connection.
 *
 * @see https://developer.pagerduty.com/docs/send-alert-event
 */
export const PAGER_DUTY: Payloads = {
  begins: (alarm, { severity, serviceTitle, runbook, console }) => ({
    event_action: 'trigger',
    dedup_key: alarm.arn,
    payload: {
      summary: alarm.description ?? `[${severity}] ${serviceTitle}: ${alarm.name} is in alarm`,
      source: `${alarm.account}/${alarm.region}`,
      severity: SEVERITIES[severity],
      timestamp: alarm.time,
      component: alarm.name,
      group: serviceTitle,
      class: 'CloudWatch alarm',
      custom_details: { reason: alarm.reason, account: alarm.account, region: alarm.region },
    },
    client: 'Amazon CloudWatch',
    client_url: console,
    links: [{ href: runbook, text: 'Runbook' }, { href: console, text: 'Alarm' }],
  }),
  ends: ({ arn }) => ({ event_action: 'resolve', dedup_key: arn }),
};
