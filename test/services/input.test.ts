import { App, CfnParameter, CfnResource, Stack, Token, Validations, aws_apigateway as apigateway, aws_iam as iam, aws_sns as sns, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmRoute, CoverageState, Exclusion, ImportedResource, ObservedService, OpsDashboard, Severity, Threshold, type ObservedServiceProps } from '../../src';
import { inlineFunction, OrderStack } from '../support/order-service';
import { findingsOf, strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, templateOf } from '../support/templates';

function service(props: Partial<ObservedServiceProps> = {}, stack = new OrderStack(new App(), 'Shop')): ObservedService {
  return new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', routes: [], ...props });
}

describe('names', () => {
  test.each([['', /serviceName.*''/], ['a b', /'a b'/], ['-x', /'-x'/], ['x'.repeat(65), /1 to 64/]])('refuse %p', (serviceName, message) => {
    expect(() => service({ serviceName })).toThrow(message);
    expect(() => service({ serviceName: 'ok', environment: serviceName })).toThrow(/environment/);
  });

  test('refuse tokens, and name the construct', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const serviceName = new CfnParameter(stack, 'Name').valueAsString;
    expect(() => service({ serviceName }, stack)).toThrow(/\[Shop\/Checkout\] serviceName .*a token/);
    expect(() => new OpsDashboard(stack, 'Ops', { dashboardName: serviceName })).toThrow(/\[Shop\/Ops\] dashboardName .*a token/);
  });

  test('refuse an empty or overlong owner, and a runbook address that is none', () => {
    expect(() => service({ owner: ' ' })).toThrow(/owner is empty/);
    expect(() => service({ owner: 'o'.repeat(257) })).toThrow(/256 characters/);
    expect(() => service({ runbookBaseUrl: 'runbooks' })).toThrow(/runbookBaseUrl .*'runbooks'/);
  });

  test('of two services in one account and Region must differ', () => {
    const app = new App();
    service({}, new OrderStack(app, 'First'));
    expect(() => service({}, new OrderStack(app, 'Second'))).toThrow(/already a service.*First\/Checkout.*'checkout'.*another serviceName or environment/);
    expect(() => service({ environment: 'blue' }, new OrderStack(app, 'Third'))).not.toThrow();
    expect(() => service({}, new OrderStack(app, 'Fourth', { env: { region: 'eu-west-1' } }))).not.toThrow();
  });
});

describe('nothing to observe', () => {
  test('is an error for a stack without resources, that says to make the service last', () => {
    expect(() => service({}, new Stack(new App(), 'Empty') as OrderStack)).toThrow(/\[Empty\] there is no resource.*after the resources/);
  });

  test('is an error for an empty list, an empty construct and a resource without metrics', () => {
    const stack = new OrderStack(new App(), 'Shop');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    expect(() => service({ resources: [] }, stack)).toThrow(/resources is empty/);
    for (const [index, resource] of [new Construct(stack, 'Hollow'), role].entries()) {
      expect(() => new ObservedService(stack, `Service${index}`, { serviceName: `s${index}`, owner: 'o', resources: [resource] }))
        .toThrow(new RegExp(`\\[Shop/${resource.node.id}\\] there is no resource to observe here`));
    }
  });
});

describe('overrides', () => {
  const key = (name: string) => ({ overrides: { [name]: { threshold: Threshold.absolute(1) } } });

  test('of unknown signals and kinds say what was meant', () => {
    expect(() => service(key('lambda-function.durations'))).toThrow(/'lambda-function.durations'.*did you mean 'duration'/);
    expect(() => service(key('lamda-function.duration'))).toThrow(/did you mean 'lambda-function.duration'/);
    expect(() => service(key('Order.readThrottles'))).toThrow(/did you mean 'Orders.readThrottles'/);
    expect(() => service({ exclude: [Exclusion.signal('sqs-queue.visble', 'r')] })).toThrow(/exclusion .*did you mean 'visible'/);
  });

  test('of a kind that the service happens not to have are accepted, so that services can share them', () => {
    const stack = new Stack(new App(), 'Mail');
    inlineFunction(stack, 'Sender');
    expect(() => service(key('dynamodb-table.latency'), stack as OrderStack)).not.toThrow();
  });

  test('of a resource go before those of its kind', () => {
    const checkout = service({
      overrides: { 'sqs-queue.visible': { threshold: Threshold.absolute(100) }, 'Queue.visible': { threshold: Threshold.absolute(7), severity: Severity.PAGE } },
    });
    const alarm = checkout.alarms.find(({ literalName }) => literalName === 'checkout-Queue-visible');
    expect(alarm?.severity).toBe(Severity.PAGE);
    expect(alarm?._threshold).toBe(7);
  });

  test.each([
    ['apigateway-rest-stage.serverErrorRate', Threshold.absolute(5), /out of range.*5.*0 to 1/],
    ['lambda-function.errorRate', Threshold.absolute(101), /out of range.*101.*0 to 100/],
    ['sqs-queue.visible', Threshold.absolute(-1), /out of range.*-1.*0 or more/],
  ])('with a threshold of %s out of range are refused', (name, threshold, message) => {
    expect(() => service({ overrides: { [name]: { threshold } } })).toThrow(message);
  });

  test('with a token or no number as threshold are refused', () => {
    expect(() => Threshold.absolute(Token.asNumber({ Ref: 'Limit' }))).toThrow(/a literal number; received a token/);
    expect(() => Threshold.absolute(NaN)).toThrow(/NaN/);
  });
});

