import { createHash } from 'node:crypto';
import { LIMITS } from '../../core/private/limits';
import type { RunbookService } from './runbook-model';
import { pageMarkdown, type RunbookPage } from './runbook-pages';

/** Of the text, so that the documents of a service fit into a template beside its alarms. */
const TEXT_BYTES = 24_000;
/** Beyond that the names would fill the document. */
const LISTED_ALARMS = 50;

/** Name of the document of a kind. It begins so that no service can bring one of the prefixes that AWS keeps for itself. */
export function documentName(namePrefix: string, kind: string): string {
  const name = `runbook-${namePrefix}${kind}`;
  if (name.length <= LIMITS.document.nameLength) return name;
  return `${name.slice(0, LIMITS.document.nameLength - 9)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/**
 * An Automation document with the runbooks of a kind: read by people, and run to see what an alarm did. It changes nothing, and has no role: it may
 * what its caller may.
 */
export function documentContent(page: RunbookPage, service: RunbookService): object {
  const names = page.signals.flatMap(({ runbooks }) => runbooks.map(({ alarm }) => alarm.literalName));
  const choice = names.length <= LISTED_ALARMS ? { allowedValues: names } : { allowedPattern: '^[\\x20-\\x7E]{1,255}$' };
  return {
    schemaVersion: '0.3',
    description: descriptionOf(page, service),
    parameters: { AlarmName: { type: 'String', description: 'The alarm that fired.', ...choice } },
    mainSteps: [
      {
        name: 'readAlarm',
        action: 'aws:executeAwsApi',
        inputs: { Service: 'cloudwatch', Api: 'DescribeAlarms', AlarmNames: ['{{ AlarmName }}'] },
        outputs: [
          { Name: 'State', Selector: '$.MetricAlarms[0].StateValue', Type: 'String' },
          { Name: 'Reason', Selector: '$.MetricAlarms[0].StateReason', Type: 'String' },
          { Name: 'Description', Selector: '$.MetricAlarms[0].AlarmDescription', Type: 'String' },
        ],
      },
      {
        name: 'readHistory',
        action: 'aws:executeAwsApi',
        isEnd: true,
        inputs: { Service: 'cloudwatch', Api: 'DescribeAlarmHistory', AlarmName: '{{ AlarmName }}', HistoryItemType: 'StateUpdate', MaxRecords: 20 },
        outputs: [{ Name: 'Changes', Selector: '$.AlarmHistoryItems..HistorySummary', Type: 'StringList' }],
      },
    ],
    outputs: ['readAlarm.State', 'readAlarm.Reason', 'readAlarm.Description', 'readHistory.Changes'],
  };
}

/** All there is to say, or else what all resources of the kind have in common, or else the beginning of that. */
function descriptionOf(page: RunbookPage, service: RunbookService): string {
  const [full, short] = [false, true].map(inShort => pageMarkdown(page, service, inShort));
  if (Buffer.byteLength(full) <= TEXT_BYTES) return full;
  if (Buffer.byteLength(short) <= TEXT_BYTES) return short;
  const cut = Buffer.from(short).subarray(0, TEXT_BYTES).toString('utf-8');
  return `${cut.slice(0, cut.lastIndexOf('\n### '))}\n\n*The rest stands in the cloud assembly, in the runbooks of the service.*\n`;
}
