import { aws_dynamodb as dynamodb, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new dynamodb.TableV2(stack, 'Subject', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
