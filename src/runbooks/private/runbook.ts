import { CfnResource, Stack } from 'aws-cdk-lib';
import { outermostStack } from '../../core/private/cross-stack';
import type { ServiceTier } from '../../core/service-tier';
import type { Severity } from '../../core/severity';
import { Comparison, type MissingData } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import { isMath } from '../../signals/private/metric-model';
import { ABSENCE, ADVICE, IMPORTANCE, URGENCY } from './advice';
import type { AwsConsole, GraphMetric } from './aws-console';
import { pageOf } from './console-pages';
import { literalOf, readable } from './literal';
import { logQueries } from './log-queries';
import { logSourcesOf, type LogSource } from './log-sources';
import { inlineCode, link, shellWord, type Block, type Step } from './markdown';
import { traceFilterOf } from './trace-filters';

/** What the runbooks of a service have in common; its texts hold no token. */
export interface RunbookService {
  readonly title: string;
  readonly owner: string;
  readonly tier: ServiceTier;
  readonly region?: string;
  readonly console: AwsConsole;
  readonly opsDashboard: string;
  /** The alarm through which symptoms reach people. */
  readonly healthAlarm: string;
  readonly healthReaches: readonly string[];
}

/** An alarm as far as its runbook is concerned; its texts hold no token. */
export interface RunbookAlarm {
  readonly signal: BoundSignal;
  readonly literalName: string;
  /** Such as "Lambda function Orders: error rate above 1% in 3 of 5 periods of 60 s." */
  readonly condition: string;
  /** The threshold as a number; standard deviations for an anomaly band. */
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly severity: Severity;
  readonly feedsHealth: boolean;
  readonly missingData: MissingData;
  readonly statistic?: string;
  readonly periodSeconds: number;
  readonly cause: string;
  readonly firstStep: string;
  /** Whom it tells by itself, in words. */
  readonly reaches: readonly string[];
}

/** The parts of every runbook, in their order. */
export const RUNBOOK_SECTIONS = [
  'What it means', 'Impact', 'First checks', 'Likely causes', 'How to mitigate', 'How to silence it with care', 'Escalation',
] as const;

/** A part of a runbook: what holds for every resource with the signal, and what holds for this one. */
export interface RunbookSection {
  readonly title: typeof RUNBOOK_SECTIONS[number];
  readonly shared: readonly Block[];
  readonly own: readonly Block[];
}

/** What somebody reads who is called by one alarm. */
export interface Runbook {
  readonly alarm: RunbookAlarm;
  readonly sections: readonly RunbookSection[];
}

