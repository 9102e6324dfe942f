import { aws_codebuild as codebuild, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new codebuild.Project(stack, 'Subject', {
  buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['make'] } } }),
});
