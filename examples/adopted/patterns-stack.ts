import { ApiGatewayToLambda } from '@aws-solutions-constructs/aws-apigateway-lambda';
import { LambdaToDynamoDB } from '@aws-solutions-constructs/aws-lambda-dynamodb';
import { SqsToLambda } from '@aws-solutions-constructs/aws-sqs-lambda';
import { aws_lambda as lambda, aws_sns as sns, Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService } from 'cdk-pillars';
import { Construct } from 'constructs';

/** Three patterns of AWS Solutions Constructs, taken as they are. */
export class PatternsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const backend = new ApiGatewayToLambda(this, 'Backend', { lambdaFunctionProps: nodeFunction('{ statusCode: 200 }') });
    new LambdaToDynamoDB(this, 'Storage', { existingLambdaObj: backend.lambdaFunction });
    new SqsToLambda(this, 'Worker', { lambdaFunctionProps: nodeFunction('undefined') });

    const onCall = sns.Topic.fromTopicArn(this, 'OnCall', this.formatArn({ service: 'sns', resource: 'on-call' }));
    new ObservedService(this, 'Service', { serviceName: 'patterns', owner: 'platform-team', routes: [AlarmRoute.toTopic(onCall)] });
  }
}

function nodeFunction(answer: string): lambda.FunctionProps {
  return {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(`exports.handler = async () => (${answer});`),
  };
}
