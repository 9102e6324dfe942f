import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { AlarmRoute, DeliverySource, DeliveryTelemetry, Objective, ObservedService, OnCallTopic, OwnAlarm, Severity } from '../../src';
import { LIMITS } from '../../src/core/private/limits';
import { matchesPattern } from '../support/event-pattern';
import { readEvents } from '../support/eventbridge-events';
import { resourcesOf } from '../support/templates';

const SAMPLES = new Map(readEvents().map(({ id, event }) => [id, event]));
const stack = new Stack(new App(), 'Telemetry', { env: { account: '123456789012', region: 'us-east-1' } });
new DeliveryTelemetry(stack, 'Telemetry', { routes: [] });
const template = (stack.node.root as App).synth().getStackByName('Telemetry').template;

/** The pattern of a source, as it is deployed. */
const PATTERNS = new Map(Object.values(DeliverySource).map(source => {
  const rules = resourcesOf(template, 'AWS::Events::Rule').filter(([, { Properties }]) => Properties.Description === `What the delivery telemetry hears of ${source}`);
  expect(rules).toHaveLength(1);
  return [source, rules[0][1].Properties.EventPattern as object];
}));
const hears = (source: DeliverySource, event: object) => matchesPattern(PATTERNS.get(source)!, event);

/** A sample with other contents of `detail`. */
function sample(id: string, detail: object = {}): Record<string, any> {
  const event = SAMPLES.get(id)!;
  return { ...event, detail: { ...event.detail, ...detail } };
}

const HEARD: Record<DeliverySource, string[]> = {
  [DeliverySource.PIPELINES]: [
    'codepipeline-pipeline-started', 'codepipeline-pipeline-started-manual', 'codepipeline-pipeline-succeeded', 'codepipeline-pipeline-failed', 'codepipeline-pipeline-resumed',
    'codepipeline-pipeline-superseded', 'codepipeline-pipeline-stopping', 'codepipeline-pipeline-stopped', 'codepipeline-pipeline-started-manual-rollback',
    'codepipeline-pipeline-started-automated-rollback', 'codepipeline-pipeline-succeeded-rollback',
  ],
  [DeliverySource.STACKS]: [
    'cloudformation-stack-create-in-progress', 'cloudformation-stack-create-complete', 'cloudformation-stack-update-in-progress', 'cloudformation-stack-update-complete',
    'cloudformation-stack-update-rollback-in-progress', 'cloudformation-stack-update-rollback-complete', 'cloudformation-stack-update-rollback-failed',
    'cloudformation-stack-rollback-complete', 'cloudformation-stack-create-failed',
  ],
  [DeliverySource.CODE_DEPLOY]: [
    'codedeploy-deployment-start', 'codedeploy-deployment-success', 'codedeploy-deployment-failure', 'codedeploy-deployment-stop', 'codedeploy-deployment-ready',
    'codedeploy-deployment-auto-rollback-start', 'codedeploy-deployment-auto-rollback-success',
  ],
  [DeliverySource.ECS]: [
    'ecs-deployment-in-progress', 'ecs-deployment-completed', 'ecs-deployment-failed', 'ecs-deployment-rollback-in-progress', 'ecs-deployment-rollback-completed',
    'ecs-deployment-failed-alarm',
  ],
  [DeliverySource.LAMBDA_ALIASES]: ['lambda-update-alias', 'lambda-update-alias-canary'],
  // No sample is of a tool of the user, or of an alarm with a name of ours: those follow.
  [DeliverySource.CUSTOM]: [],
  [DeliverySource.ALARMS]: [],
  [DeliverySource.CANARIES]: ['synthetics-testrun-successful', 'synthetics-testrun-failure', 'synthetics-status-stopped'],
  [DeliverySource.OPS_ITEMS]: ['ssm-opsitem-create', 'ssm-opsitem-update-in-progress', 'ssm-opsitem-update-resolved'],
};

test('no pattern is longer than EventBridge takes', () => {
  for (const pattern of PATTERNS.values()) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(LIMITS.eventPattern.length);
});

