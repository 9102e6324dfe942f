import { complaint } from '../core/private/errors';
import type { DnsCheckProps, HttpCheckProps, TcpCheckProps, TlsCheckProps } from './check-props';
import { dnsCheck, httpCheck, tcpCheck, tlsCheck, type CheckConfig, type CheckSecrets } from './private/multi-checks-config';

/** One check of `Journey.multiChecks`, which AWS runs without a browser. */
export class Check {
  /**
   * Sends a request.
   *
   * @param name name of the step: a letter, then letters, digits, `-` and `_`; 64 characters at most
   * @throws when a value is a token, out of range, or a secret in clear text
   */
  public static http(name: string, props: HttpCheckProps): Check {
    return new Check(name, secrets => httpCheck(name, props, secrets));
  }

  /**
   * Looks a name up.
   *
   * @param name name of the step
   * @throws when a value is a token or out of range
   */
  public static dns(name: string, props: DnsCheckProps): Check {
    return new Check(name, () => dnsCheck(name, props));
  }

  /**
   * Fails when a certificate is about to expire, or does not fit its host.
   *
   * @param name name of the step
   * @throws when a value is a token or out of range
   */
  public static tls(name: string, props: TlsCheckProps): Check {
    return new Check(name, () => tlsCheck(name, props));
  }

  /**
   * Opens a connection.
   *
   * @param name name of the step
   * @throws when a value is a token or out of range
   */
  public static tcp(name: string, props: TcpCheckProps): Check {
    return new Check(name, () => tcpCheck(name, props));
  }

  private constructor(
    /** Name of the step. */
    public readonly name: string,
    private readonly render: (secrets: CheckSecrets) => CheckConfig,
  ) {
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
      throw complaint('Check', { what: 'the name of a check becomes the dimension StepName', received: name, valid: 'a letter, then letters, digits, - and _; 64 characters at most' });
    }
  }

  /** @internal */
  public _config(secrets: CheckSecrets): CheckConfig {
    return this.render(secrets);
  }
}
