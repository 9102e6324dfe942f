import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What a statement of a policy is about. */
interface Statement { readonly resources: readonly string[] }

/** Acknowledges each resource with a wildcard by itself, as cdk-nag names it: a wildcard that somebody adds to the role is still found. */
export function acknowledgeWideResources(role: Construct, statements: readonly Statement[], reason: string): void {
  const wide = new Set(statements.flatMap(({ resources }) => resources).map(resource => nameOf(Stack.of(role).resolve(resource))).filter(name => name.includes('*')));
  for (const name of wide) Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${name}]`, reason });
}

/** A resolved value in one line: references stand in angle brackets. */
function nameOf(value: any): string {
  if (value === null || typeof value !== 'object') return String(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${[value['Fn::GetAtt']].flat().join('.')}>`;
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(nameOf).join(value['Fn::Join'][0]);
  return JSON.stringify(value);
}
