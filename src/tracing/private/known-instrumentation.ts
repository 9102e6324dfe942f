import { CfnResource } from 'aws-cdk-lib';
import { peek, peekProperty, referencesIn } from '../../signals/private/peek';

/** A tool that instruments programs, by what it leaves in the configuration of a function or of a container. */
interface Tool {
  readonly name: string;
  /** Layers, exec wrappers, and images and names of containers. */
  readonly mark?: RegExp;
  readonly variable?: RegExp;
  /** Handlers that wrap the one of the function. */
  readonly handler?: RegExp;
}

/** Names as the tools document them; what the X-Ray daemon takes is listed so that nothing is sent twice. */
const TOOLS: readonly Tool[] = [
  { name: 'Datadog', mark: /datadog/i, variable: /^DD_/, handler: /(^|\/)datadog[-_]lambda(-js)?[./]/ },
  { name: 'New Relic', mark: /newrelic|nri-ecs/i, variable: /^NEW_RELIC_/, handler: /newrelic[-_]lambda[-_]wrapper/ },
  { name: 'Dynatrace', mark: /dynatrace|oneagent/i, variable: /^DT_(TENANT|CLUSTER|CLUSTER_ID|CONNECTION_\w+|LOG_COLLECTION_AUTH_TOKEN)$/ },
  { name: 'Lumigo', mark: /lumigo/i, variable: /^LUMIGO_/, handler: /(@lumigo\/tracer|lumigo-auto-instrument)/ },
  { name: 'Splunk', mark: /splunk/i, variable: /^SPLUNK_(ACCESS_TOKEN|REALM|TRACE_\w+)$/ },
  { name: 'Elastic APM', mark: /elastic-apm/i, variable: /^ELASTIC_APM_/ },
  { name: 'Instana', mark: /instana/i, variable: /^INSTANA_/ },
  { name: 'Sentry', mark: /sentry(node|python)?serverlesssdk/i, variable: /^SENTRY_(DSN|TRACES_SAMPLE_RATE)$/ },
  { name: 'Honeycomb', mark: /honeycomb/i, variable: /^HONEYCOMB_/ },
  { name: 'Grafana Alloy', mark: /grafana-agent|grafana\/alloy/i },
  { name: 'Jaeger', mark: /jaeger/i, variable: /^JAEGER_/ },
  { name: 'the X-Ray daemon', mark: /xray-daemon|x-ray-daemon|aws-xray/i, variable: /^AWS_XRAY_DAEMON_ADDRESS$/ },
  { name: 'the CloudWatch agent', mark: /cloudwatch-agent|cwagent/i },
  { name: 'OpenTelemetry', mark: /otel|opentelemetry/i, variable: /^(OTEL_|OPENTELEMETRY_)/ },
];

/** What of a function or a container may tell of a tool; each value is a literal or a token. */
export interface Traits {
  readonly layers?: unknown;
  readonly variables?: unknown;
  readonly handler?: unknown;
  readonly wrapper?: unknown;
  readonly image?: unknown;
  readonly name?: unknown;
}

/** The tool that instruments a program already, with what told it; `undefined` where nothing does. */
export function instrumentationOf(traits: Traits): string | undefined {
  const layers = layerNames(traits.layers);
  const names = Object.keys(isObject(traits.variables) ? traits.variables : {});
  for (const { name, mark, variable, handler } of TOOLS) {
    const layer = layers.find(each => mark?.test(each));
    if (layer !== undefined) return `${name} (layer ${layer})`;
    const set = names.find(each => variable?.test(each));
    if (set !== undefined) return `${name} (variable ${set})`;
    if (handler?.test(text(traits.handler))) return `${name} (handler ${text(traits.handler)})`;
    if (mark?.test(text(traits.wrapper))) return `${name} (wrapper ${text(traits.wrapper)})`;
    if (mark?.test(text(traits.image)) || mark?.test(text(traits.name))) return `${name} (container ${text(traits.name)})`;
  }
  return undefined;
}

/** What a function has of it. */
export function functionTraits(fn: CfnResource): Traits {
  return {
    layers: peekProperty(fn, 'Layers'),
    variables: peekProperty(fn, 'Environment.Variables'),
    handler: peekProperty(fn, 'Handler'),
    wrapper: peekProperty(fn, 'Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER'),
  };
}

/** What a container has of it; L1 structs spell the names of members otherwise than templates. */
export function containerTraits(container: any): Traits {
  const variables = peek(container.environment ?? container.Environment);
  const entries = Array.isArray(variables) ? variables.map(each => [text(each?.name ?? each?.Name), each?.value ?? each?.Value]) : [];
  return { variables: Object.fromEntries(entries), image: peek(container.image ?? container.Image), name: peek(container.name ?? container.Name) };
}

/** Names by which layers can be told: the ARN where it is known, else what the app calls its own layer. */
function layerNames(layers: unknown): string[] {
  if (!Array.isArray(layers)) return [];
  return layers.flatMap(layer => {
    const arn = text(layer);
    const own = referencesIn(layer).map(({ target }) => target).filter(CfnResource.isCfnResource);
    return [
      ...arn === '' ? [] : [/:layer:([^:]+)/.exec(arn)?.[1] ?? arn],
      ...own.map(target => text(peekProperty(target, 'LayerName')) || target.node.path.replace(/\/Resource$/, '').split('/').pop()!),
    ];
  });
}

/** A string as far as it is one; tokens in it stand as such. */
function text(value: unknown): string {
  const literal = peek(value);
  return typeof literal === 'string' ? literal : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
