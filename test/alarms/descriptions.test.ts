import { CfnParameter, Stack, aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { ObservedService, ServiceTier, Severity, SignalUnit, Threshold, ThresholdOrigin, type ObservedServiceProps } from '../../src';
import { planAlarm, type AlarmPlan } from '../../src/alarms/private/alarm-plan';
import { describeAlarm, withinLimit } from '../../src/alarms/private/describe-alarm';
import { inlineFunction } from '../support/order-service';
import { boundSignal, probe, probes } from '../support/signals';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, deployed, resourcesOf, templateOf } from '../support/templates';

/** Descriptions of the alarms of one function, by name, and of the health alarm; as deployed. */
function descriptions(props: Partial<ObservedServiceProps> = {}, region?: string): Record<string, string> {
  const stack = new Stack(strictApp(), 'Shop', region === undefined ? {} : { env: { region, account: '123456789012' } });
  inlineFunction(stack, 'Handler');
  new ObservedService(stack, 'Service', { serviceName: 'checkout', owner: 'o', routes: [], ...props });
  const template = templateOf(synthesizeStrictly(stack.node.root as any), 'Shop');
  const alarms = [...alarmsOf(template), ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm')];
  return Object.fromEntries(alarms.map(([, { Properties }]) => [Properties.AlarmName, deployed(Properties.AlarmDescription)]));
}

describe('a description', () => {
  test('of an alarm that acts says how urgent it is, what crossed what, the cause, the first step and where the runbook is', () => {
    expect(descriptions({ environment: 'prod' })['checkout-prod-Handler-duration']).toBe(
      '[TICKET] checkout (prod): Lambda function Handler: p90 duration above 80% of the resource\'s Timeout in 15 of 15 periods of 60 s. '
      + 'Cause: A slow dependency, cold starts, or too little memory and so too little CPU. '
      + 'First: Open the trace map of the function, sort the segments by duration, and compare with memory use. '
      + 'Runbook: https://console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/checkout-prod-operations',
    );
  });

  test('of a symptom begins with through whom it reaches people', () => {
    expect(descriptions()['checkout-Handler-errorRate']).toMatch(/^\[through health\] checkout: Lambda function Handler: error rate above 1% in 3 of 5 periods of 60 s\. Cause: /);
  });

  test('of the health alarm begins with its severity, and leads to the operations dashboard', () => {
    expect(descriptions()['checkout-health']).toMatch(/^\[PAGE\] checkout: at least one symptom that users feel is in alarm\. First: open the operations dashboard .+ Runbook: https:\/\/.+\/checkout-operations$/);
    expect(descriptions({ tier: ServiceTier.TIER_3 })['checkout-health']).toMatch(/^\[TICKET\] checkout: /);
    expect(descriptions({ environment: 'dev' })['checkout-dev-health']).toMatch(/^\[TICKET\] checkout \(dev\): /);
  });

  test.each([
    [SignalUnit.PERCENT, '50%'], [SignalUnit.MILLISECONDS, '50 ms'], [SignalUnit.MICROSECONDS, '50 µs'], [SignalUnit.SECONDS, '50 s'], [SignalUnit.BYTES, '50 bytes'], [SignalUnit.COUNT, '50'],
  ])('gives a threshold in %s as %s', (unit, expected) => {
    const signal = boundSignal(probe(new Stack()), 'level', probes({ id: 'level', title: 'Level', unit }));
    expect(described(signal, Threshold.absolute(50))).toContain(`: level above ${expected} in 5 of 5 periods`);
  });

  test('gives an anomaly band in words', () => {
    const signal = boundSignal(probe(new Stack()), 'level', probes({ id: 'level', title: 'Level' }));
    expect(described(signal, Threshold.anomalyBand(2))).toContain(': level above its anomaly band of 2 standard deviations in 5 of 5');
  });

  test('keeps the capitals of names and of abbreviations', () => {
    const titled = (title: string) => described(boundSignal(probe(new Stack()), 'level', probes({ id: 'level', title })), Threshold.absolute(5));
    expect(titled('CPU in use')).toContain(': CPU in use above 5');
    expect(titled('Error rate of ECS')).toContain(': error rate of ECS above 5');

    const table = new dynamodb.Table(new Stack(), 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST });
    table.addGlobalSecondaryIndex({ indexName: 'ByCustomer', partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING } });
    expect(described(boundSignal(table, 'gsiReadThrottles'), Threshold.absolute(0))).toContain(': read throttles of an index (ByCustomer) above 0');
  });

  function described(signal: Parameters<typeof describeAlarm>[0], threshold: Threshold): string {
    return describeAlarm(signal, planAlarm(signal, { tier: ServiceTier.TIER_2, production: true }, { threshold }) as AlarmPlan, 'checkout', 'https://example.com');
  }
});

