import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Why a policy of ours has wildcards, to packs that report each of its resources with one. */
export interface Wildcards {
  readonly resources: readonly string[];
  readonly reason: string;
}

/** Acknowledges the findings of AwsSolutions about wildcards, which are named after what they are about. */
export function acknowledgeWildcards(policy: IConstruct, { resources, reason }: Wildcards): void {
  for (const resource of resources) {
    Validations.of(policy).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${flattened(Stack.of(policy).resolve(resource))}]`, reason });
  }
}

/** An ARN as findings have it: references stand in angle brackets. */
function flattened(value: any): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (value['Fn::Join']) return value['Fn::Join'][1].map(flattened).join(value['Fn::Join'][0]);
  return `<${value.Ref ?? value['Fn::GetAtt'].join('.')}>`;
}
