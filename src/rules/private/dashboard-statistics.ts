import { isDistribution } from '../../signals/private/check-source';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

/** Statistics of metrics in the body of a dashboard, and those that a search has between single quotes. */
const STATISTICS = /"stat"\s*:\s*"([^"\\]+)"|'((?:p|tm|wm|tc|ts)\d[\d.]*|IQM|(?:PR|TM|WM|TC|TS)\([^')]+\))'/g;

/** Whether a dashboard of the app shows a percentile or the like; `undefined` when only deployment can tell. */
export function isDistributionShown(workload: Workload): boolean | undefined {
  const answers = workload.ofType('AWS::CloudWatch::Dashboard').map(showsDistribution);
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function showsDistribution(dashboard: WorkloadResource): boolean | undefined {
  const body = dashboard.property('DashboardBody');
  const text = body.knownText;
  for (const [, statistic, searched] of text.matchAll(STATISTICS)) if (isDistribution(statistic ?? searched)) return true;
  return body.isUnknown && text === '' ? undefined : false;
}
