import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const JOB = 'AWS::Glue::Job';
const ARGUMENTS = 'DefaultArguments';
const FLAG = '--enable-auto-scaling';
const SPARK = ['glueetl', 'gluestreaming'];

/** Whether Glue could scale a job: from version 3.0 on, with workers of a type, and with more than the two that it starts from. */
function canScale(job: WorkloadResource): boolean | undefined {
  const [command, version, worker, workers, capacity] = ['Command.Name', 'GlueVersion', 'WorkerType', 'NumberOfWorkers', 'MaxCapacity'].map(path => job.property(path));
  if (command.text !== undefined && !SPARK.includes(command.text)) return false;
  if (version.number! < 3 || worker.text === 'Standard' || workers.number! <= 2 || !capacity.isAbsent) return false;
  return [command, version, worker, workers].some(({ isUnknown }) => isUnknown) ? undefined : true;
}

const job = (properties: object) => ({ Orders: { Type: JOB, Properties: { Command: { Name: 'glueetl' }, GlueVersion: '5.0', WorkerType: 'G.1X', NumberOfWorkers: 10, ...properties } } });

const code = (defaultArguments: string) => `new glue.CfnJob(this, 'Orders', {
  role: new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('glue.amazonaws.com') }).roleArn,
  command: { name: 'glueetl', scriptLocation: 's3://scripts/orders.py' },
  glueVersion: '5.0',
  workerType: 'G.1X',
  numberOfWorkers: 10,${defaultArguments}
});`;

export default defineRule({
  id: 'PE-GlueAutoScaling',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Glue jobs take as many workers as they can use',
  why: 'A fixed number of workers idles through the stages that cannot use them, and is too small for the day with more data than usual',
  remedy: `Add ${FLAG} with the value true to the default arguments of the job, and let numberOfWorkers be the most that it may take`,
  resourceTypes: [JOB],
  check: resource => {
    const answer = canScale(resource);
    if (answer === false) return Verdict.NOT_APPLICABLE;
    const flag = resource.property(ARGUMENTS).property(FLAG);
    if (flag.flag === true) return Verdict.COMPLIANT;
    if (answer === undefined || flag.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `The default arguments do not set ${FLAG} to true`, property: ARGUMENTS });
  },
  compliant: [
    { title: 'up to ten workers', resources: job({ DefaultArguments: { [FLAG]: 'true' } }), cdk: code(`\n  defaultArguments: { '${FLAG}': 'true' },`) },
  ],
  violating: [
    { title: 'ten workers, always', resources: job({}), cdk: code('') },
    { title: 'switched off', resources: job({ DefaultArguments: { [FLAG]: 'false' } }) },
  ],
  ignored: [
    { title: 'a version that cannot', resources: job({ GlueVersion: '2.0' }) },
    { title: 'two workers, which is where scaling starts', resources: job({ NumberOfWorkers: 2 }) },
    { title: 'capacity instead of workers', resources: job({ MaxCapacity: 10 }) },
    { title: 'a Python shell', resources: job({ Command: { Name: 'pythonshell' } }) },
    { title: 'the arguments are a parameter', resources: job({ DefaultArguments: { Ref: 'Arguments' } }) },
    { title: 'the number of workers is a parameter', resources: job({ NumberOfWorkers: { Ref: 'Workers' } }) },
  ],
});
