import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import type { BoundSignal } from '../../signals/bound-signal';
import { isMath } from '../../signals/private/metric-model';
import { peekProperty, referencesIn } from '../../signals/private/peek';
import type { GraphMetric } from './aws-console';
import { pageOf } from './console-pages';
import { literalOf } from './literal';
import { logQueries } from './log-queries';
import { logSourcesOf, type LogSource } from './log-sources';
import { inlineCode, link, shellWord, type Step } from './markdown';
import { inRegion, type RunbookAlarm, type RunbookPart, type RunbookService } from './runbook-model';
import { traceFilterOf } from './trace-filters';

/** What to look at before anything is changed, each with the link or the command that shows it. */
export function firstChecks(alarm: RunbookAlarm, service: RunbookService): RunbookPart {
  const { firstStep } = alarm;
  return {
    shared: [{
      steps: [
        { text: `${firstStep}.` },
        { text: `Open the ${link('operations dashboard', service.console.dashboard(service.opsDashboard))}: what else is in ALARM, and what was first?` },
      ],
    }],
    own: [{
      steps: [
        alarmStep(alarm, service), ...graphStep(alarm, service), resourceStep(alarm, service), deploymentStep(alarm, service),
        ...traceStep(alarm, service), ...logSteps(alarm, service),
      ],
    }],
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
    const dimensions = Object.entries(metric.dimensions).map(([name, value]) => [name, literalDimension(name, value, construct)] as const);
    if (dimensions.some(([, value]) => value === undefined)) return undefined;
    const { namespace, metricName } = metric;
    return { namespace, metricName, statistic: metric.statistic, dimensions: Object.fromEntries(dimensions) as Record<string, string> };
  });
  const known = metrics.filter(metric => metric !== undefined);
  if (known.length === 0 || known.length < metrics.length) return [];
  return [{ text: `Look at ${link('the metric', pages.graph(known, periodSeconds))} over three hours, then over a week: is it a step, a slope or a rhythm?` }];
}

function resourceStep({ signal }: RunbookAlarm, service: RunbookService): Step {
  const { resource, source } = signal;
  const page = pageOf(resource);
  const address = page && service.console.page(page.place);
  if (page?.isOwn) return { text: `Open ${link(`the ${source.title}`, address!)} in the console. ${whereItStands(signal)}` };
  const find = address === undefined ? 'Find it' : `Find it in ${link('the console', address)}`;
  const name = resource.physicalName;
  if (name !== undefined) return { text: `${find} by its name, ${inlineCode(name)}. ${whereItStands(signal)}` };
  const declared = declarationOf(signal);
  return declared ? physicalIdStep(find, declared, whereItStands(signal), service) : { text: `${find}. ${whereItStands(signal)}` };
}

/** The value of a dimension; of a reference the name that the resource it leads to is given by the property that the dimension is called like. */
function literalDimension(name: string, value: string, scope: IConstruct): string | undefined {
  const [reference, ...others] = referencesIn(value);
  if (!reference || others.length > 0 || !/^\$\{Token\[[^\]]*\]\}$/.test(value) || !CfnResource.isCfnResource(reference.target)) return literalOf(value, scope);
  return literalOf(peekProperty(reference.target, name), reference.target);
}

/** Only deployment names the resource: CloudFormation knows how. */
function physicalIdStep(find: string, { logicalId, stackName, isNested }: Declaration, place: string, service: RunbookService): Step {
  const stack = link(`stack ${stackName}`, service.console.stack(stackName));
  const text = `${find} by its physical id, which the resources of the ${stack} list beside the logical id ${inlineCode(logicalId)}${isNested ? ', in a nested stack' : ''}. ${place}`;
  if (isNested) return { text };
  const command = [
    `aws cloudformation describe-stack-resource --stack-name ${shellWord(stackName)} --logical-resource-id ${logicalId}`,
    `  --query StackResourceDetail.PhysicalResourceId --output text${inRegion(service)}`,
  ];
  return { text, code: [{ language: 'sh', lines: [`${command[0]} \\`, command[1]] }] };
}

function whereItStands({ resource }: BoundSignal): string {
  return `In the code of the app it stands at ${inlineCode(resource.path)}.`;
}

interface Declaration {
  readonly logicalId: string;
  readonly stackName: string;
  readonly isNested: boolean;
}

/** A resource has several alarms, and a logical id stays what it is once somebody has asked for it. */
const DECLARATIONS = new WeakMap<CfnResource, Declaration>();

function declarationOf({ resource: { construct } }: BoundSignal): Declaration | undefined {
  if (!CfnResource.isCfnResource(construct)) return undefined;
  const known = DECLARATIONS.get(construct) ?? readDeclaration(construct);
  if (known) DECLARATIONS.set(construct, known);
  return known;
}

function readDeclaration(construct: CfnResource): Declaration | undefined {
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
