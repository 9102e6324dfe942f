import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { claim } from '../../core/private/claims';
import { complaint, type Complaint } from '../../core/private/errors';

/**
 * Refuses what an account has once in a Region, or a name that is taken there. Where only deployment tells the account or the Region, each Stage is taken to go to another.
 */
export function claimInAccount(construct: IConstruct, name: string, about: (other: string) => Complaint): void {
  const { account, region } = Stack.of(construct);
  const isKnown = !Token.isUnresolved(account) && !Token.isUnresolved(region);
  const place = `${account}/${region}${isKnown ? '' : `#${Stage.of(construct)?.node.path ?? ''}`}`;
  const other = claim(construct, `${name} ${place}`);
  if (other !== undefined) throw complaint(construct, about(other));
}
