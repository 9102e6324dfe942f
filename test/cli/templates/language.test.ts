import { prepared } from '../../../cli/templates/files/prepared';
import { sourceOf } from '../../../cli/templates/text/read-source';

function prepare(text: string) {
  const { template, origins } = prepared(sourceOf('a.yaml', text).value as Record<string, unknown>);
  return { resources: template.Resources as Record<string, any>, outputs: template.Outputs as Record<string, any>, origins };
}

test('a loop over a literal list is written out', () => {
  const { resources, outputs, origins } = prepare(`
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, "Returns.fifo"]
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Sub "\${AWS::StackName}-\${Name}"
          DisplayName: !Ref Name
Outputs:
  Fn::ForEach::Arns:
    - Name
    - [Orders]
    - TopicArn\${Name}: { Value: !Ref "Topic\${Name}" }
`);
  expect(resources).toEqual({
    TopicOrders: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Sub': '${AWS::StackName}-Orders' }, DisplayName: 'Orders' } },
    TopicReturnsfifo: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::Sub': '${AWS::StackName}-Returns.fifo' }, DisplayName: 'Returns.fifo' } },
  });
  expect(outputs).toEqual({ TopicArnOrders: { Value: { Ref: 'TopicOrders' } } });
  expect(origins.get('TopicReturnsfifo')).toBe('Fn::ForEach::Topics');
});

test('loops inside of loops, and inside of properties', () => {
  const { resources } = prepare(`
Resources:
  Fn::ForEach::Env:
    - E
    - [dev, prod]
    - Fn::ForEach::Region:
        - R
        - [eu, us]
        - Bucket\${E}\${R}:
            Type: AWS::S3::Bucket
            Properties:
              Fn::ForEach::Setting: [S, [A, B], { "On\${S}": true }]
`);
  expect(Object.keys(resources)).toEqual(['Bucketdeveu', 'Bucketdevus', 'Bucketprodeu', 'Bucketprodus']);
  expect(resources.Bucketdeveu.Properties).toEqual({ OnA: true, OnB: true });
});

test('a loop over what deployment tells stays unknown', () => {
  const { resources } = prepare(`
Resources:
  Fn::ForEach::Env: [E, !Ref Environments, { "B\${E}": { Type: AWS::S3::Bucket } }]
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: q
      Fn::ForEach::Rest: [P, !Ref Names, { "\${P}": 1 }]
`);
  expect(resources['Fn::ForEach::Env']).toBeDefined();
  expect(Object.keys(resources.Queue.Properties)).toEqual(['Fn::Transform']);
});

test('a loop without end is refused', () => {
  const list = `[${[...Array(60).keys()].join(', ')}]`;
  const loop = (name: string, inner: string) => `{ "Fn::ForEach::${name}": [${name}, ${list}, ${inner}] }`;
  expect(() => prepare(`Resources: ${loop('A', loop('B', loop('C', '{ "Q${A}x${B}x${C}": { Type: AWS::SQS::Queue } }')))}`)).toThrow(/makes more than 20000 members/);
});

test('a transform beside properties may add to them', () => {
  const { resources } = prepare(`
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { TopicName: a, Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } } } }
  B: { Type: AWS::SNS::Topic, Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } } }
`);
  expect(Object.keys(resources.A.Properties)).toEqual(['Fn::Transform']);
  expect(resources.B).toMatchObject({ Type: 'AWS::SNS::Topic', Properties: { 'Fn::Transform': expect.anything() } });
});

test('lengths and JSON texts', () => {
  const { resources } = prepare(`
Resources:
  A:
    Type: Some::Type
    Properties:
      Length: !Length [a, b]
      Open: !Length { Ref: List }
      Literal: !ToJsonString { a: [1, "\${x}"] }
      Referring: !ToJsonString { a: !Ref B, b: !GetAtt C.Arn, c: "\${x}" }
      Other: !ToJsonString { a: !If [X, 1, 2] }
`);
  expect(resources.A.Properties).toEqual({
    Length: 2,
    Open: { 'Fn::Length': { Ref: 'List' } },
    Literal: '{"a":[1,"${x}"]}',
    Referring: { 'Fn::Sub': '{"a":"${B}","b":"${C.Arn}","c":"${!x}"}' },
    Other: { 'Fn::ToJsonString': { a: { 'Fn::If': ['X', 1, 2] } } },
  });
});