test('of other accounts, only custom events are heard', () => {
  const elsewhere = [...SAMPLES.values()].map(event => ({ ...event, account: '111111111111' }));
  for (const source of PATTERNS.keys()) expect(elsewhere.filter(event => hears(source, event))).toEqual([]);
  expect(hears(DeliverySource.CUSTOM, { 'source': 'cdk-pillars', 'detail-type': 'Deployment', 'account': '111111111111', 'detail': {} })).toBe(true);
});

test('there are samples of all that EventBridge is known to send', () => {
  expect(SAMPLES.size).toBe(105);
});

test.each(Object.values(DeliverySource))('of all samples, %s hears exactly these', source => {
  expect([...SAMPLES].filter(([, event]) => hears(source, event)).map(([id]) => id).sort()).toEqual([...HEARD[source]].sort());
});

test.each<[string, DeliverySource, Record<string, any>, boolean]>([
  ['an update that failed and is kept as it is', DeliverySource.STACKS, sample('cloudformation-stack-update-complete', { 'status-details': { status: 'UPDATE_FAILED' } }), true],
  ['a creation that is rolled back', DeliverySource.STACKS, sample('cloudformation-stack-update-complete', { 'status-details': { status: 'ROLLBACK_IN_PROGRESS' } }), true],
  ['an import', DeliverySource.STACKS, sample('cloudformation-stack-update-complete', { 'status-details': { status: 'IMPORT_COMPLETE' } }), false],
  ['a change set that is reviewed', DeliverySource.STACKS, sample('cloudformation-stack-update-complete', { 'status-details': { status: 'REVIEW_IN_PROGRESS' } }), false],
  ['an alias that is made', DeliverySource.LAMBDA_ALIASES, sample('lambda-update-alias', { eventName: 'CreateAlias20150331' }), false],
  ['an alias of another API version', DeliverySource.LAMBDA_ALIASES, sample('lambda-update-alias', { eventName: 'UpdateAlias20270101' }), true],
  ['a custom deployment', DeliverySource.CUSTOM, { 'source': 'cdk-pillars', 'detail-type': 'Deployment', 'detail': { service: 'checkout', environment: 'prod', id: '1', status: 'STARTED' } }, true],
  ['a custom incident', DeliverySource.CUSTOM, { 'source': 'cdk-pillars', 'detail-type': 'Incident', 'detail': { service: 'checkout', environment: 'prod', id: '1', status: 'OPENED' } }, true],
  ['a custom event with a slip in its type, so that somebody is told', DeliverySource.CUSTOM, { 'source': 'cdk-pillars', 'detail-type': 'deployment', 'detail': {} }, true],
  ['a deployment of somebody else', DeliverySource.CUSTOM, { 'source': 'ci.example.com', 'detail-type': 'Deployment', 'detail': {} }, false],
  ['a canary that is deleted', DeliverySource.CANARIES, sample('synthetics-status-stopped', { 'current-state': 'DELETING' }), true],
  ['a canary that is about to stop', DeliverySource.CANARIES, sample('synthetics-status-stopped', { 'current-state': 'STOPPING' }), false],
  ['an OpsItem of no type', DeliverySource.OPS_ITEMS, sample('ssm-opsitem-create', { 'ops-item-type': undefined }), true],
  ['a change request', DeliverySource.OPS_ITEMS, sample('ssm-opsitem-create', { 'ops-item-type': '/aws/changerequest' }), false],
])('hears or does not hear %s', (_, source, event, expected) => {
  expect(hears(source, JSON.parse(JSON.stringify(event)))).toBe(expected);
});

