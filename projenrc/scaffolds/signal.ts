import { SIGNAL_KINDS } from '../layout';
import type { ResourceFacts } from './resource-facts';
import type { Scaffold } from './scaffold';

const WELL_KNOWN_METRICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html';

/** By what a metric is called: a first guess, for a person to look over. */
const CATEGORIES: readonly [RegExp, string][] = [
  [/error|fail|fault|exception|5xx|4xx/i, 'ERRORS'],
  [/latency|duration|time|age(?![a-z])|delay/i, 'LATENCY'],
  [/throttl|exceed|rejected|utilization|capacity|backlog|depth|percent/i, 'SATURATION'],
];
const UNITS: readonly [RegExp, string][] = [
  [/percent|utilization/i, 'PERCENT'],
  [/latency|duration|milliseconds/i, 'MILLISECONDS'],
  [/bytes|size/i, 'BYTES'],
];

/** A kind of resource with all its metrics; the first error metric gets an alarm. */
export function signalScaffold(kind: string, facts: ResourceFacts): Scaffold {
  const metrics = facts.metrics.length > 0 ? facts.metrics : [{ name: 'Errors', statistic: 'Sum' }];
  const alarmed = metrics.find(({ name }) => guess(CATEGORIES, name, 'TRAFFIC') === 'ERRORS');
  const title = kindTitle(kind, facts.type);
  const importedAs = facts.dimension.charAt(0).toLowerCase() + facts.dimension.slice(1);
  const value = facts.isAttribute ? `resource.attribute('${facts.dimension}', '${importedAs}')` : `resource.ref('${importedAs}')`;
  const content = [
    ...alarmed ? ['import { Severity } from \'../../core/severity\';', 'import { ThresholdOrigin } from \'../alarm-spec\';'] : [],
    'import { defineSignals } from \'../private/define\';',
    'import { SignalCategory } from \'../signal-category\';',
    'import { SignalUnit } from \'../signal-unit\';',
    ...alarmed ? ['import { Threshold } from \'../threshold\';'] : [],
    '',
    'export default defineSignals({',
    `  kind: '${kind}',`,
    `  title: '${title}',`,
    `  resourceType: '${facts.type}',`,
    `  namespace: '${facts.namespace}',`,
    `  naming: 'the ${facts.dimension} of the ${title}',`,
    `  source: '${WELL_KNOWN_METRICS}',`,
    `  dimensions: resource => ({ ${facts.dimension}: ${value} }),`,
    '  signals: {',
    ...metrics.flatMap(metric => signalLines(metric, metric === alarmed)),
    '  },',
    '});',
    '',
  ].join('\n');
  return { path: `${SIGNAL_KINDS}/${kind}.ts`, content, nextSteps: nextSteps(facts) };
}

function nextSteps({ metrics, dimension, type }: ResourceFacts): string[] {
  return [
    ...metrics.length > 0 ? [] : [`replace the metric 'Errors': the CDK's data has no metrics of ${type}`],
    `check that '${dimension}' is the dimension that names the resource, and how an imported one tells it`,
    'set the source to the page that documents the metrics, and title, category, unit and statistic of each signal after it',
    'give an alarm to every signal that deserves one: threshold and its origin, likely cause, first step',
    'where an objective makes sense, say in `slis` what it counts or compares, and in `userFacing` whether users meet the resource',
    'run `npm test`: the contract tests hold the new kind to the same rules as all others',
  ];
}

function signalLines({ name, statistic }: ResourceFacts['metrics'][number], alarmed: boolean): string[] {
  const category = guess(CATEGORIES, name, 'TRAFFIC');
  const facts = `title: '${metricTitle(name)}', category: SignalCategory.${category}, metricName: '${name}', statistic: '${statistic}', `
    + `unit: SignalUnit.${guess(UNITS, name, 'COUNT')}`;
  if (!alarmed) return [`    ${signalId(name)}: { ${facts} },`];
  return [
    `    ${signalId(name)}: {`,
    `      ${facts},`,
    '      alarm: {',
    '        threshold: Threshold.absolute(0), severity: Severity.TICKET, evaluationPeriods: 5, origin: ThresholdOrigin.LIBRARY,',
    `        cause: '${name} is above zero for five minutes in a row',`,
    '        firstStep: \'Look at the log and at the latest deployment\',',
    '      },',
    '    },',
  ];
}

function guess(table: readonly [RegExp, string][], name: string, otherwise: string): string {
  return table.find(([pattern]) => pattern.test(name))?.[1] ?? otherwise;
}

function words(name: string): string[] {
  return name.match(/IPv\d|[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|\d+[A-Z]*(?![a-z])/g) ?? [name];
}

function signalId(name: string): string {
  const id = words(name).map((word, index) => index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(id) ? `http${id}` : id;
}

function metricTitle(name: string): string {
  const title = words(name).map(word => /^[A-Z\d]{2,}/.test(word) ? word : word.toLowerCase()).join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** The kind in words, with the service spelled as in the resource type: `sns-topic` is an 'SNS topic'. */
function kindTitle(kind: string, type: string): string {
  const [first, ...rest] = kind.split('-');
  const service = type.split('::')[1];
  return [service.toLowerCase() === first ? service : first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}
