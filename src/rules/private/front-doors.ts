import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { functionsIn } from './functions';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const FUNCTION = 'AWS::Lambda::Function';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const FUNCTION_URL = 'AWS::Lambda::Url';

/** What users of a service talk to, with the kinds that it has in the signal catalog. */
export const FRONT_DOORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ApiGateway::RestApi', ['apigateway-rest-stage']],
  ['AWS::ApiGatewayV2::Api', ['apigatewayv2-http-stage', 'apigatewayv2-websocket-stage']],
  ['AWS::AppSync::GraphQLApi', ['appsync-api']],
  [BALANCER, ['alb']],
  [DISTRIBUTION, ['cloudfront-distribution']],
  [FUNCTION, ['lambda-function']],
]);

const BEHIND_DISTRIBUTIONS = [...FRONT_DOORS.keys(), FUNCTION_URL, 'AWS::S3::Bucket'];

/** Whether users wait for the resource itself, and not for one that is judged in its place; `undefined` when only deployment can tell. */
export function isFrontDoor(resource: WorkloadResource): boolean | undefined {
  if (resource.resourceType === FUNCTION) return resource.workload._once(functionsWithUrl).has(resource);
  if (resource.resourceType === DISTRIBUTION) return hasOriginElsewhere(resource);
  if (resource.resourceType !== BALANCER) return true;
  const type = resource.property('Type');
  return type.isUnknown ? undefined : type.isAbsent || type.text === 'application';
}

/** Whether there is an origin that works for its answers and is not in the app. */
function hasOriginElsewhere(distribution: WorkloadResource): boolean | undefined {
  const origins = distribution.property('DistributionConfig.Origins');
  if (origins.isUnknown) return undefined;
  let isUnknown = false;
  for (const origin of origins.items) {
    const name = origin.property('DomainName');
    if (origin.isUnknown) isUnknown = true;
    if (origin.property('CustomOriginConfig').isAbsent || name.targets(...BEHIND_DISTRIBUTIONS).length > 0) continue;
    if (name.text === undefined) isUnknown = true; else if (!/\.s3[.-]/.test(name.text)) return true;
  }
  return isUnknown ? undefined : false;
}

function functionsWithUrl(workload: Workload): ReadonlySet<WorkloadResource> {
  return new Set(workload.ofType(FUNCTION_URL).flatMap(url => functionsIn(url.property('TargetFunctionArn'))).map(({ fn }) => fn));
}
