import { LIMITS } from '../../../core/private/limits';
import { type Payloads, within } from './alarm-event';

/**
 * Messages of `chat.postMessage`. Links stand in elements of their own, as the notation of links in texts is that of variables in EventBridge.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function slack(channel: string): Payloads {
  return {
    begins: (alarm, { severity, serviceTitle, runbook, console }) => ({
      channel,
      text: `[${severity}] ${serviceTitle}: ${alarm.name} is in ALARM`,
      unfurl_links: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: within(`${severity}: ${serviceTitle}`, LIMITS.slack.headerLength) } },
        section(text(`${alarm.name} is in ALARM. `), text(alarm.description ?? alarm.reason)),
        section(link(runbook, 'Runbook'), text(' · '), link(console, 'Alarm'), text(` · ${alarm.account} ${alarm.region} ${alarm.time}`)),
      ],
    }),
    ends: (alarm, { serviceTitle, console }) => ({
      channel,
      text: `${serviceTitle}: ${alarm.name} is OK again`,
      unfurl_links: false,
      blocks: [section(text(`${serviceTitle}: ${alarm.name} is OK again. `), link(console, 'Alarm'))],
    }),
  };
}

function section(...elements: object[]): object {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function text(content: string): object {
  return { type: 'text', text: content };
}

function link(url: string, content: string): object {
  return { type: 'link', url, text: content };
}
