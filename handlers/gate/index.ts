import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { SSMClient } from '@aws-sdk/client-ssm';
import { answerGate } from './gate';

/** Each call to AWS ends, and is tried again, well within the time of the function. */
const options = { maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000 } };

const clients = {
  ssm: new SSMClient(options),
  cloudWatch: new CloudWatchClient(options),
  codeDeploy: new CodeDeployClient(options),
  codePipeline: new CodePipelineClient(options),
};

export async function handler(event: unknown): Promise<unknown> {
  return answerGate(event, process.env, clients);
}
