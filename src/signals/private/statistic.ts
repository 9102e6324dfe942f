const STATISTIC = /^(Sum|Average|Minimum|Maximum|SampleCount|IQM|p\d{1,2}(\.\d{1,10})?|p100|(tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|(PR|TM|WM|TC|TS)\(.+\))$/;

/** Whether CloudWatch knows a statistic. */
export function isStatistic(statistic: string): boolean {
  return STATISTIC.test(statistic);
}

/** Whether a statistic is computed over the distribution of samples, which not every metric supports. */
export function isDistribution(statistic: string): boolean {
  return /^(IQM|p\d|tm|wm|tc|ts|PR|TM|WM|TC|TS)/.test(statistic);
}
