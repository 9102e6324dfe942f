import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const PROJECT = 'AWS::CodeBuild::Project';
const PROPERTY = 'LogsConfig';

export default defineRule({
  id: 'OE-CodeBuildLogs',
  bestPractices: ['OPS08-BP02'],
  level: RuleLevel.WARNING,
  title: 'Builds keep their logs',
  why: 'A build that failed tells the phase and nothing of the reason, so it is run again with logs before anybody can mend it',
  remedy: 'Leave logging.cloudWatch on, or set logging.s3 to a bucket',
  resourceTypes: [PROJECT],
  check: project => {
    // CloudWatch Logs get the log unless somebody said no.
    const cloudWatch = project.property(`${PROPERTY}.CloudWatchLogs.Status`);
    const bucket = project.property(`${PROPERTY}.S3Logs.Status`);
    if (cloudWatch.isAbsent || cloudWatch.text === 'ENABLED' || bucket.text === 'ENABLED') return Verdict.COMPLIANT;
    if (cloudWatch.isUnknown || bucket.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'Logs go neither to CloudWatch Logs nor to a bucket', property: PROPERTY });
  },
  compliant: [
    {
      title: 'what a project does by default',
      resources: { Build: { Type: PROJECT, Properties: { ServiceRole: 'arn:aws:iam::123456789012:role/build' } } },
      cdk: 'new codebuild.Project(this, \'Build\', { buildSpec: codebuild.BuildSpec.fromObject({ version: \'0.2\' }) });',
    },
    { title: 'a bucket instead', resources: { Build: { Type: PROJECT, Properties: { LogsConfig: { CloudWatchLogs: { Status: 'DISABLED' }, S3Logs: { Status: 'ENABLED', Location: 'logs/build' } } } } } },
  ],
  violating: [
    {
      title: 'no log at all',
      resources: { Build: { Type: PROJECT, Properties: { LogsConfig: { CloudWatchLogs: { Status: 'DISABLED' } } } } },
      cdk: `new codebuild.Project(this, 'Build', {
  buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
  logging: { cloudWatch: { enabled: false } },
});`,
    },
    { title: 'both off', resources: { Build: { Type: PROJECT, Properties: { LogsConfig: { CloudWatchLogs: { Status: 'DISABLED' }, S3Logs: { Status: 'DISABLED' } } } } } },
  ],
  ignored: [
    { title: 'a parameter decides', resources: { Build: { Type: PROJECT, Properties: { LogsConfig: { CloudWatchLogs: { Status: { Ref: 'LogStatus' } } } } } } },
    { title: 'a parameter decides about the bucket', resources: { Build: { Type: PROJECT, Properties: { LogsConfig: { CloudWatchLogs: { Status: 'DISABLED' }, S3Logs: { Status: { Ref: 'LogStatus' } } } } } } },
  ],
});
