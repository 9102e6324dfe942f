import type { Payloads } from './alarm-event';

/** What an API of the user gets: the facts, flat, the same for both states. */
export const OWN_API: Payloads = {
  begins: (alarm, { severity, serviceTitle, runbook, console }) => ({
    state: alarm.state,
    severity,
    service: serviceTitle,
    alarmName: alarm.name,
    alarmArn: alarm.arn,
    ...alarm.description === undefined ? {} : { description: alarm.description },
    reason: alarm.reason,
    account: alarm.account,
    region: alarm.region,
    time: alarm.time,
    runbook,
    console,
  }),
  ends: (alarm, { serviceTitle, console }) => ({
    state: alarm.state,
    service: serviceTitle,
    alarmName: alarm.name,
    alarmArn: alarm.arn,
    reason: alarm.reason,
    account: alarm.account,
    region: alarm.region,
    time: alarm.time,
    console,
  }),
};