/** Writes the runbook of an alarm. Pure: what it reads is the signal with its resource, the plan of the alarm and the service. */
export function runbookOf(alarm: RunbookAlarm, service: RunbookService): Runbook {
  const parts: Record<typeof RUNBOOK_SECTIONS[number], Omit<RunbookSection, 'title'>> = {
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

function meaning(alarm: RunbookAlarm): Omit<RunbookSection, 'title'> {
  const { signal, statistic, missingData, condition, threshold, literalName } = alarm;
  const { spec, source } = signal;
  const measured = spec.metricName === undefined
    ? `the expression ${inlineCode(signal._filled(spec.expression ?? ''))} over ${Object.entries(spec.inputs ?? {}).map(([id, input]) => `${inlineCode(id)} (${input.statistic} of ${input.namespace ?? spec.namespace ?? source.namespace} ${input.metricName})`).join(', ')}`
    : `the ${statistic ?? spec.statistic} of the metric ${inlineCode(`${spec.namespace ?? source.namespace} ${spec.metricName}`)}`;
  const cautions = (source.cautions ?? []).map(caution => readable(caution, signal.resource.construct));
  return {
    shared: [
      { paragraph: `*${spec.title}* of a ${source.title} is ${measured}. ${ADVICE[spec.category].measures} ${ABSENCE[missingData]}` },
      ...cautions.length === 0 ? [] : [{ paragraph: 'Before you read the numbers:' }, { bullets: cautions }],
    ],
    own: [{ paragraph: `${inlineCode(literalName)} is in ALARM: ${condition} ${thresholdInWords(alarm, threshold)}` }],
  };
}

function thresholdInWords({ comparison }: RunbookAlarm, threshold: number): string {
  const isBand = [Comparison.ABOVE_BAND, Comparison.BELOW_BAND, Comparison.OUTSIDE_BAND].includes(comparison);
  return isBand ? `The band is ${threshold} standard deviations wide on either side.` : `The threshold is ${threshold} in the unit of the metric.`;
}

function impact({ signal, severity, feedsHealth }: RunbookAlarm, service: RunbookService): Omit<RunbookSection, 'title'> {
  const symptom = feedsHealth ? ' It is a symptom: users feel it.' : ' It is a cause: it becomes a symptom if nobody acts.';
  return {
    shared: [
      { paragraph: `${ADVICE[signal.spec.category].impact}${signal.spec.category === 'COST' ? '' : symptom}` },
      { paragraph: `Severity ${severity}: ${URGENCY[severity]} ${service.title} is of tier ${service.tier.replace('TIER_', '')}, ${IMPORTANCE[service.tier]}.` },
    ],
    own: [],
  };
}

function firstChecks(alarm: RunbookAlarm, service: RunbookService): Omit<RunbookSection, 'title'> {
  const { firstStep } = alarm;
  return {
    shared: [{
      steps: [
        { text: `${firstStep}.` },
        { text: `Open the ${link('operations dashboard', service.console.dashboard(service.opsDashboard))}: what else is in ALARM, and what was first?` },
      ],
    }],
    own: [{ steps: [alarmStep(alarm, service), ...graphStep(alarm, service), ...resourceStep(alarm, service), deploymentStep(alarm, service), ...traceStep(alarm, service), ...logSteps(alarm, service)] }],
  };
}

function alarmStep({ literalName }: RunbookAlarm, service: RunbookService): Step {
  const command = `aws cloudwatch describe-alarm-history --alarm-name ${shellWord(literalName)} --history-item-type StateUpdate --max-items 10${inRegion(service)}`;
  return { text: `See since when: ${link('the alarm', service.console.alarm(literalName))}, or its latest changes of state.`, code: [{ language: 'sh', lines: [command] }] };
}

function graphStep({ signal, statistic, periodSeconds }: RunbookAlarm, { console: pages }: RunbookService): Step[] {
  const { construct } = signal.resource;
  const model = signal._model(Stack.of(construct), statistic, periodSeconds);
  const metrics = (isMath(model) ? Object.values(model.inputs) : [model]).map((metric): GraphMetric | undefined => {
    const dimensions = Object.entries(metric.dimensions).map(([name, value]) => [name, literalOf(value, construct)] as const);
    if (dimensions.some(([, value]) => value === undefined)) return undefined;
    const { namespace, metricName } = metric;
    return { namespace, metricName, statistic: metric.statistic, dimensions: Object.fromEntries(dimensions) as Record<string, string> };
  });
  const known = metrics.filter(metric => metric !== undefined);
  if (known.length === 0 || known.length < metrics.length) return [];
  return [{ text: `Look at ${link('the metric', pages.graph(known, periodSeconds))} over three hours, then over a week: is it a step, a slope or a rhythm?` }];
}

function resourceStep({ signal }: RunbookAlarm, { console: pages }: RunbookService): Step[] {
  const { resource, source } = signal;
  const page = pageOf(resource);
  const place = whereItStands(signal);
  if (page?.isOwn) return [{ text: `Open ${link(`the ${source.title}`, pages.page(page.place))} in the console. ${place}` }];
  const name = resource.physicalName;
  const list = page ? `Find it in ${link('the console', pages.page(page.place))}` : 'Find it';
  if (name !== undefined) return [{ text: `${list} by its name, ${inlineCode(name)}. ${place}` }];
  const declared = declarationOf(signal);
  if (!declared) return page ? [{ text: `${list}. ${place}` }] : [{ text: place }];
  const { logicalId, stackName, isNested } = declared;
  const stack = link(`stack ${stackName}`, pages.stack(stackName));
  return [{
    text: `${list} by its physical id, which the resources of the ${stack} list beside the logical id ${inlineCode(logicalId)}${isNested ? ', in a nested stack' : ''}. ${place}`,
    ...isNested ? {} : {
      code: [{ language: 'sh', lines: [`aws cloudformation describe-stack-resource --stack-name ${shellWord(stackName)} --logical-resource-id ${logicalId} --query StackResourceDetail.PhysicalResourceId --output text`] }],
    },
  }];
}

function whereItStands({ resource }: BoundSignal): string {
  return `In the code of the app it stands at ${inlineCode(resource.path)}.`;
}

function declarationOf({ resource }: BoundSignal): { readonly logicalId: string; readonly stackName: string; readonly isNested: boolean } | undefined {
  const { construct } = resource;
  if (!CfnResource.isCfnResource(construct)) return undefined;
  const logicalId = literalOf(construct.logicalId, construct);
  const stack = outermostStack(construct);
  const stackName = literalOf(stack.stackName, stack);
  return logicalId === undefined || stackName === undefined ? undefined : { logicalId, stackName, isNested: stack !== Stack.of(construct) };
}

function deploymentStep({ signal }: RunbookAlarm, service: RunbookService): Step {
  const declared = declarationOf(signal);
  if (!declared) return { text: 'Ask who owns the resource for its latest change: this app only refers to it.' };
  const command = `aws cloudformation describe-stack-events --stack-name ${shellWord(declared.stackName)} --max-items 20${inRegion(service)}`;
  return {
    text: `Compare the time with the latest deployment of the ${link(`stack ${declared.stackName}`, service.console.stack(declared.stackName))}.`,
    code: [{ language: 'sh', lines: [command] }],
  };
}

function traceStep({ signal }: RunbookAlarm, { console: pages }: RunbookService): Step[] {
  const filter = traceFilterOf(signal.resource);
  return filter === undefined ? [] : [{ text: `Open ${link('traces', pages.traces(filter))} that failed or were slow, and follow one to the segment that broke.` }];
}

function logSteps({ signal }: RunbookAlarm, { console: pages }: RunbookService): Step[] {
  return logSourcesOf(signal.resource).flatMap(source => logQueries(source.format, signal.spec.category).map((query): Step => {
    const title = `Logs Insights: ${query.shows}`;
    const address = pages.logsInsights(query.lines.join('\n'), source.name === undefined ? [] : [source.name]);
    return { text: `${link(title, address)} in the ${source.what}${whichGroup(source)}.`, code: [{ language: 'text', lines: query.lines }] };
  }));
}

function whichGroup({ name, howToFind }: LogSource): string {
  return name === undefined ? `. Choose the log group: ${howToFind}` : `, ${inlineCode(name)}`;
}

function causes({ signal, cause }: RunbookAlarm): Omit<RunbookSection, 'title'> {
  return {
    shared: [{
      bullets: [`${cause}.`, ...ADVICE[signal.spec.category].causes, 'A deployment or a change of configuration just before the first breach.'],
    }],
    own: [],
  };
}

function mitigation({ signal }: RunbookAlarm): Omit<RunbookSection, 'title'> {
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

function silencing(alarm: RunbookAlarm, service: RunbookService): Omit<RunbookSection, 'title'> {
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
  const lost = reaches.length === 0 ? 'Nobody is told by this alarm as it is; silencing it changes nothing for people.' : `Meanwhile it does not tell ${reaches.join(', ')}, neither of a breach nor of the recovery. It goes on changing its state on the dashboards.`;
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

function escalation({ severity, feedsHealth, reaches }: RunbookAlarm, service: RunbookService): Omit<RunbookSection, 'title'> {
  const told = feedsHealth ? service.healthReaches : reaches;
  const through = feedsHealth ? ` through ${link(service.healthAlarm, service.console.alarm(service.healthAlarm))}` : '';
  const patience = severity === 'PAGE'
    ? 'If users are still hurt after 30 minutes, or you do not know what to try next, call the owner and open an incident.'
    : 'If it turns into something that users feel, treat it as a page: call the owner and open an incident.';
  return {
    shared: [{
      bullets: [
        `Owner of ${service.title}: ${service.owner}.`,
        told.length === 0 ? `Severity ${severity}${through}. No route takes it, so nobody is told.` : `Severity ${severity}${through}, which tells ${told.join(', ')}.`,
        patience,
      ],
    }],
    own: [],
  };
}

function inRegion({ region }: RunbookService): string {
  return region === undefined ? '' : ` --region ${region}`;
}
