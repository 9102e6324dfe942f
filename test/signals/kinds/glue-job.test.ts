import { App, Stack } from 'aws-cdk-lib';
import { CfnJob } from 'aws-cdk-lib/aws-glue';
import { observe } from '../../support/observe';

const job = () => observe(new CfnJob(new Stack(new App(), 'Stack'), 'Job', {
  role: 'role', command: { name: 'glueetl' }, defaultArguments: { '--enable-observability-metrics': 'true' },
}));

test.each(['succeededRuns', 'failedRuns'])('%s are published in the group of errors', signal => {
  expect(job().variants(signal)).toEqual([{ dimensions: { JobName: expect.anything(), JobRunId: 'ALL', Type: 'count', ObservabilityGroup: 'error' } }]);
});

test('skewness is published in the group of performance', () => {
  expect(job().variants('skewness')).toEqual([{ dimensions: { JobName: expect.anything(), JobRunId: 'ALL', Type: 'gauge', ObservabilityGroup: 'job_performance' } }]);
});
