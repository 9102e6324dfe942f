import { isFunction, isObject, pick, present } from '../language/values';
import { type Converter, made } from './conversion';
import { httpDomain } from './domains';
import { s3Location } from './function-code';
import { idPart, ref } from './references';

const OF_STAGE = ['AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings'];
const DEFAULT_STAGE = '$default';

/** An HTTP API with its stage and its domain name. */
export const httpApi: Converter = ({ id, properties, attributes }) => {
  const { StageName = DEFAULT_STAGE, DefinitionBody, DefinitionUri, CorsConfiguration, StageVariables, Tags } = properties;
  const stage = StageName === DEFAULT_STAGE ? `${id}ApiGatewayDefaultStage` : `${id}${idPart(StageName)}Stage`;
  return {
    resources: {
      [id]: {
        ...attributes,
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: present({
          ...pick(properties, 'Name', 'Description', 'DisableExecuteApiEndpoint', 'FailOnWarnings'),
          ProtocolType: 'HTTP',
          Body: DefinitionBody,
          BodyS3Location: s3Location(DefinitionUri, 'Bucket', 'Key', 'Version'),
          CorsConfiguration: isObject(CorsConfiguration) && !isFunction(CorsConfiguration) ? CorsConfiguration : undefined,
          Tags,
        }),
      },
      [stage]: made('AWS::ApiGatewayV2::Stage', present({
        ApiId: ref(id), StageName, AutoDeploy: true, ...pick(properties, ...OF_STAGE), StageVariables, Tags,
      }), attributes.Condition),
      ...httpDomain(id, properties.Domain, stage, attributes.Condition),
    },
    references: { [`${id}.Stage`]: stage },
  };
};
