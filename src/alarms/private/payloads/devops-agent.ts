import { Severity } from '../../../core/severity';
import type { Payloads } from './alarm-event';

const PRIORITIES: Readonly<Record<Severity, string>> = { [Severity.PAGE]: 'CRITICAL', [Severity.TICKET]: 'MEDIUM', [Severity.INFO]: 'LOW' };

/**
 * An incident for AWS DevOps Agent to investigate. An investigation ends by itself.
 *
 * @see https://docs.aws.amazon.com/devopsagent/latest/userguide/configuring-integrations-and-knowledge-invoking-devops-agent-through-webhook.html
 */
export const DEVOPS_AGENT: Payloads = {
  begins: (alarm, { severity, serviceTitle, runbook }) => ({
    eventType: 'incident',
    // One alarm has many incidents in its life, and one of the same id is not investigated again.
    incidentId: `${alarm.arn}/${alarm.time}`,
    action: 'created',
    priority: PRIORITIES[severity],
    title: `[${severity}] ${serviceTitle}: ${alarm.name} is in ALARM`,
    description: alarm.description ?? alarm.reason,
    timestamp: alarm.time,
    service: serviceTitle,
    data: { alarmArn: alarm.arn, reason: alarm.reason, account: alarm.account, region: alarm.region, runbook },
  }),
};
