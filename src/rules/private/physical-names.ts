import { entryOf } from '../../core/private/entry-of';
/** What a literal name, ARN or URL of a resource tells. */
export interface LiteralName {
  readonly name: string;
  /** Of an ARN, such as `sqs`. */
  readonly service?: string;
  readonly region?: string;
  readonly account?: string;
}

/** Services whose name in ARNs is not the one in CloudFormation types. */
const ARN_SERVICES: Readonly<Record<string, string>> = {
  ApiGateway: 'apigateway', ApiGatewayV2: 'apigateway', CloudWatch: 'cloudwatch', ElasticLoadBalancingV2: 'elasticloadbalancing', OpenSearchService: 'es', StepFunctions: 'states',
};

/** Splits a name as people write it: plain, as an ARN or as the URL of a queue. Parts that only deployment tells are empty. */
export function parseName(text: string): LiteralName | undefined {
  if (text === '') return undefined;
  if (text.startsWith('arn:')) {
    const [, , service, region, account, ...rest] = text.split(':');
    const name = nameInArn(service, rest.join(':'));
    return name === '' ? undefined : { name, service, region: region || undefined, account: account || undefined };
  }
  if (/^https?:/.test(text)) return { name: text.split('/').pop()!, service: 'sqs' };
  return { name: text };
}

function nameInArn(service: string, resource: string): string {
  // `function:orders:live`, `log-group:/aws/lambda/orders:*`
  if (service === 'lambda' || service === 'logs') return resource.split(':')[1] ?? '';
  // `table/orders/index/by-date`, `bucket/key`
  if (service === 'dynamodb') return resource.split('/')[1] ?? '';
  if (service === 's3') return resource.split('/')[0];
  return resource.split(/[:/]/).pop() ?? '';
}

/** Whether an ARN of a service can be one of a resource of a type. */
export function isOfService(resourceType: string, service: string | undefined): boolean {
  const [, typeService] = resourceType.split('::');
  return service === undefined || service === (entryOf(ARN_SERVICES, typeService) ?? typeService?.toLowerCase());
}

/** Where a definition in a language of its own has the name. */
const IN_DEFINITION: ReadonlyMap<string, readonly string[]> = new Map([['AWS::ApiGateway::RestApi', ['Body.info.title']]]);

const CANDIDATES = new Map<string, readonly string[]>();

/** The properties that may hold the name that a user gave to a resource of a type. */
export function nameProperties(resourceType: string): readonly string[] {
  let names = CANDIDATES.get(resourceType);
  if (!names) {
    const last = resourceType.split('::').pop()!;
    const short = /[A-Z][a-z]+$/.exec(last)?.[0] ?? last;
    names = [...new Set(['Name', `${last}Name`, `${short}Name`, `${last}Identifier`, ...IN_DEFINITION.get(resourceType) ?? []])];
    CANDIDATES.set(resourceType, names);
  }
  return names;
}
