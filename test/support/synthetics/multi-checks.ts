import * as dns from 'dns/promises';
import * as net from 'net';
import * as tls from 'tls';
import type { Assertion, CheckConfig, MultiChecksConfig } from '../../../src/synthetics/private/multi-checks-config';
import type { Run, StepReport } from './harness';

export interface MultiChecksOptions {
  /** Addresses by name, in place of DNS. */
  readonly resolve?: Readonly<Record<string, string[]>>;
  /** The certificate authority to trust. */
  readonly ca?: string;
  /** Overrides timeouts, which the blueprint does not allow below five seconds. */
  readonly timeoutMs: number;
}

/** What a check has found out, for its assertions. */
interface Finding { readonly values: Readonly<Record<string, unknown>>; readonly headers?: Headers; readonly body?: string }

/**
 * Does what the configuration of the multi-checks blueprint says, straightforwardly and by its documentation. The blueprint itself is code of AWS that is not
 * published: this shows that the configuration means what the journey means, not how AWS words a failure.
 */
export async function runMultiChecks(config: MultiChecksConfig, options: MultiChecksOptions): Promise<Run> {
  const steps: StepReport[] = [];
  for (const key of Object.keys(config.steps).sort((a, b) => Number(a) - Number(b))) {
    const check = config.steps[key];
    const reason = await faultOf(check, options);
    steps.push({ name: check.stepName, status: reason === undefined ? 'PASSED' : 'FAILED', screenshots: [], ...reason === undefined ? {} : { reason } });
  }
  const failed = steps.find(({ status }) => status === 'FAILED');
  return { status: failed ? 'FAILED' : 'PASSED', steps, ...failed ? { failedStep: failed.name, reason: failed.reason } : {} };
}

async function faultOf(check: CheckConfig, options: MultiChecksOptions): Promise<string | undefined> {
  try {
    const finding = await CHECKERS[check.checkerType](check, options);
    for (const assertion of check.assertions) {
      const actual = valueOf(assertion, finding);
      if (!holds(assertion, actual)) return `${assertion.type} is ${actual}, expected ${assertion.operator ?? 'to be'} ${assertion.value}`;
    }
    return undefined;
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'timed out' : (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  }
}

const CHECKERS: Readonly<Record<CheckConfig['checkerType'], (check: CheckConfig, options: MultiChecksOptions) => Promise<Finding>>> = {
  HTTP: async (check, { timeoutMs }) => {
    const started = Date.now();
    const response = await fetch(check.url as string, {
      method: check.httpMethod as string, headers: check.headers as Record<string, string>, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await response.text();
    return { values: { STATUS_CODE: response.status, RESPONSE_TIME: Date.now() - started }, headers: response.headers, body };
  },
  DNS: async ({ domain }, { resolve }) => {
    const records = resolve?.[domain as string] ?? await dns.resolve4(domain as string);
    return { values: { RECORD_COUNT: records.length, RECORD_VALUE: records.join(' ') } };
  },
  SSL: ({ hostname, port, allowSelfSigned }, { timeoutMs, ca }) => within(timeoutMs, (resolve, reject) => {
    const host = hostname as string;
    const socket = tls.connect({ host, port: port as number, servername: host, rejectUnauthorized: !allowSelfSigned, ca }, () => {
      const days = (Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / 86_400_000;
      socket.destroy();
      resolve({ values: { CERTIFICATE_EXPIRY: days } });
    }).on('error', reject);
    return () => socket.destroy();
  }),
  TCP: ({ hostname, port }, { timeoutMs }) => within(timeoutMs, (resolve, reject) => {
    const socket = net.connect(port as number, hostname as string, () => {
      socket.destroy();
      resolve({ values: { CONNECTION_SUCCESSFUL: true } });
    }).on('error', reject);
    return () => socket.destroy();
  }),
};

function within(timeoutMs: number, start: (resolve: (finding: Finding) => void, reject: (error: Error) => void) => () => void): Promise<Finding> {
  return new Promise((resolve, reject) => {
    const stop = start(finding => { clearTimeout(timer); resolve(finding); }, error => { clearTimeout(timer); reject(error); });
    const timer = setTimeout(() => { stop(); reject(Object.assign(new Error('timed out'), { name: 'TimeoutError' })); }, timeoutMs);
  });
}

function valueOf({ type, headerName, path }: Assertion, { values, headers, body }: Finding): unknown {
  if (type === 'HEADER') return headers!.get(String(headerName)) ?? '';
  if (type !== 'BODY') return values[type];
  return String(path).split('.').slice(1).reduce((value: any, key) => value?.[key], JSON.parse(body!));
}

function holds({ operator = 'EQUALS', value }: Assertion, actual: unknown): boolean {
  switch (operator) {
    case 'EQUALS': return actual === value;
    case 'CONTAINS': return String(actual).includes(String(value));
    case 'GREATER_THAN': return Number(actual) > Number(value);
    case 'LESS_THAN': return Number(actual) < Number(value);
    default: throw new Error(`There is no operator ${operator}`);
  }
}
