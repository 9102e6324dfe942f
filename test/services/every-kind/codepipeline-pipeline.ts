import { aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_s3 as s3, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => {
  const source = new codepipeline.Artifact();
  const bucket = s3.Bucket.fromBucketName(stack, 'Sources', 'sources');
  return new codepipeline.Pipeline(stack, 'Subject', {
    pipelineType: codepipeline.PipelineType.V2,
    artifactBucket: s3.Bucket.fromBucketName(stack, 'Artifacts', 'artifacts'),
    stages: [
      { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket, bucketKey: 'app.zip', output: source, trigger: actions.S3Trigger.NONE })] },
      { stageName: 'Deploy', actions: [new actions.S3DeployAction({ actionName: 'Deploy', bucket: s3.Bucket.fromBucketName(stack, 'Site', 'site'), input: source })] },
    ],
  });
};
