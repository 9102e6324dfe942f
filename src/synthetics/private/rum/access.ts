import { Validations, aws_cognito as cognito, aws_iam as iam } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const ACTION = 'rum:PutRumEvents';
const PROVIDER = 'cognito-identity.amazonaws.com';

/** The app monitor that guests are given access to. */
export interface GuestMonitor {
  readonly scope: Construct;
  readonly arn: string;
  readonly domains: readonly string[];
}

/** What an app monitor and its web client have to know of how guests get in. */
export interface BoundAccess {
  readonly policy?: object;
  readonly identityPoolId?: string;
  readonly alias?: string;
}

export interface PolicyConditions {
  readonly alias?: string;
  readonly onlyFromDomains?: boolean;
}

/** The monitor itself lets events of anybody in, and nothing else. */
export function policyAccess({ arn, domains }: GuestMonitor, { alias, onlyFromDomains }: PolicyConditions): BoundAccess {
  const conditions = {
    ...alias === undefined ? {} : { StringEquals: { 'rum:alias': [alias] } },
    ...onlyFromDomains ? { StringLike: { 'aws:Referer': domains.flatMap(referrers) } } : {},
  };
  const statement = {
    Sid: 'PutRumEvents', Effect: 'Allow', Principal: '*', Action: ACTION, Resource: arn,
    ...Object.keys(conditions).length > 0 ? { Condition: conditions } : {},
  };
  return { policy: { Version: '2012-10-17', Statement: [statement] }, alias };
}

/** An identity pool of guests alone, whose role may send events to the monitor, and nothing else. */
export function newPoolAccess({ scope, arn }: GuestMonitor): BoundAccess {
  const pool = new cognito.CfnIdentityPool(scope, 'IdentityPool', { allowUnauthenticatedIdentities: true, allowClassicFlow: false });
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG7',
    reason: 'visitors of the pages have no account: the one thing that their role may do is to send events to one app monitor',
  });
  const role = new iam.Role(scope, 'GuestRole', {
    description: 'Lets visitors of the pages send events to an app monitor of CloudWatch RUM',
    assumedBy: new iam.WebIdentityPrincipal(PROVIDER, {
      'StringEquals': { [`${PROVIDER}:aud`]: pool.ref },
      'ForAnyValue:StringLike': { [`${PROVIDER}:amr`]: 'unauthenticated' },
    }),
    inlinePolicies: { PutRumEvents: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: [ACTION], resources: [arn] })] }) },
  });
  new cognito.CfnIdentityPoolRoleAttachment(scope, 'GuestRoleAttachment', { identityPoolId: pool.ref, roles: { unauthenticated: role.roleArn } });
  return { identityPoolId: pool.ref };
}

/** Guests of a pool that there is already may send events to the monitor as well. */
export function existingPoolAccess({ arn }: GuestMonitor, identityPoolId: string, guestRole: IRole): BoundAccess {
  iam.Grant.addToPrincipal({ grantee: guestRole, actions: [ACTION], resourceArns: [arn] });
  return { identityPoolId };
}

/** What browsers send as referrer for pages of a domain. */
function referrers(domain: string): string[] {
  if (domain === 'localhost') return ['http://localhost/*', 'http://localhost:*'];
  return /^[\d.]+$/.test(domain) ? [`http://${domain}/*`, `http://${domain}:*`, `https://${domain}/*`] : [`https://${domain}/*`];
}
