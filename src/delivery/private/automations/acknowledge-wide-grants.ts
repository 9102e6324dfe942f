import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Acknowledges each resource with a wildcard by itself, as cdk-nag names it: a wildcard that somebody adds to the role is still found. */
export function acknowledgeWideGrants(role: Construct, statements: readonly PolicyStatement[], reason: string): void {
  const names = statements.flatMap(({ resources }) => resources).map(resource => inOneLine(Stack.of(role).resolve(resource)));
  for (const name of new Set(names.filter(each => each.includes('*')))) {
    Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${name}]`, reason });
  }
}

/** A resolved value as findings quote it: references stand in angle brackets. */
function inOneLine(value: any): string {
  if (value === null || typeof value !== 'object') return String(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${[value['Fn::GetAtt']].flat().join('.')}>`;
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(inOneLine).join(value['Fn::Join'][0]);
  return JSON.stringify(value);
}
