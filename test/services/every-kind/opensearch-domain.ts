import { aws_opensearchservice as opensearch, RemovalPolicy, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new opensearch.Domain(stack, 'Subject', {
  version: opensearch.EngineVersion.OPENSEARCH_2_19,
  capacity: { dataNodes: 2, masterNodes: 3, multiAzWithStandbyEnabled: false },
  ebs: { volumeSize: 100 }, zoneAwareness: { enabled: true }, encryptionAtRest: { enabled: true }, removalPolicy: RemovalPolicy.DESTROY,
});
