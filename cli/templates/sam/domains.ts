import type { ResourceEntry } from '../../../src/rules/private/template-unit';
import { isFunction, isObject, itemsOf, pick, present } from '../language/values';
import { made } from './conversion';
import { ref } from './references';

type Made = Readonly<Record<string, ResourceEntry>>;

/** The domain name of a REST API and its base paths; records of Route 53 are left out. */
export function restDomain(api: string, domain: unknown, stage: string, condition: unknown): Made {
  if (!isObject(domain) || isFunction(domain)) return {};
  const name = `${api}DomainName`;
  const isEdge = domain.EndpointConfiguration === 'EDGE';
  return {
    [name]: made('AWS::ApiGateway::DomainName', present({
      ...pick(domain, 'DomainName', 'SecurityPolicy', 'MutualTlsAuthentication'),
      EndpointConfiguration: { Types: [domain.EndpointConfiguration ?? 'REGIONAL'] },
      [isEdge ? 'CertificateArn' : 'RegionalCertificateArn']: domain.CertificateArn,
    }), condition),
    ...mappings(api, domain.BasePath, BasePath => made('AWS::ApiGateway::BasePathMapping', present({
      DomainName: ref(name), RestApiId: ref(api), Stage: ref(stage), BasePath,
    }), condition)),
  };
}

export function httpDomain(api: string, domain: unknown, stage: string, condition: unknown): Made {
  if (!isObject(domain) || isFunction(domain)) return {};
  const name = `${api}DomainName`;
  return {
    [name]: made('AWS::ApiGatewayV2::DomainName', present({
      ...pick(domain, 'DomainName', 'MutualTlsAuthentication'),
      DomainNameConfigurations: [present({ ...pick(domain, 'CertificateArn', 'SecurityPolicy'), EndpointType: domain.EndpointConfiguration ?? 'REGIONAL' })],
    }), condition),
    ...mappings(api, domain.BasePath, ApiMappingKey => made('AWS::ApiGatewayV2::ApiMapping', present({
      DomainName: ref(name), ApiId: ref(api), Stage: ref(stage), ApiMappingKey,
    }), condition)),
  };
}

function mappings(api: string, paths: unknown, mapping: (path: unknown) => ResourceEntry): Made {
  const list = itemsOf(paths);
  if (list.length === 0) return { [`${api}BasePathMapping`]: mapping(undefined) };
  return Object.fromEntries(list.map((path, index) => [`${api}BasePathMapping${index === 0 ? '' : index}`, mapping(path === '/' ? undefined : path)]));
}
