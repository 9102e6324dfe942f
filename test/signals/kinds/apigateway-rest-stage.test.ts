import { App, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { ApiDefinition, CfnRestApi, CfnStage, MockIntegration, RestApi, SpecRestApi, Stage, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { observe } from '../../support/observe';

const ALWAYS = ['count', 'serverErrorRate', 'clientErrorRate', 'latency', 'integrationLatency'];

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function restApi(props: RestApiProps = {}): RestApi {
  const api = new RestApi(stack, 'Api', props);
  api.root.addMethod('GET', new MockIntegration());
  return api;
}

const raw = (properties: Record<string, unknown>) => observe(new CfnResource(stack, 'Raw', { type: 'AWS::ApiGateway::Stage', properties }));

test('a stage has what every stage publishes', () => {
  expect(observe(restApi().deploymentStage).signals).toEqual([...ALWAYS, 'costPerHour']);
});

describe('the hit ratio of its cache is shown', () => {
  test('where it has one', () => {
    expect(observe(restApi({ deployOptions: { cacheClusterEnabled: true } }).deploymentStage).signals).toEqual([...ALWAYS, 'cacheHitRatio', 'costPerHour']);
  });

  test('where an override switches it on, and not where one switches it off', () => {
    const stage = restApi().deploymentStage;
    const resource = stage.node.defaultChild as CfnStage;
    resource.addPropertyOverride('CacheClusterEnabled', true);
    expect(observe(stage).signals).toContain('cacheHitRatio');
    resource.addPropertyOverride('CacheClusterEnabled', false);
    expect(observe(stage).signals).not.toContain('cacheHitRatio');
  });

  test('where a template writes true as a string', () => {
    expect(raw({ StageName: 'prod', RestApiId: restApi().restApiId, CacheClusterEnabled: 'true' }).signals).toContain('cacheHitRatio');
  });
});

describe('its metrics name the API, not its id', () => {
  test('by the name that the API is given', () => {
    const api = restApi({ restApiName: 'shop', deployOptions: { stageName: 'v1' } });
    expect(observe(api.deploymentStage).dimensions).toEqual({ ApiName: 'shop', Stage: 'v1' });
  });

  test('by an override of that name', () => {
    const api = restApi({ restApiName: 'shop' });
    (api.node.defaultChild as CfnRestApi).addPropertyOverride('Name', 'store');
    expect(observe(api.deploymentStage).dimensions).toMatchObject({ ApiName: 'store' });
  });

  test('by a name that only deployment can tell', () => {
    const api = restApi({ restApiName: new CfnParameter(stack, 'Name').valueAsString });
    expect(observe(api.deploymentStage).dimensions).toEqual({ ApiName: { Ref: 'Name' }, Stage: 'prod' });
  });

  test('by the title of its OpenAPI document, where it has no other name', () => {
    const api = new CfnRestApi(stack, 'Rest', { body: { openapi: '3.0.2', info: { title: 'Shop', version: '1' }, paths: {} } });
    expect(observe(new CfnStage(stack, 'Stage', { restApiId: api.ref, stageName: 'prod' })).dimensions).toEqual({ ApiName: 'Shop', Stage: 'prod' });
  });

  test('by the name that the CDK gives an API of an OpenAPI document', () => {
    const apiDefinition = ApiDefinition.fromInline({ openapi: '3.0.2', info: { title: 'Shop', version: '1' }, paths: { '/': { get: {} } } });
    const api = new SpecRestApi(stack, 'Spec', { apiDefinition, restApiName: 'store' });
    expect(observe(api.deploymentStage).dimensions).toMatchObject({ ApiName: 'store' });
  });

  test('with further stages, each by its own name', () => {
    const api = restApi({ restApiName: 'shop' });
    const stage = new Stage(stack, 'Second', { deployment: api.latestDeployment!, stageName: 'second' });
    expect(observe(stage as unknown as Construct).dimensions).toEqual({ ApiName: 'shop', Stage: 'second' });
  });

  test('in raw properties with an intrinsic function written out', () => {
    expect(raw({ StageName: { Ref: 'Name' }, RestApiId: restApi({ restApiName: 'shop' }).restApiId }).dimensions).toEqual({ ApiName: 'shop', Stage: { Ref: 'Name' } });
  });

  test('and without one it cannot be named', () => {
    const imported = RestApi.fromRestApiId(stack, 'Imported', 'abc');
    expect(raw({ StageName: 'prod', RestApiId: imported.restApiId })).toMatchObject({ dimensions: undefined, signals: [] });
  });
});
