import { aws_stepfunctions as stepfunctions, Duration, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new stepfunctions.StateMachine(stack, 'Subject', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(stack, 'Done')), timeout: Duration.minutes(10),
});
