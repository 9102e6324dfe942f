import { inlineCode, shellWord, type Block } from './markdown';
import { inRegion, type RunbookAlarm, type RunbookPart, type RunbookService } from './runbook-model';

/** How to have peace for a while, and what is not noticed meanwhile. */
export function silencing(alarm: RunbookAlarm, service: RunbookService): RunbookPart {
  const { signal, literalName, feedsHealth, reaches } = alarm;
  const never = { paragraph: 'Silence only what is understood, for as long as it takes, and tell the owner. An alarm that is wrong again and again gets another threshold in code: `overrides` of the service.' };
  if (feedsHealth) {
    return {
      shared: [
        { paragraph: `The alarm has no actions of its own: ${inlineCode(service.healthAlarm)} acts for it. Silencing that silences **every** symptom of ${service.title}: nobody is called while other things break.` },
        ...silencers(service.healthAlarm, service),
        never,
      ],
      own: [{ paragraph: `To leave out this symptom alone, deploy the service with \`enabled: false\` for ${inlineCode(`${signal.resourceLabel}.${signal.spec.id}`)} in \`overrides\`, and take that back afterwards. Nothing else tells of it meanwhile.` }],
    };
  }
  const lost = reaches.length === 0 ? 'Nobody is told by this alarm as it is; silencing it changes nothing for people.' : `Meanwhile neither a breach nor the recovery is told to: ${reaches.join(', ')}. The alarm goes on changing its state, and dashboards show that.`;
  return { shared: [{ paragraph: lost }, never], own: silencers(literalName, service) };
}

/** A window that ends by itself is first: nobody forgets it. */
function silencers(name: string, service: RunbookService): Block[] {
  const quoted = shellWord(name);
  const rule = shellWord(`mute-${name}`.slice(0, 255));
  const region = inRegion(service);
  return [
    { paragraph: 'For a window that ends by itself (here one hour; the start is in UTC):' },
    {
      code: {
        language: 'sh',
        lines: [
          'START=2030-01-31T22:00',
          `aws cloudwatch put-alarm-mute-rule --name ${rule} --rule "Schedule={Expression=at($START),Duration=PT1H}" --mute-targets AlarmNames=${quoted}${region}`,
          `aws cloudwatch delete-alarm-mute-rule --alarm-mute-rule-name ${rule}${region}`,
        ],
      },
    },
    { paragraph: 'Or at once, until somebody switches it on again; do not leave before the second command:' },
    {
      code: {
        language: 'sh',
        lines: [`aws cloudwatch disable-alarm-actions --alarm-names ${quoted}${region}`, `aws cloudwatch enable-alarm-actions --alarm-names ${quoted}${region}`],
      },
    },
  ];
}
