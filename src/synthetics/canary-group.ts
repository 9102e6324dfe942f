import { aws_synthetics as synthetics, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import type { SyntheticCanary } from './synthetic-canary';

/** Properties of `CanaryGroup`. */
export interface CanaryGroupProps {
  /** Name of the group, unique in the account over all Regions: a literal of 1 to 64 lower-case letters, digits, `-` and `_`. */
  readonly groupName: string;

  /** One to ten canaries. */
  readonly canaries: SyntheticCanary[];
}

/**
 * Canaries that the console shows together, with their results in sum.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Groups.html
 */
export class CanaryGroup extends Construct {
  /** Name of the group. */
  public readonly groupName: string;

  /**
   * @throws when the name is not valid, or there is no canary or more than ten
   */
  constructor(scope: Construct, id: string, { groupName, canaries }: CanaryGroupProps) {
    super(scope, id);
    markOwn(this);
    const { groupNameLength, groupCanaries } = LIMITS.canary;
    if (Token.isUnresolved(groupName) || !/^[0-9a-z_-]+$/.test(groupName) || groupName.length > groupNameLength) {
      throw complaint(this, { what: 'groupName is not valid', received: groupName, valid: `a literal of 1 to ${groupNameLength} lower-case letters, digits, - and _` });
    }
    if (canaries.length === 0 || canaries.length > groupCanaries) {
      throw complaint(this, { what: 'a group has some canaries', received: canaries.length, valid: `1 to ${groupCanaries}`, fix: 'Make several groups' });
    }
    this.groupName = groupName;
    const group = new synthetics.CfnGroup(this, 'Resource', { name: groupName, resourceArns: canaries.map(({ canaryArn }) => canaryArn) });
    for (const { resource } of canaries) group.node.addDependency(resource);
  }
}
