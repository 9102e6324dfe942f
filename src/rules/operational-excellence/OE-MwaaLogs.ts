import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ENVIRONMENT = 'AWS::MWAA::Environment';
const MODULES = ['DagProcessingLogs', 'SchedulerLogs', 'TaskLogs', 'WebserverLogs', 'WorkerLogs'];

/** Tasks log what they do as INFO; of the others, warnings tell what goes wrong. */
const ENOUGH = { TaskLogs: ['INFO', 'DEBUG'], others: ['WARNING', 'INFO', 'DEBUG'] };

function judge(environment: WorkloadResource, name: string): Verdict {
  const property = `LoggingConfiguration.${name}`;
  const module = environment.property(property);
  const enabled = module.property('Enabled');
  const level = module.property('LogLevel');
  if (enabled.isUnknown) return Verdict.UNKNOWN;
  if (enabled.flag !== true) return Verdict.violating({ name, message: `${name} are ${enabled.flag === false ? 'off' : 'not set'}`, property });
  if (level.isUnknown) return Verdict.UNKNOWN;
  const enough = name === 'TaskLogs' ? ENOUGH.TaskLogs : ENOUGH.others;
  // Without a level it is INFO.
  if (enough.includes(level.text ?? 'INFO')) return Verdict.COMPLIANT;
  return Verdict.violating({ name, message: `The level of ${name} is ${level.text}`, property: `${property}.LogLevel` });
}

function logging(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...Object.fromEntries(MODULES.map(module => [module, { Enabled: true, LogLevel: 'INFO' }])), ...changes };
}

export default defineRule({
  id: 'OE-MwaaLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  title: 'Environments of MWAA log what Airflow does',
  why: 'A task that fails, a DAG that cannot be read and a scheduler that hangs look alike from outside, and Airflow keeps its logs nowhere else',
  remedy: 'Set loggingConfiguration with enabled: true and a logLevel for all five modules, INFO for taskLogs',
  nagRule: 'mwaa.MWAAAllLoggingInfo',
  nagDifference: 'it asks for INFO of all modules, this rule of tasks only',
  resourceTypes: [ENVIRONMENT],
  check: environment => combinedVerdict(MODULES.map(module => judge(environment, module))),
  compliant: [
    {
      title: 'all modules',
      resources: { Airflow: { Type: ENVIRONMENT, Properties: { Name: 'etl', LoggingConfiguration: logging() } } },
      cdk: `const module = { enabled: true, logLevel: 'INFO' };
new mwaa.CfnEnvironment(this, 'Airflow', {
  name: 'etl',
  loggingConfiguration: {
    dagProcessingLogs: module,
    schedulerLogs: module,
    taskLogs: module,
    webserverLogs: module,
    workerLogs: module,
  },
});`,
    },
    {
      title: 'warnings of what is not a task',
      resources: {
        Airflow: {
          Type: ENVIRONMENT,
          Properties: { Name: 'etl', LoggingConfiguration: logging({ SchedulerLogs: { Enabled: true, LogLevel: 'WARNING' }, WorkerLogs: { Enabled: true, LogLevel: 'WARNING' } }) },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no logs',
      resources: { Airflow: { Type: ENVIRONMENT, Properties: { Name: 'etl' } } },
      findings: MODULES,
      cdk: 'new mwaa.CfnEnvironment(this, \'Airflow\', { name: \'etl\' });',
    },
    {
      title: 'a module that is off, and tasks that log errors only',
      resources: {
        Airflow: { Type: ENVIRONMENT, Properties: { Name: 'etl', LoggingConfiguration: logging({ SchedulerLogs: { Enabled: false }, TaskLogs: { Enabled: true, LogLevel: 'ERROR' } }) } },
      },
      findings: ['SchedulerLogs', 'TaskLogs'],
    },
  ],
  ignored: [
    {
      title: 'the level is a parameter',
      resources: { Airflow: { Type: ENVIRONMENT, Properties: { Name: 'etl', LoggingConfiguration: logging({ TaskLogs: { Enabled: true, LogLevel: { Ref: 'LogLevel' } } }) } } },
    },
    {
      title: 'a parameter switches a module on',
      resources: { Airflow: { Type: ENVIRONMENT, Properties: { Name: 'etl', LoggingConfiguration: logging({ TaskLogs: { Enabled: { Ref: 'IsLogged' }, LogLevel: 'INFO' } }) } } },
    },
  ],
});