describe('overrides without effect', () => {
  test('are refused: a signal without an alarm needs a threshold first', () => {
    expect(() => service({ overrides: { 'sqs-queue.received': { enabled: true } } })).toThrow(/no alarm for sqs-queue.received.*Give the override a threshold/);
  });
});

describe('dashboards of one name', () => {
  test('are refused in one account, since the later would replace the earlier', () => {
    const app = new App();
    const dashboard = (id: string, account: string) => new OpsDashboard(new Stack(app, id, { env: { account, region: 'eu-west-1' } }), 'Ops', { dashboardName: 'shared' });
    dashboard('First', '111111111111');
    expect(() => dashboard('Second', '111111111111')).toThrow(/already a dashboard of this name.*First\/Ops.*'shared'/);
    expect(() => dashboard('Third', '222222222222')).not.toThrow();
  });
});

describe('tokens everywhere', () => {
  test('in the configuration of resources give alarms where a number is known, and a note where it is not', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const parameter = (id: string) => new CfnParameter(stack, id, { type: 'Number', default: 90 });
    const text = new CfnParameter(stack, 'Text');
    const fn = inlineFunction(stack, 'Handler', { functionName: text.valueAsString });
    (fn.node.defaultChild as CfnResource).addPropertyOverride('Timeout', parameter('Timeout').valueAsNumber);
    new sqs.CfnQueue(stack, 'Jobs', { queueName: text.valueAsString, visibilityTimeout: parameter('Visibility').valueAsNumber, messageRetentionPeriod: parameter('Retention').valueAsNumber });
    const checkout = service({}, stack as OrderStack);
    const notes = checkout.coverage.resources.flatMap(({ signals }) => signals).filter(({ id }) => ['duration', 'ageOfOldest'].includes(id));
    for (const { state, note } of notes) {
      expect(state).toBe(CoverageState.SHOWN);
      expect(note).toMatch(/only known at deployment: give the signal a threshold of its own/);
    }
    const template = templateOf(synthesizeStrictly(app), 'Shop');
    for (const [, { Properties }] of alarmsOf(template)) expect(Properties.AlarmName).toMatch(/^checkout-(Handler|Jobs)-/);
    expect(JSON.stringify(template)).not.toContain('${Token');
  });

  test('in a property that an aspect sets later is an error that names the alarm', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const fn = inlineFunction(stack, 'Handler');
    service({}, stack as OrderStack);
    (fn.node.defaultChild as CfnResource).addPropertyOverride('Timeout', new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber);
    expect(() => app.synth()).toThrow(/Shop\/Checkout\/Handler.duration.*Override the threshold/);
  });
});

describe('a threshold that follows the configuration', () => {
  test('takes the value that the resource has at synthesis', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const fn = inlineFunction(stack, 'Handler');
    service({}, stack as OrderStack);
    (fn.node.defaultChild as CfnResource).addPropertyOverride('Timeout', 20);
    const duration = alarmsOf(templateOf(synthesizeStrictly(app), 'Shop')).find(([, { Properties }]) => Properties.AlarmName.endsWith('-duration'));
    expect(duration?.[1].Properties.Threshold).toBe(16_000);
  });
});

