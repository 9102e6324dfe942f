import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const API = 'AWS::ApiGateway::RestApi';
const PROPERTY = 'MinimumCompressionSize';
const EXTENSION = 'x-amazon-apigateway-minimum-compression-size';

export default defineRule({
  id: 'PE-ApiGwCompression',
  bestPractices: ['PERF04-BP05'],
  level: RuleLevel.WARNING,
  title: 'REST APIs compress large answers',
  why: 'JSON takes several times as long to arrive as it would compressed, most of all on slow connections',
  remedy: 'Set minCompressionSize: Size.kibibytes(1), below which compression costs more than it saves',
  resourceTypes: [API],
  check: api => {
    const size = api.property(PROPERTY);
    const body = api.property('Body');
    if (!size.isAbsent && !size.isUnknown) return Verdict.COMPLIANT;
    if (size.isUnknown || body.isUnknown || !api.property('BodyS3Location').isAbsent) return Verdict.UNKNOWN;
    if (body.keys.includes(EXTENSION)) return Verdict.COMPLIANT;
    return Verdict.violating({ message: 'No answer is compressed, whatever its size', property: PROPERTY });
  },
  compliant: [
    {
      title: 'answers from 1 KiB on',
      resources: { Api: { Type: API, Properties: { Name: 'orders', MinimumCompressionSize: 1024 } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api', { minCompressionSize: Size.kibibytes(1) });
api.root.addMethod('GET');`,
    },
    {
      title: 'the OpenAPI definition says so',
      resources: { Api: { Type: API, Properties: { Body: { openapi: '3.0.1', [EXTENSION]: 1024 } } } },
    },
  ],
  violating: [
    {
      title: 'an API that says nothing',
      resources: { Api: { Type: API, Properties: { Name: 'orders' } } },
      cdk: `const api = new apigateway.RestApi(this, 'Api');
api.root.addMethod('GET');`,
    },
    { title: 'an OpenAPI definition that says nothing', resources: { Api: { Type: API, Properties: { Body: { openapi: '3.0.1', paths: {} } } } } },
  ],
  ignored: [
    { title: 'the size is a parameter', resources: { Api: { Type: API, Properties: { MinimumCompressionSize: { Ref: 'Size' } } } } },
    { title: 'a definition in a bucket', resources: { Api: { Type: API, Properties: { BodyS3Location: { Bucket: 'definitions', Key: 'orders.json' } } } } },
  ],
});
