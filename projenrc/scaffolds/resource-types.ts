import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import type { Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { UsageError } from './scaffold';

let loaded: Promise<SpecDatabase> | undefined;

/** The CDK's own data about CloudFormation and CloudWatch; reading it takes seconds. */
export async function serviceSpec(): Promise<SpecDatabase> {
  return loaded ??= loadAwsServiceSpec();
}

/** What the CDK's own data tells of a resource type; a type that it does not know is an error with suggestions. */
export function resourceOfType(spec: SpecDatabase, type: string): Resource {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  if (!resource) throw new UsageError(`CloudFormation has no resource type '${type}'.${similarTypes(spec, type)}`);
  return resource;
}

function similarTypes(spec: SpecDatabase, type: string): string {
  const [, service = '', name = ''] = type.toLowerCase().split('::');
  const similar = spec.all('resource').map(resource => resource.cloudFormationType)
    .filter(known => known.toLowerCase().split('::')[1] === service || name !== '' && known.toLowerCase().endsWith(`::${name}`))
    .sort();
  return similar.length > 0 ? ` Did you mean one of ${similar.slice(0, 12).join(', ')}?` : '';
}
