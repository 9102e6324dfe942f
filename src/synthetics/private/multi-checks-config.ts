import { Token } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { CheckOptions, DnsCheckProps, HttpCheckProps, TcpCheckProps, TlsCheckProps } from '../check-props';
import type { JourneySecret } from '../journey-secret';
import { refuseClearText, refuseSecretsInBody } from './clear-text';
import { checkUrl, milliseconds, whole } from './journey-checks';

/**
 * `blueprint-config.json` of the multi-checks blueprint.
 *
 * Source: CloudWatch User Guide, "Writing a JSON configuration for Node.js multi Checks blueprint".
 */
export interface MultiChecksConfig {
  readonly variables?: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, CheckConfig>>;
}

export interface CheckConfig {
  readonly stepName: string;
  readonly checkerType: 'HTTP' | 'DNS' | 'SSL' | 'TCP';
  readonly timeout: number;
  readonly assertions: readonly Assertion[];
  readonly [property: string]: unknown;
}

export interface Assertion {
  readonly type: string;
  readonly [property: string]: string | number | boolean;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The secrets of all checks: each is a variable, which the runtime fills in. */
export class CheckSecrets {
  public readonly variables: Record<string, string> = {};
  public readonly secrets = new Set<ISecret>();

  public reference(where: string, { secret, field, prefix }: JourneySecret): string {
    const name = secret.secretName;
    if (Token.isUnresolved(name)) {
      throw complaint(where, {
        what: 'the blueprint finds a secret by its name, which only deployment tells', received: name, valid: 'a secret with a literal name',
        fix: 'Import it with Secret.fromSecretNameV2, or use Journey.api, which takes any secret',
      });
    }
    this.secrets.add(secret);
    const value = `\${AWS_SECRET:${name}${field === undefined ? '' : `:${field}`}}`;
    const known = Object.keys(this.variables).find(variable => this.variables[variable] === value);
    const variable = known ?? `secret${Object.keys(this.variables).length + 1}`;
    this.variables[variable] = value;
    if (Object.keys(this.variables).length > LIMITS.multiChecks.variables) {
      throw complaint(where, { what: 'there are too many secrets', valid: `${LIMITS.multiChecks.variables} at most`, fix: 'Make a second journey' });
    }
    return `${prefix ?? ''}\${${variable}}`;
  }
}

export function httpCheck(name: string, props: HttpCheckProps, secrets: CheckSecrets): CheckConfig {
  const where = `Check.http '${name}'`;
  const { url, method = 'GET', headers = {}, secretHeaders = {}, body, expectStatus = 200, maximumLatency } = props;
  literal(where, 'url', url);
  checkUrl(where, url);
  if (!METHODS.includes(method)) throw complaint(where, { what: 'method is unknown', received: method, valid: METHODS.join(', ') });
  for (const [header, value] of Object.entries(headers)) refuseClearText(where, `the header ${header}`, literal(where, `the header ${header}`, value));
  if (body !== undefined) refuseSecretsInBody(where, literal(where, 'body', body));
  const secret = Object.entries(secretHeaders).map(([header, value]) => [header, secrets.reference(where, value)]);
  const allHeaders = { ...headers, ...Object.fromEntries(secret) };
  return {
    stepName: name, checkerType: 'HTTP', url, httpMethod: method, timeout: timeoutOf(where, props),
    ...Object.keys(allHeaders).length === 0 ? {} : { headers: allHeaders },
    ...body === undefined ? {} : { body },
    assertions: [
      { type: 'STATUS_CODE', operator: 'EQUALS', value: whole(where, 'expectStatus', expectStatus, 100, 599) },
      ...Object.entries(props.expectHeaders ?? {}).map(([headerName, value]) => ({ type: 'HEADER', headerName, operator: 'CONTAINS', value })),
      ...Object.entries(props.expectJson ?? {}).map(([path, value]) => ({ type: 'BODY', target: 'JSON', path, operator: 'EQUALS', value })),
      ...maximumLatency === undefined
        ? []
        : [{ type: 'RESPONSE_TIME', operator: 'LESS_THAN', value: milliseconds(where, 'maximumLatency', maximumLatency), unit: 'MILLISECONDS' }],
    ],
  };
}

export function dnsCheck(name: string, props: DnsCheckProps): CheckConfig {
  const where = `Check.dns '${name}'`;
  const { domain, recordType = 'A', nameserver, expectValue } = props;
  return {
    stepName: name, checkerType: 'DNS', domain: host(where, 'domain', domain), recordType, timeout: timeoutOf(where, props),
    ...nameserver === undefined ? {} : { nameserver: literal(where, 'nameserver', nameserver) },
    assertions: expectValue === undefined
      ? [{ type: 'RECORD_COUNT', operator: 'GREATER_THAN', value: 0 }]
      : [{ type: 'RECORD_VALUE', operator: 'CONTAINS', value: literal(where, 'expectValue', expectValue) }],
  };
}

export function tlsCheck(name: string, props: TlsCheckProps): CheckConfig {
  const where = `Check.tls '${name}'`;
  const { hostname, port = 443, minimumDays = 14 } = props;
  return {
    stepName: name, checkerType: 'SSL', hostname: host(where, 'hostname', hostname), port: whole(where, 'port', port, 1, 65_535), timeout: timeoutOf(where, props),
    sni: true, verifyHostname: true, allowSelfSigned: false,
    assertions: [{ type: 'CERTIFICATE_EXPIRY', operator: 'GREATER_THAN', value: whole(where, 'minimumDays', minimumDays, 0, 3_650), unit: 'DAYS' }],
  };
}

export function tcpCheck(name: string, props: TcpCheckProps): CheckConfig {
  const where = `Check.tcp '${name}'`;
  const timeout = timeoutOf(where, props);
  return {
    stepName: name, checkerType: 'TCP', hostname: host(where, 'hostname', props.hostname), port: whole(where, 'port', props.port, 1, 65_535), timeout,
    connectionTimeout: timeout,
    assertions: [{ type: 'CONNECTION_SUCCESSFUL', value: true }],
  };
}

/** Refuses tokens: the blueprint reads a file, which is written before anything is deployed. */
function literal(where: string, what: string, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  throw complaint(where, {
    what: `${what} goes into a file of the blueprint`, received: value, valid: 'a literal', fix: 'Give the address as it will be, or use Journey.api, which takes tokens',
  });
}

function host(where: string, what: string, value: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(literal(where, what, value))) return value;
  throw complaint(where, { what: `${what} is no name of a host`, received: value, valid: 'letters, digits, - and ., without http://' });
}

function timeoutOf(where: string, { timeout }: CheckOptions): number {
  if (timeout === undefined) return 30_000;
  const [shortest, longest] = LIMITS.multiChecks.timeoutMilliseconds;
  const value = milliseconds(where, 'timeout', timeout, longest);
  return whole(where, 'timeout', value, shortest, longest);
}