describe('imported resources', () => {
  test('are alarmed by the name that the import tells', () => {
    const app = strictApp();
    const stack = new Stack(app, 'Shop');
    const queue = sqs.Queue.fromQueueArn(stack, 'Jobs', 'arn:aws:sqs:us-east-1:123456789012:jobs');
    const checkout = service({ resources: [queue] }, stack as OrderStack);
    expect(checkout.alarms.map(({ literalName }) => literalName)).toEqual(['checkout-Jobs-inFlight']);
    const template = templateOf(synthesizeStrictly(app), 'Shop');
    for (const [, { Properties }] of alarmsOf(template)) expect(Properties.Dimensions).toEqual([{ Name: 'QueueName', Value: 'jobs' }]);
  });

  test('have derived thresholds when the properties are declared', () => {
    const stack = new Stack(new App(), 'Shop');
    const queue = ImportedResource.declare(sqs.Queue.fromQueueArn(stack, 'Jobs', 'arn:aws:sqs:us-east-1:123456789012:jobs'), {
      resourceType: 'AWS::SQS::Queue', properties: { VisibilityTimeout: 120, MessageRetentionPeriod: 1000 },
    });
    const checkout = service({ resources: [queue] }, stack as OrderStack);
    expect(checkout.alarms.find(({ signal }) => signal.id === 'ageOfOldest')?._threshold).toBe(800);
  });

  test('without a name are unsupported, with what to declare', () => {
    const stack = new Stack(new App(), 'Shop');
    const restApi = apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123');
    const stage = apigateway.Stage.fromStageAttributes(stack, 'Prod', { restApi, stageName: 'prod' });
    const [coverage] = service({ resources: [stage] }, stack as OrderStack).coverage.resources;
    expect(coverage).toMatchObject({ state: CoverageState.UNSUPPORTED, kind: 'apigateway-rest-stage' });
    expect(coverage.note).toContain('ImportedResource.declare(stage,');
  });

  test('without a name are alarmed once it is declared', () => {
    const stack = new Stack(new App(), 'Shop');
    const stage = apigateway.Stage.fromStageAttributes(stack, 'Prod', { restApi: apigateway.RestApi.fromRestApiId(stack, 'Api', 'abc123'), stageName: 'prod' });
    ImportedResource.declare(stage, { resourceType: 'AWS::ApiGateway::Stage', attributes: { restApiName: 'orders' } });
    const checkout = service({ resources: [stage] }, stack as OrderStack);
    expect(checkout.alarms.length).toBeGreaterThan(0);
    expect(checkout.alarms[0].signal.variant.dimensions).toEqual({ ApiName: 'orders', Stage: 'prod' });
  });

  test('that nobody can tell what they are are an error', () => {
    const stack = new Stack(new App(), 'Shop');
    expect(() => service({ resources: [new Construct(stack, 'Mystery')] }, stack as OrderStack)).toThrow(/ImportedResource.declare/);
    expect(() => ImportedResource.declare(new Construct(stack, 'Other'), { resourceType: 'Queue' })).toThrow(/'Queue'.*AWS::SQS::Queue/);
  });
});

describe('who is told', () => {
  function withRoutes(routes?: AlarmRoute[]) {
    const app = strictApp();
    const stack = new OrderStack(app, 'Shop');
    return { app, stack, checkout: new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'o', routes }) };
  }

  test('nobody: synthesis fails with one finding, and alarms are made all the same', () => {
    const { app, checkout } = withRoutes();
    expect(checkout.alarms.length).toBeGreaterThan(0);
    expect(() => app.synth()).toThrow(/AlarmsTellNobody/);
    expect(findingsOf(app).filter(({ plugin }) => plugin === 'CdkPillars')).toEqual([expect.objectContaining({ rule: 'AlarmsTellNobody', severity: 'error', about: 'Shop/Checkout' })]);
  });

  test('nobody, acknowledged with a reason: synthesis succeeds', () => {
    const { app, checkout } = withRoutes();
    Validations.of(checkout).acknowledge({ id: 'CdkPillars::AlarmsTellNobody', reason: 'a sandbox' });
    expect(() => synthesizeStrictly(app)).not.toThrow();
  });

  test('nobody on purpose: no finding', () => {
    const { app } = withRoutes([]);
    expect(() => synthesizeStrictly(app)).not.toThrow();
    expect(findingsOf(app).filter(({ plugin }) => plugin === 'CdkPillars')).toEqual([]);
  });

  test('only those who take pages: a warning names the alarms of which nobody is told', () => {
    const { app, stack, checkout } = withRoutes([]);
    expect(checkout.alarms.length).toBeGreaterThan(0);
    const topic = new sns.Topic(stack, 'Pager');
    const other = new OrderStack(app, 'Other');
    new ObservedService(other, 'Search', { serviceName: 'search', owner: 'o', routes: [AlarmRoute.toTopic(topic, { minimumSeverity: Severity.PAGE })] });
    const warnings = app.synth().getStackByName('Other').messages.filter(({ level }) => level === 'warning').map(({ entry }) => String(entry.data));
    expect(warnings.filter(text => text.includes('No route takes alarms of severity TICKET'))).toHaveLength(1);
    expect(warnings.join()).toContain('search-Orders-readThrottles');
    expect(warnings.join()).not.toContain('severity PAGE,');
  });
});
