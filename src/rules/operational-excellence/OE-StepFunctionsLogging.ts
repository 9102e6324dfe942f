import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const PROPERTY = 'LoggingConfiguration.Level';

export default defineRule({
  id: 'OE-StepFunctionsLogging',
  bestPractices: ['OPS04-BP02', 'OPS08-BP02'],
  level: RuleLevel.ERROR,
  title: 'State machines log, Express ones everything',
  why: 'Executions of Express workflows leave nothing behind but their log, and those of Standard ones cannot be searched for what they have in common',
  remedy: 'Set logs: { destination: new logs.LogGroup(this, \'Log\'), level: stepfunctions.LogLevel.ERROR }, and LogLevel.ALL for Express workflows',
  nagRule: 'stepfunctions.StepFunctionStateMachineAllLogsToCloudWatch',
  nagDifference: 'it asks for the level ALL of every state machine, this rule of Express workflows only',
  resourceTypes: [MACHINE],
  check: machine => {
    const level = machine.property(PROPERTY);
    const type = machine.property('StateMachineType');
    if (level.isUnknown) return Verdict.UNKNOWN;
    if (level.text === 'ALL') return Verdict.COMPLIANT;
    const isOff = level.text === undefined || level.text === 'OFF';
    if (isOff) return Verdict.violating({ message: `The log level is ${level.text ?? 'not set'}`, property: PROPERTY });
    if (type.isUnknown) return Verdict.UNKNOWN;
    if (type.text !== 'EXPRESS') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The log level is ${level.text}, so executions of this Express workflow leave no history unless they fail`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'errors of a Standard workflow',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', LoggingConfiguration: { Level: 'ERROR' } } } },
      cdk: `new stepfunctions.StateMachine(this, 'Machine', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Pass')),
  logs: { destination: new logs.LogGroup(this, 'Log'), level: stepfunctions.LogLevel.ERROR },
});`,
    },
    {
      title: 'everything of an Express workflow',
      resources: {
        Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', StateMachineType: 'EXPRESS', LoggingConfiguration: { Level: 'ALL' } } },
      },
      cdk: `new stepfunctions.StateMachine(this, 'Machine', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Pass')),
  stateMachineType: stepfunctions.StateMachineType.EXPRESS,
  logs: { destination: new logs.LogGroup(this, 'Log'), level: stepfunctions.LogLevel.ALL },
});`,
    },
  ],
  violating: [
    {
      title: 'a state machine without a log',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders' } } },
      cdk: `new stepfunctions.StateMachine(this, 'Machine', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Pass')),
});`,
    },
    { title: 'a log that is off', resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', LoggingConfiguration: { Level: 'OFF' } } } } },
    {
      title: 'errors only of an Express workflow',
      resources: {
        Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', StateMachineType: 'EXPRESS', LoggingConfiguration: { Level: 'ERROR' } } },
      },
    },
  ],
  ignored: [
    {
      title: 'the level is a parameter',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', LoggingConfiguration: { Level: { Ref: 'LogLevel' } } } } },
    },
    {
      title: 'the type is a parameter',
      resources: {
        Machine: {
          Type: MACHINE,
          Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', StateMachineType: { Ref: 'MachineType' }, LoggingConfiguration: { Level: 'FATAL' } },
        },
      },
    },
  ],
});
