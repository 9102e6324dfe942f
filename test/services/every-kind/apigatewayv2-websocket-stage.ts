import { aws_apigatewayv2 as apigatewayv2, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new apigatewayv2.WebSocketStage(stack, 'Subject', {
  webSocketApi: new apigatewayv2.WebSocketApi(stack, 'Api'), stageName: 'prod', autoDeploy: true,
});
