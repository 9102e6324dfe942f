import type { Duration } from 'aws-cdk-lib';
import type { Check } from './check';
import type { JourneySecret } from './journey-secret';

/** What all checks have. */
export interface CheckOptions {
  /**
   * How long the check may take, 5 s to 5 minutes.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
}

/** Properties of `Check.http`. */
export interface HttpCheckProps extends CheckOptions {
  /** Address; a literal, as the blueprint reads it from a file. */
  readonly url: string;

  /**
   * `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD` or `OPTIONS`.
   *
   * @default GET
   */
  readonly method?: string;

  /**
   * Headers by name; literals.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * Headers with values from Secrets Manager, by name. The names of the secrets are literals.
   *
   * @default - none
   */
  readonly secretHeaders?: { readonly [name: string]: JourneySecret };

  /**
   * Body; a literal.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The status of the answer, 100 to 599.
   *
   * @default 200
   */
  readonly expectStatus?: number;

  /**
   * What headers of the answer hold, by name.
   *
   * @default - nothing is expected of them
   */
  readonly expectHeaders?: { readonly [name: string]: string };

  /**
   * Texts in the JSON body of the answer, by path: `$.items[0].id`.
   *
   * @default - nothing is expected of the body
   */
  readonly expectJson?: { readonly [path: string]: string };

  /**
   * The answer takes less than this.
   *
   * @default - only `timeout` counts
   */
  readonly maximumLatency?: Duration;
}

/** Types of DNS records that can be looked up. */
export enum DnsRecordType {
  /** Address. */
  A = 'A',
  /** Alias. */
  CNAME = 'CNAME',
  /** Mail server. */
  MX = 'MX',
  /** Text. */
  TXT = 'TXT',
  /** Name server. */
  NS = 'NS',
}

/** Properties of `Check.dns`. */
export interface DnsCheckProps extends CheckOptions {
  /** Name to look up; a literal. */
  readonly domain: string;

  /**
   * Type of the record.
   *
   * @default DnsRecordType.A
   */
  readonly recordType?: DnsRecordType;

  /**
   * Server to ask.
   *
   * @default - the resolver of the canary
   */
  readonly nameserver?: string;

  /**
   * What a record holds.
   *
   * @default - there is at least one record
   */
  readonly expectValue?: string;
}

/** Properties of `Check.tls`. */
export interface TlsCheckProps extends CheckOptions {
  /** Host; a literal. */
  readonly hostname: string;

  /**
   * Port, 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * The certificate has to be valid for more days than this.
   *
   * @default 14
   */
  readonly minimumDays?: number;
}

/** Properties of `Check.tcp`. */
export interface TcpCheckProps extends CheckOptions {
  /** Host; a literal. */
  readonly hostname: string;

  /** Port, 1 to 65535. */
  readonly port: number;
}

/** Properties of `Journey.multiChecks`. */
export interface MultiChecksJourneyProps {
  /** One to ten checks, one after the other. */
  readonly checks: Check[];
}
