import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why a policy of ours has a wildcard, to packs that report each. */
export function acknowledgeWildcards(policy: IConstruct, reason: string): void {
  Validations.of(policy).acknowledge({ id: 'AwsSolutions::AwsSolutions-IAM5', reason });
}
