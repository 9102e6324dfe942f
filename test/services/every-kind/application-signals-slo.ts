import { aws_applicationsignals as applicationsignals, type Stack } from 'aws-cdk-lib';

const metric = (metricName: string) => [{ id: 'm', returnData: true, metricStat: { stat: 'Sum', period: 60, metric: { namespace: 'Shop', metricName } } }];

export default (stack: Stack) => new applicationsignals.CfnServiceLevelObjective(stack, 'Subject', {
  name: 'orders-availability',
  requestBasedSli: { requestBasedSliMetric: { totalRequestCountMetric: metric('Requests'), monitoredRequestCountMetric: { badCountMetric: metric('Failures') } } },
  goal: { attainmentGoal: 99.9, interval: { rollingInterval: { duration: 30, durationUnit: 'DAY' } } },
  burnRateConfigurations: [5, 60].map(lookBackWindowMinutes => ({ lookBackWindowMinutes })),
});
