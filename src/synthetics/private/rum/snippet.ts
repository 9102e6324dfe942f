/** What a snippet tells the web client; any text of it may be a token. */
export interface SnippetInit {
  readonly appMonitorId: string;
  readonly applicationVersion: string;
  readonly region: string;
  readonly clientUrl: string;
  readonly integrity?: string;
  readonly config: { readonly [key: string]: ConfigValue };
}

export type ConfigValue = undefined | string | number | boolean | RegExp | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** Queues what pages ask of the web client until it has loaded; it finds the queue and the configuration in `AwsRumClient`. */
const LOADER = `(function (namespace, id, version, region, url, config, integrity) {
  var client = window.AwsRumClient = { q: [], n: namespace, i: id, v: version, r: region, c: config };
  window[namespace] = function (command, payload) { client.q.push({ c: command, p: payload }); };
  var script = document.createElement('script');
  script.async = true;
  if (integrity) { script.integrity = integrity; script.crossOrigin = 'anonymous'; }
  script.src = url;
  document.head.appendChild(script);
})`;

/** The script element to paste into the head of pages. */
export function renderSnippet({ appMonitorId, applicationVersion, region, clientUrl, integrity, config }: SnippetInit): string {
  const values = ['cwr', appMonitorId, applicationVersion, region, clientUrl, config, ...integrity === undefined ? [] : [integrity]];
  return `<script>\n${LOADER}(\n${values.map(value => `  ${literal(value)}`).join(',\n')}\n);\n</script>\n`;
}

/** Matches the pages of an address, whatever their query or fragment; `*` stands for anything. */
export function pagePattern(url: string): RegExp {
  return new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}(?:[?#]|$)`);
}

/** A value as JavaScript that can stand in a page. */
function literal(value: ConfigValue): string {
  if (value instanceof RegExp) return value.toString();
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => `${key}: ${literal(each)}`);
    return `{ ${entries.join(', ')} }`;
  }
  // What would close the element, or open a comment, in the middle of a text.
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function isList(value: ConfigValue): value is readonly ConfigValue[] {
  return Array.isArray(value);
}
