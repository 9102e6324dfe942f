import { Severity } from '../../core/severity';
import { SignalCategory } from '../../signals/signal-category';
import { ABSENCE, ADVICE, IMPORTANCE, UNITS, URGENCY } from './advice';
import { firstChecks } from './first-checks';
import { readable } from './literal';
import { inlineCode, link } from './markdown';
import { RUNBOOK_SECTIONS, type Runbook, type RunbookAlarm, type RunbookPart, type RunbookService } from './runbook-model';
import { silencing } from './silencing';

/** Writes the runbook of an alarm. Pure: what it reads is the signal with its resource, the plan of the alarm and the service. */
export function runbookOf(alarm: RunbookAlarm, service: RunbookService): Runbook {
  const parts: Record<typeof RUNBOOK_SECTIONS[number], RunbookPart> = {
    'What it means': meaning(alarm),
    'Impact': impact(alarm, service),
    'First checks': firstChecks(alarm, service),
    'Likely causes': causes(alarm),
    'How to mitigate': mitigation(alarm),
    'How to silence it with care': silencing(alarm, service),
    'Escalation': escalation(alarm, service),
  };
  return { alarm, sections: RUNBOOK_SECTIONS.map(title => ({ title, ...parts[title] })) };
}

function meaning(alarm: RunbookAlarm): RunbookPart {
  const { signal, statistic, missingData, condition, threshold, literalName } = alarm;
  const { spec, source } = signal;
  const namespace = spec.namespace ?? source.namespace;
  const inputs = Object.entries(spec.inputs ?? {})
    .map(([id, input]) => `${inlineCode(id)} (${input.statistic} of ${input.namespace ?? namespace} ${input.metricName})`);
  const measured = spec.metricName === undefined
    ? `the expression ${inlineCode(signal._filled(spec.expression ?? ''))} over ${inputs.join(', ')}`
    : `the ${signal._filled(statistic ?? spec.statistic ?? '')} of the metric ${inlineCode(`${namespace} ${spec.metricName}`)}`;
  const cautions = (source.cautions ?? []).map(caution => readable(caution, signal.resource.construct));
  return {
    shared: [
      { paragraph: `*${spec.title}* (${source.title}) is ${measured}. ${ADVICE[spec.category].measures} ${ABSENCE[missingData]}` },
      ...cautions.length === 0 ? [] : [{ paragraph: 'Before you read the numbers:' }, { bullets: cautions }],
    ],
    own: [{ paragraph: `${inlineCode(literalName)} is in ALARM: ${condition}${threshold === undefined ? '' : ` As it is configured now, that is ${threshold}${UNITS[spec.unit]}.`}` }],
  };
}

function impact({ signal, severity, feedsHealth }: RunbookAlarm, service: RunbookService): RunbookPart {
  const symptom = feedsHealth ? ' It is a symptom: users feel it.' : ' It is a cause: it becomes a symptom if nobody acts.';
  return {
    shared: [
      { paragraph: `${ADVICE[signal.spec.category].impact}${signal.spec.category === SignalCategory.COST ? '' : symptom}` },
      { paragraph: `Severity ${severity}: ${URGENCY[severity]} ${service.title} is of tier ${service.tier.replace('TIER_', '')}, ${IMPORTANCE[service.tier]}.` },
    ],
    own: [],
  };
}

function causes({ signal, cause }: RunbookAlarm): RunbookPart {
  return {
    shared: [{
      bullets: [`${cause}.`, ...ADVICE[signal.spec.category].causes, 'A deployment or a change of configuration just before the first breach.'],
    }],
    own: [],
  };
}

function mitigation({ signal }: RunbookAlarm): RunbookPart {
  return {
    shared: [{
      steps: [
        { text: 'If it began with a deployment, roll that back first, and look for the cause afterwards.' },
        ...ADVICE[signal.spec.category].mitigation.map(text => ({ text })),
        { text: 'Stay until the alarm is OK again, and write down what helped.' },
      ],
    }],
    own: [],
  };
}

function escalation({ severity, feedsHealth, reaches }: RunbookAlarm, service: RunbookService): RunbookPart {
  const told = feedsHealth ? service.healthReaches : reaches;
  const through = feedsHealth ? ` through ${link(service.healthAlarm, service.console.alarm(service.healthAlarm))}` : '';
  const patience = severity === Severity.PAGE
    ? 'If users are still hurt after 30 minutes, or you do not know what to try next, call the owner and open an incident.'
    : 'If it turns into something that users feel, treat it as a page: call the owner and open an incident.';
  return {
    shared: [{
      bullets: [
        `Owner of ${service.title}: ${service.owner}.`,
        told.length === 0 ? `Severity ${severity}${through}. No route takes it, so nobody is told.` : `Severity ${severity}${through}. It tells: ${told.join(', ')}.`,
        patience,
      ],
    }],
    own: [],
  };
}

