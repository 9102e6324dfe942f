import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage, HttpApi, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

const HTTP = 'apigatewayv2-http-stage';
const WEB_SOCKET = 'apigatewayv2-websocket-stage';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const webSocketStage = () => new WebSocketStage(stack, 'Stage', { webSocketApi: new WebSocketApi(stack, 'Api'), stageName: 'prod' });
const raw = (properties: Record<string, unknown>) => observe(new CfnResource(stack, 'Raw', { type: 'AWS::ApiGatewayV2::Stage', properties })).source.kind;

describe('the API of a stage decides what kind it is', () => {
  test('where the API is in the app', () => {
    expect(observe(new HttpApi(stack, 'Http').defaultStage!).source.kind).toBe(HTTP);
    expect(observe(webSocketStage()).source.kind).toBe(WEB_SOCKET);
  });

  test('whatever the stage logs', () => {
    const api = new CfnApi(stack, 'Api', { name: 'orders', protocolType: 'HTTP' });
    const stage = new CfnStage(stack, 'Stage', { apiId: api.ref, stageName: 'prod', defaultRouteSettings: { loggingLevel: 'INFO' } });
    expect(observe(stage).source.kind).toBe(HTTP);
  });

  test('or its execution logs, where the API is not: those of HTTP APIs have none', () => {
    expect(raw({ ApiId: 'a1b2c3', StageName: 'prod' })).toBe(HTTP);
    stack = new Stack(new App(), 'Stack');
    expect(raw({ ApiId: 'a1b2c3', StageName: 'prod', DefaultRouteSettings: { LoggingLevel: 'ERROR' } })).toBe(WEB_SOCKET);
    stack = new Stack(new App(), 'Stack');
    expect(raw({ ApiId: 'a1b2c3', StageName: 'prod', DefaultRouteSettings: new CfnParameter(stack, 'Settings').value })).toBe(HTTP);
  });
});

test('metrics name the API by its id, and the stage', () => {
  expect(observe(new HttpApi(stack, 'Http').defaultStage!).dimensions).toEqual({ ApiId: { Ref: expect.stringMatching(/^Http/) }, Stage: { Ref: expect.anything() } });
  expect(observe(webSocketStage()).dimensions).toEqual({ ApiId: { Ref: expect.stringMatching(/^Api/) }, Stage: { Ref: expect.stringMatching(/^Stage/) } });
});

test('an import is named by what is declared about it', () => {
  const resourceType = 'AWS::ApiGatewayV2::Stage';
  const attributes = { apiId: 'a1b2c3', stageName: 'prod' };
  for (const kind of [HTTP, WEB_SOCKET]) {
    const { dimensions, source } = observe(ImportedResource.declare(new Construct(stack, kind), { resourceType, attributes, kind }));
    expect([source.kind, dimensions]).toEqual([kind, { ApiId: 'a1b2c3', Stage: 'prod' }]);
  }
  expect(observe(ImportedResource.declare(new Construct(stack, 'Undeclared'), { resourceType, attributes })).source.kind).toBe(HTTP);
});
