import { createHash } from 'node:crypto';
import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';

const { nameLength, functionNameRoom } = LIMITS.canary;
const HASH_LENGTH = 6;

/** The name of a canary: the one that was asked for, or a short one that no other canary of the account and Region has. */
export function canaryNameOf(where: IConstruct, asked: string | undefined, suggested: string): string {
  if (asked === undefined) return shortName(where, suggested);
  if (Token.isUnresolved(asked) || !/^[0-9a-z_-]+$/.test(asked)) {
    throw complaint(where, { what: 'canaryName is not valid', received: asked, valid: `a literal of 1 to ${nameLength} lower-case letters, digits, - and _` });
  }
  if (asked.length > nameLength) {
    throw complaint(where, {
      what: 'canaryName is too long', received: `${asked.length} characters`, valid: `${nameLength} at most, and ${functionNameRoom} if its logs shall expire`,
    });
  }
  return asked;
}

/** As much of a name as leaves room for a hash of where the canary stands. */
function shortName(where: IConstruct, suggested: string): string {
  const { stackName } = Stack.of(where);
  const place = `${Token.isUnresolved(stackName) ? '' : stackName}/${where.node.path}`;
  const hash = createHash('sha256').update(place).digest('hex').slice(0, HASH_LENGTH);
  const words = suggested.toLowerCase().replace(/[^0-9a-z_-]+/g, '-').slice(0, functionNameRoom - HASH_LENGTH - 1).replace(/[-_]+$/, '');
  return `${words}-${hash}`;
}
