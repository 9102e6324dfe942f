import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import type { RuleContext } from '../rule';
import { RuleLevel } from '../rule-level';
import { GLUE_VERSIONS } from '../tables/glue-versions';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const JOB = 'AWS::Glue::Job';
const VERSION = 'GlueVersion';
const WORKER = 'WorkerType';
const WITHOUT_SPARK = ['pythonshell', 'glueray'];

/** A job that names no version gets the newest of the day on which it is made. */
function judgeVersion(job: WorkloadResource, context: RuleContext): Verdict {
  const version = job.property(VERSION);
  if (version.isUnknown || version.isAbsent) return Verdict.UNKNOWN;
  // YAML turns 3.0 into 3.
  const name = version.number === undefined ? version.text ?? '' : version.number.toFixed(1);
  const drawback = rowsOf(context, GLUE_VERSIONS).get(name);
  if (drawback === undefined) return Verdict.COMPLIANT;
  return Verdict.violating({ message: `The Glue version is ${name}, which ${drawback}`, name: 'version', property: VERSION });
}

function judgeWorker(job: WorkloadResource): Verdict {
  const worker = job.property(WORKER);
  if (worker.isUnknown) return Verdict.UNKNOWN;
  if (worker.text !== 'Standard') return worker.isAbsent ? Verdict.NOT_APPLICABLE : Verdict.COMPLIANT;
  return Verdict.violating({ message: 'The worker type is Standard, which has two executors share the memory of a worker', name: 'worker', property: WORKER });
}

const job = (properties: object) => ({ Orders: { Type: JOB, Properties: { Command: { Name: 'glueetl' }, ...properties } } });

const code = (glueVersion: string, workerType: string) => `new glue.CfnJob(this, 'Orders', {
  role: new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('glue.amazonaws.com') }).roleArn,
  command: { name: 'glueetl', scriptLocation: 's3://scripts/orders.py' },
  glueVersion: '${glueVersion}',
  workerType: '${workerType}',
  numberOfWorkers: 10,
});`;

export default defineRule({
  id: 'PE-GlueVersion',
  bestPractices: ['PERF05-BP06', 'PERF02-BP02'],
  level: RuleLevel.WARNING,
  table: GLUE_VERSIONS,
  title: 'Glue jobs run on a current version and on current workers',
  why: 'Each version of Glue has a faster Spark than the one before, so that an old one takes longer for the same job and costs more',
  remedy: 'Set glueVersion: \'5.0\' or newer, and workerType: \'G.1X\' or larger',
  resourceTypes: [JOB],
  check: (resource, context) => {
    const command = resource.property('Command.Name');
    if (command.isUnknown) return Verdict.UNKNOWN;
    if (WITHOUT_SPARK.includes(command.text ?? '')) return Verdict.NOT_APPLICABLE;
    return combinedVerdict([judgeVersion(resource, context), judgeWorker(resource)]);
  },
  compliant: [
    { title: 'version 5', resources: job({ GlueVersion: '5.0', WorkerType: 'G.1X' }), cdk: code('5.0', 'G.1X') },
    { title: 'version 4', resources: job({ GlueVersion: '4.0', WorkerType: 'G.2X' }) },
  ],
  violating: [
    { title: 'an old version', resources: job({ GlueVersion: '2.0', WorkerType: 'G.1X' }), findings: ['version'], cdk: code('2.0', 'G.1X') },
    { title: 'an old version, written as a number', resources: job({ GlueVersion: 3 }), findings: ['version'] },
    { title: 'workers of the first sort', resources: job({ GlueVersion: '4.0', WorkerType: 'Standard' }), findings: ['worker'] },
  ],
  ignored: [
    { title: 'the version is left to Glue', resources: job({}) },
    { title: 'a Python shell, which has other versions', resources: job({ Command: { Name: 'pythonshell' }, GlueVersion: '3.0' }) },
    { title: 'the version is a parameter', resources: job({ GlueVersion: { Ref: 'GlueVersion' } }) },
  ],
});
