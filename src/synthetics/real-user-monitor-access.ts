import { Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { existingPoolAccess, newPoolAccess, policyAccess, type BoundAccess, type GuestMonitor } from './private/rum/access';

/** Options of a resource policy for guests. */
export interface GuestPolicyOptions {
  /**
   * A name that events have to carry, 1 to 255 characters and no token. The snippet holds it, so it keeps stray senders out, not attackers.
   *
   * @default - events need no alias
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-resource-policies.html
   */
  readonly alias?: string;

  /**
   * Whether only browsers that name a page of the `domains` as referrer are let in. Pages that suppress the referrer then send nothing.
   * A referrer can be forged, so this as well keeps stray senders out, not attackers.
   *
   * @default false
   */
  readonly onlyFromDomains?: boolean;
}

/**
 * How browsers of visitors, who have no account, may send events to an app monitor. Whatever the way, anybody who reads the page can send events: rights are
 * for that one action on that one app monitor.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-get-started-authorization.html
 */
export class GuestAccess {
  /**
   * A resource policy of the app monitor lets unsigned events in. It has the fewest parts: no identity pool, no role, no credentials in browsers, and one request where
   * Cognito takes three.
   *
   * @throws when the alias is a token, empty or too long
   */
  public static resourcePolicy(options: GuestPolicyOptions = {}): GuestAccess {
    const { alias } = options;
    if (alias !== undefined && (Token.isUnresolved(alias) || alias.trim() === '' || alias.length > LIMITS.rum.aliasLength)) {
      throw complaint('GuestAccess.resourcePolicy', { what: 'alias is not usable', received: alias, valid: `a literal of 1 to ${LIMITS.rum.aliasLength} characters` });
    }
    return new GuestAccess(monitor => policyAccess(monitor, options));
  }

  /**
   * An identity pool of its own gives guests credentials for a role that may send events, and events are signed. The pool takes the enhanced flow alone, so that Cognito
   * narrows the role further, and no `guestRoleArn` stands in pages.
   */
  public static cognito(): GuestAccess {
    return new GuestAccess(newPoolAccess);
  }

  /**
   * Guests of an identity pool that there is already. Their role is given the right to send events.
   *
   * @param identityPoolId the pool, of the Region of the app monitor, which lets unauthenticated identities in
   * @param guestRole the role of its unauthenticated identities
   * @throws when the id is none of an identity pool
   */
  public static identityPool(identityPoolId: string, guestRole: IRole): GuestAccess {
    if (!Token.isUnresolved(identityPoolId) && !/^[\w-]+:[0-9a-f-]+$/.test(identityPoolId)) {
      throw complaint('GuestAccess.identityPool', { what: 'identityPoolId is not the id of an identity pool', received: identityPoolId, valid: 'such as eu-west-1:12345678-1234-1234-1234-123456789012' });
    }
    return new GuestAccess(monitor => existingPoolAccess(monitor, identityPoolId, guestRole));
  }

  private constructor(private readonly bind: (monitor: GuestMonitor) => BoundAccess) {}

  /** @internal */
  public _bind(monitor: GuestMonitor): BoundAccess {
    return this.bind(monitor);
  }
}
