import { Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CostBudget, ObservedService, OpsDashboard, PerfDashboard, type ObservedServiceProps } from '../../src';
import { strictApp } from '../support/strict-app';

function observed(props: Partial<ObservedServiceProps> = {}) {
  const app = strictApp();
  const stack = new Stack(app, 'Stack');
  const queue = new Queue(stack, 'Orders');
  const service = new ObservedService(stack, 'Service', { serviceName: 'orders', owner: 'team', routes: [], resources: [queue], ...props });
  const warnings = () => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data)).filter(text => text.includes('costBudget'));
  return { app, stack, service, warnings };
}

describe('the monthly cost', () => {
  test('names each alarm and each dashboard, which together with the composites are the total', () => {
    const { service: { monthlyCost, alarms, opsDashboard, perfDashboard } } = observed();
    const named = monthlyCost.details.map(({ what }) => what);
    expect(named).toEqual([...alarms.map(({ literalName }) => literalName), ...opsDashboard.pageNames, ...perfDashboard.pageNames]);
    const composites = monthlyCost.items.find(({ what }) => what === 'composite alarms')!.amount;
    expect(monthlyCost.details.reduce((sum, { amount }) => sum + amount, 0) + composites).toBeCloseTo(monthlyCost.total, 2);
  });

  test('bills an alarm of ten seconds as one of high resolution', () => {
    const { service } = observed({ overrides: { 'sqs-queue.ageOfOldest': { periodSeconds: 10 } } });
    expect(service.monthlyCost.items).toContainEqual({ what: 'high-resolution alarm metrics', quantity: 1, unitPrice: 0.3, amount: 0.3 });
  });

  test('takes prices of the user, with their day and Region', () => {
    const { service: { monthlyCost } } = observed({ prices: { asOf: '2026-10-01', region: 'eu-central-1', alarmMetric: 1, compositeAlarm: 0, dashboard: 10 } });
    expect(monthlyCost).toMatchObject({ pricesAsOf: '2026-10-01', pricesRegion: 'eu-central-1' });
    const alarmMetrics = monthlyCost.items.find(({ what }) => what === 'alarm metrics')!;
    expect(alarmMetrics.amount).toBe(alarmMetrics.quantity);
    expect(monthlyCost.total).toBe(alarmMetrics.quantity + 20);
  });

  test('counts no dashboard that is shared', () => {
    const { stack } = observed();
    const [opsDashboard, perfDashboard] = [new OpsDashboard(stack, 'Ops', { dashboardName: 'ops' }), new PerfDashboard(stack, 'Perf', { dashboardName: 'perf' })];
    const service = new ObservedService(stack, 'Other', { serviceName: 'other', owner: 'team', routes: [], resources: [new Queue(stack, 'More')], opsDashboard, perfDashboard });
    expect(service.monthlyCost.details.map(({ what }) => what)).toEqual(service.alarms.map(({ literalName }) => literalName));
  });

  test.each([-1, NaN, Infinity])('takes no price of %d', alarmMetric => {
    expect(() => observed({ prices: { alarmMetric } })).toThrow(/\[Stack\/Service\] prices\.alarmMetric is not a price; received .*; valid: USD a month, 0 or more/);
  });
});

describe('a budget', () => {
  test('that is kept says nothing', () => {
    const { app, service, warnings } = observed({ costBudget: CostBudget.failAbove(100) });
    app.synth();
    expect(service.monthlyCost.total).toBeLessThan(100);
    expect(warnings()).toEqual([]);
  });

  test('warns where the service costs more, once, with what costs most', () => {
    const { app, warnings, service } = observed({ costBudget: CostBudget.warnAbove(1) });
    app.synth();
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain(`'orders' costs ${service.monthlyCost.total.toFixed(2)} USD a month`);
    expect(warnings()[0]).toContain('orders-operations 3.00');
  });

  test('fails synthesis where it shall', () => {
    const { app } = observed({ costBudget: CostBudget.failAbove(1) });
    expect(() => app.synth()).toThrow(/its budget is 1\.00/);
  });

  test.each([['nothing', 0], ['less', -5], ['no number', NaN], ['a token', Lazy.number({ produce: () => 5 })]])('takes no %s', (_, usd) => {
    expect(() => CostBudget.warnAbove(usd)).toThrow(/a literal number of USD a month above 0/);
  });
});