describe('the link to the runbook', () => {
  const link = (all: Record<string, string>, alarm = 'checkout-Handler-errorRate') => all[alarm].split(' Runbook: ')[1];

  test.each([['https://runbooks.example.com/checkout'], ['https://runbooks.example.com/checkout/']])('under %s is a page of the kind and a section of the signal', runbookBaseUrl => {
    const all = descriptions({ runbookBaseUrl });
    expect(link(all)).toBe('https://runbooks.example.com/checkout/lambda-function#errorrate');
    expect(link(all, 'checkout-health')).toBe(runbookBaseUrl);
  });

  test('under an address that only deployment can tell waits for it', () => {
    const stack = new Stack(strictApp(), 'Shop');
    inlineFunction(stack, 'Handler');
    const runbookBaseUrl = new CfnParameter(stack, 'Runbooks').valueAsString;
    new ObservedService(stack, 'Service', { serviceName: 'checkout', owner: 'o', routes: [], runbookBaseUrl });
    const [, { Properties }] = alarmsOf(templateOf(synthesizeStrictly(stack.node.root as any), 'Shop')).find(([, each]) => each.Properties.AlarmName === 'checkout-Handler-errorRate')!;
    const [, parts] = Properties.AlarmDescription['Fn::Join'];
    expect(parts.slice(1)).toEqual([{ Ref: 'Runbooks' }, '/lambda-function#errorrate']);
    expect(parts[0]).toMatch(/^\[through health\] checkout: .+ Cause: .+ First: .+ Runbook: $/);
  });

  test.each([
    [undefined, 'https://console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/checkout-operations'],
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/checkout-operations-eu-west-1'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1#dashboards/dashboard/checkout-operations-cn-north-1'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#dashboards/dashboard/checkout-operations-us-gov-west-1'],
  ])('without an address of runbooks leads, in the Region %s, to the operations dashboard in the console', (region, expected) => {
    const all = descriptions({}, region);
    expect([...new Set(Object.keys(all).map(name => link(all, name)))]).toEqual([expected]);
  });
});

describe('too long a description', () => {
  const PREFIX = '[TICKET] checkout: ';

  test('loses the end of its middle', () => {
    const text = withinLimit(`${PREFIX}errors.`, ` Cause: ${'x'.repeat(2000)}`, ' Runbook: https://example.com/a');
    expect(text).toHaveLength(1024);
    expect(text).toMatch(/^\[TICKET\] checkout: errors\. Cause: x+… Runbook: https:\/\/example\.com\/a$/);
  });

  test('is never longer than CloudWatch takes, and never without beginning and link', () => {
    const printable = (maxLength: number) => fc.string({ maxLength });
    fc.assert(fc.property(printable(3000), printable(3000), fc.webUrl(), (condition, middle, url) => {
      const end = ` Runbook: ${url}`;
      fc.pre(end.length < 900);
      const text = withinLimit(`${PREFIX}${condition}`, middle, end);
      expect(text.length).toBeLessThanOrEqual(1024);
      expect(text.startsWith(PREFIX)).toBe(true);
      expect(text.endsWith(end)).toBe(true);
      if (`${PREFIX}${condition}${middle}${end}`.length <= 1024) expect(text).toBe(`${PREFIX}${condition}${middle}${end}`);
    }));
  });

  test('leaves room for an address that only deployment can tell', () => {
    const url = new CfnParameter(new Stack(), 'Runbooks').valueAsString;
    const text = withinLimit(PREFIX, ` Cause: ${'x'.repeat(2000)}`, ` Runbook: ${url}`);
    expect(text.endsWith(` Runbook: ${url}`)).toBe(true);
    expect(text.replace(url, '').length).toBe(1024 - 256);
  });

  test('of a kind of the user keeps what rules match on and the runbook', () => {
    const stack = new Stack(strictApp(), 'Shop');
    probe(stack);
    const alarm = { threshold: Threshold.absolute(1), severity: Severity.TICKET, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY, cause: 'c'.repeat(700), firstStep: 's'.repeat(700) };
    new ObservedService(stack, 'Service', { serviceName: 'checkout', owner: 'o', routes: [], catalog: probes({ id: 'faults', alarm }) });
    const [[, { Properties }]] = alarmsOf(templateOf(synthesizeStrictly(stack.node.root as any), 'Shop'));
    expect(Properties.AlarmDescription).toHaveLength(1024);
    expect(Properties.AlarmDescription).toMatch(/^\[TICKET\] checkout: Probe Probe: faults above 1 in 3 of 3 periods of 60 s\. Cause: c+\. First: s+… Runbook: https:.+checkout-operations$/);
  });
});

test('no description holds what stands for a token', () => {
  const stack = new Stack(strictApp(), 'Shop');
  inlineFunction(stack, 'Handler', { functionName: new CfnParameter(stack, 'Name').valueAsString });
  const service = new ObservedService(stack, 'Service', { serviceName: 'checkout', owner: new CfnParameter(stack, 'Owner').valueAsString, routes: [] });
  expect(service.alarms.length).toBeGreaterThan(0);
  for (const { description, literalName } of service.alarms) expect(`${literalName} ${description}`).not.toMatch(/Token\[|TOKEN/);
  const [, { Properties }] = alarmsOf(templateOf(synthesizeStrictly(stack.node.root as any), 'Shop'))[0];
  expect(typeof Properties.AlarmDescription).toBe('string');
});
