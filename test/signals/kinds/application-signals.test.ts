import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnServiceLevelObjective, type CfnServiceLevelObjectiveProps } from 'aws-cdk-lib/aws-applicationsignals';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const slo = (props: Partial<CfnServiceLevelObjectiveProps> = {}) => observe(new CfnServiceLevelObjective(stack, 'Slo', { name: 'orders', ...props }));
const windows = (...minutes: number[]) => ({ burnRateConfigurations: minutes.map(lookBackWindowMinutes => ({ lookBackWindowMinutes })) });
const days = (duration: number, attainmentGoal?: number) => ({ goal: { attainmentGoal, interval: { rollingInterval: { duration, durationUnit: 'DAY' } } } });

describe('an objective', () => {
  test('is named by its name', () => {
    expect(slo().dimensions).toEqual({ SloName: 'orders' });
  });

  test('is named by its ARN where only deployment tells the name', () => {
    const { dimensions } = slo({ name: new CfnParameter(stack, 'Name').valueAsString });
    expect(dimensions).toEqual({ SloName: { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Slo' }] }] } });
  });

  test('has a burn rate for each window that it looks back', () => {
    expect(slo(windows(60, 5, 60)).variants('burnRate')).toEqual([
      { id: '60m', dimensions: { SloName: 'orders', BurnRateWindowMinutes: '60' } },
      { id: '5m', dimensions: { SloName: 'orders', BurnRateWindowMinutes: '5' } },
    ]);
  });

  test.each([[[60, 5], '5'], [[60], '60']])('with the windows %p is judged by the hour, and until %s minutes are good', (minutes, short) => {
    const { variants, signals } = slo(windows(...minutes));
    const [{ dimensions, inputDimensions }] = variants('hourBurn');
    expect([dimensions.BurnRateWindowMinutes, inputDimensions?.short.BurnRateWindowMinutes]).toEqual(['60', short]);
    expect(signals).not.toContain('dayBurn');
  });

  test.each([
    ['30 days', days(30, 99.9), { hourBurn: 14.4, sixHourBurn: 6, dayBurn: 3, threeDayBurn: 1 }],
    ['an interval that is left out, which means seven days', {}, { hourBurn: 3.36, sixHourBurn: 1.4, dayBurn: 0.7, threeDayBurn: 0.233333 }],
    ['30 days and a goal that even an outage burns slowly', days(30, 90), { hourBurn: 9, sixHourBurn: 6, dayBurn: 3, threeDayBurn: 1 }],
  ])('over %s has thresholds that follow from its budget', (_, props, expected) => {
    const { threshold } = slo(props);
    expect(Object.fromEntries(Object.keys(expected).map(id => [id, threshold(id).value]))).toEqual(expected);
  });

  test.each([[{}, 99], [days(30, 99.9), 99.9]])('with the properties %p is attained above %p', (props, value) => {
    expect(slo(props).threshold('attainment')).toEqual({ value });
  });

  test('has no threshold where its goal leaves no budget', () => {
    expect(slo(days(30, 100)).threshold('hourBurn')).toEqual({ reason: expect.stringMatching(/goal of 100%/) });
  });
});

test.each([
  [{ Service: 'orders', Environment: 'lambda:default' }],
  [{ Service: 'orders', Environment: 'lambda:default', Operation: 'GET /orders' }],
])('a service is named by what is declared: %p', attributes => {
  const declared = ImportedResource.declare(new Construct(stack, 'Service'), { resourceType: 'Custom::ApplicationSignalsService', attributes });
  expect(observe(declared).dimensions).toEqual(attributes);
});