describe('alarms', () => {
  const service = observed();
  const { description: symptomDescription, literalName: symptomName } = service.alarms.find(alarm => alarm.feedsHealth)!;
  const { description: causeDescription, literalName: causeName } = service.alarms.find(alarm => !alarm.feedsHealth)!;
  const incidents = ['checkout-prod-health', 'checkout-health', 'checkout-prod-us-east-1-health', 'checkout-prod-slo-page-availability', 'slo-page-orders'];
  const of = (id: string, alarmName: string, configuration?: object) => sample(id, { alarmName, ...configuration ? { configuration } : {} });

  function observed(): ObservedService {
    const shop = new Stack(new App(), 'Shop');
    const fn = new lambda.Function(shop, 'Handler', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
    return new ObservedService(shop, 'Checkout', {
      serviceName: 'checkout', owner: 'o', environment: 'prod', resources: [fn], objectives: [Objective.availability(99.9)],
      routes: [AlarmRoute.toTopic(new OnCallTopic(shop, 'OnCall', { emails: ['a@example.com'] }).topic)],
      ownAlarms: [OwnAlarm.promql({ name: 'orders', severity: Severity.PAGE, meaning: 'a', cause: 'b', firstStep: 'c', query: 'up < 1' })],
    });
  }

  test('the names are those that services give', () => {
    const names = service.node.findAll().map(({ node }) => (node.defaultChild as any)?.alarmName).filter(name => typeof name === 'string');
    expect(names).toEqual(expect.arrayContaining(['checkout-prod-health', 'checkout-prod-own-orders', expect.stringMatching(/^checkout-prod-slo-page-/)]));
  });

  test.each(incidents)('%s is heard in every state, and when it is deleted, and not when it is changed', name => {
    const heard = [...SAMPLES.keys()].filter(id => id.startsWith('cloudwatch-')).filter(id => hears(DeliverySource.ALARMS, of(id, name)));
    expect(heard.sort()).toEqual([
      ...[...SAMPLES.keys()].filter(id => /^cloudwatch-(composite-)?alarm-/.test(id) && !id.includes('-config-')), 'cloudwatch-alarm-config-delete',
    ].sort());
  });

  test.each(['checkout-prod-health-part-1', 'checkout-prod-healthy', 'checkout-prod-slo-ticket-availability', 'checkout-prod-slo-budget-availability', 'checkout-prod-failing'])(
    '%s is no incident, and nothing of it is heard', name => {
      expect([...SAMPLES.keys()].filter(id => id.startsWith('cloudwatch-') && hears(DeliverySource.ALARMS, of(id, name)))).toEqual([]);
    });

  test.each<[string, string, string, string, boolean]>([
    ['a symptom goes to ALARM', 'cloudwatch-alarm-ok-to-alarm', symptomName, symptomDescription, true],
    ['a symptom is well again', 'cloudwatch-alarm-alarm-to-ok', symptomName, symptomDescription, false],
    ['a symptom has no data', 'cloudwatch-alarm-ok-to-insufficient', symptomName, symptomDescription, false],
    ['a symptom is deleted', 'cloudwatch-alarm-config-delete', symptomName, symptomDescription, false],
    ['a cause goes to ALARM', 'cloudwatch-alarm-ok-to-alarm', causeName, causeDescription, false],
    ['an alarm of a scaling policy', 'cloudwatch-alarm-ok-to-alarm', 'TargetTracking-table/Orders-AlarmHigh', 'DO NOT EDIT OR DELETE.', false],
  ])('what is heard when %s', (_, id, name, description, expected) => {
    expect(hears(DeliverySource.ALARMS, of(id, name, { description, metrics: [] }))).toBe(expected);
  });

  test('an alarm of the user is heard by its name when it goes to ALARM, whatever its event has', () => {
    const own = (id: string) => hears(DeliverySource.ALARMS, of(id, 'checkout-prod-own-orders', {}));
    expect([own('cloudwatch-alarm-ok-to-alarm'), own('cloudwatch-alarm-alarm-to-ok'), own('cloudwatch-alarm-config-delete')]).toEqual([true, false, false]);
  });

  test('a change of the configuration of a symptom that is in ALARM is not heard', () => {
    const event = of('cloudwatch-alarm-config-update-metric', symptomName, { description: symptomDescription });
    expect(hears(DeliverySource.ALARMS, { ...event, detail: { ...event.detail, state: { value: 'ALARM' } } })).toBe(false);
  });
});
