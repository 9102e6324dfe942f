import { isFunction, membersOf, pick, present, type Values } from '../language/values';
import { type Converter, made } from './conversion';
import { restDomain } from './domains';
import { s3Location } from './function-code';
import { ref, idPart } from './references';
import { tagList } from './tags';

const UNCHANGED = [
  'Name', 'Description', 'BinaryMediaTypes', 'MinimumCompressionSize', 'DisableExecuteApiEndpoint', 'ApiKeySourceType', 'FailOnWarnings', 'Mode', 'Policy', 'SecurityPolicy',
];
const OF_STAGE = ['CacheClusterEnabled', 'CacheClusterSize', 'Variables', 'AccessLogSetting', 'CanarySetting', 'MethodSettings', 'TracingEnabled'];

/** A REST API with its deployment, its stage and its domain name. */
export const restApi: Converter = ({ id, properties, attributes }) => {
  const { StageName, DefinitionBody, DefinitionUri, EndpointConfiguration, Tags } = properties;
  const tags = tagList(Tags);
  const stage = `${id}${idPart(StageName)}Stage`;
  const deployment = `${id}Deployment`;
  return {
    resources: {
      [id]: {
        ...attributes,
        Type: 'AWS::ApiGateway::RestApi',
        Properties: present({
          ...pick(properties, ...UNCHANGED),
          Body: DefinitionBody,
          BodyS3Location: s3Location(DefinitionUri, 'Bucket', 'Key', 'Version'),
          EndpointConfiguration: endpoint(EndpointConfiguration),
          Tags: tags,
        }),
      },
      [deployment]: made('AWS::ApiGateway::Deployment', { RestApiId: ref(id) }, attributes.Condition),
      [stage]: made('AWS::ApiGateway::Stage', present({
        RestApiId: ref(id), DeploymentId: ref(deployment), StageName, ...pick(properties, ...OF_STAGE), Tags: tags,
      }), attributes.Condition),
      ...restDomain(id, properties.Domain, stage, attributes.Condition),
    },
    references: { [`${id}.Stage`]: stage, [`${id}.Deployment`]: deployment },
  };
};

function endpoint(value: unknown): unknown {
  if (value === undefined) return undefined;
  if (typeof value === 'string' || isFunction(value)) return { Types: [value] };
  const { Type, VPCEndpointIds, IpAddressType } = membersOf(value) as Values;
  return present({ Types: Type === undefined ? undefined : [Type], VpcEndpointIds: VPCEndpointIds, IpAddressType });
}
