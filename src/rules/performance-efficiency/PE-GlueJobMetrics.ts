import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const JOB = 'AWS::Glue::Job';
const METRICS = '--enable-metrics';
const OBSERVABILITY = '--enable-observability-metrics';
const WITHOUT_SPARK = ['pythonshell', 'glueray'];

/** Its mere presence switches the metrics on. */
function judgeMetrics(job: WorkloadResource): Verdict {
  const value = job.property('DefaultArguments').property(METRICS);
  if (value.isUnknown) return Verdict.UNKNOWN;
  return value.isAbsent ? Verdict.violating({ message: `The default arguments have no ${METRICS}`, name: 'metrics', property: 'DefaultArguments' }) : Verdict.COMPLIANT;
}

/** Glue has them from version 4.0 on. */
function judgeObservability(job: WorkloadResource): Verdict {
  const version = job.property('GlueVersion');
  if (version.isUnknown) return Verdict.UNKNOWN;
  if (!((version.number ?? 0) >= 4)) return Verdict.NOT_APPLICABLE;
  const value = job.property('DefaultArguments').property(OBSERVABILITY);
  if (value.isUnknown) return Verdict.UNKNOWN;
  if (value.flag === true) return Verdict.COMPLIANT;
  return Verdict.violating({ message: `The default arguments do not set ${OBSERVABILITY} to true`, name: 'observability', property: 'DefaultArguments' });
}

const job = (properties: object) => ({ Orders: { Type: JOB, Properties: { Command: { Name: 'glueetl' }, ...properties } } });

const code = (defaultArguments: string) => `new glue.CfnJob(this, 'Orders', {
  role: new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('glue.amazonaws.com') }).roleArn,
  command: { name: 'glueetl', scriptLocation: 's3://scripts/orders.py' },
  glueVersion: '5.0',${defaultArguments}
});`;

export default defineRule({
  id: 'PE-GlueJobMetrics',
  bestPractices: ['PERF02-BP03', 'PERF05-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Glue jobs publish their metrics',
  why: 'Without them nobody sees why a job became slow, whether it runs out of memory, or how many workers it could use; they cost as custom metrics do',
  remedy: `Add ${METRICS}, and ${OBSERVABILITY} with the value true, to the default arguments of the job`,
  resourceTypes: [JOB],
  check: resource => {
    const command = resource.property('Command.Name');
    if (command.isUnknown || resource.property('DefaultArguments').isUnknown) return Verdict.UNKNOWN;
    if (WITHOUT_SPARK.includes(command.text ?? '')) return Verdict.NOT_APPLICABLE;
    return combinedVerdict([judgeMetrics(resource), judgeObservability(resource)]);
  },
  compliant: [
    {
      title: 'metrics of both sorts',
      resources: job({ GlueVersion: '5.0', DefaultArguments: { [METRICS]: '', [OBSERVABILITY]: 'true' } }),
      cdk: code(`\n  defaultArguments: { '${METRICS}': '', '${OBSERVABILITY}': 'true' },`),
    },
    { title: 'an older version, which has metrics of one sort', resources: job({ GlueVersion: '3.0', DefaultArguments: { [METRICS]: 'true' } }) },
  ],
  violating: [
    { title: 'a job without metrics', resources: job({ GlueVersion: '5.0' }), findings: ['metrics', 'observability'], cdk: code('') },
    { title: 'observability switched off', resources: job({ GlueVersion: '4.0', DefaultArguments: { [METRICS]: '', [OBSERVABILITY]: 'false' } }), findings: ['observability'] },
    { title: 'an older version without metrics', resources: job({ GlueVersion: '3.0' }), findings: ['metrics'] },
  ],
  ignored: [
    { title: 'a Python shell, which has no metrics', resources: { Orders: { Type: JOB, Properties: { Command: { Name: 'pythonshell' } } } } },
    { title: 'the arguments are a parameter', resources: job({ DefaultArguments: { Ref: 'Arguments' } }) },
  ],
});
