import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const PROPERTY = 'TracingConfiguration.Enabled';

export default defineRule({
  id: 'OE-StepFunctionsTracing',
  bestPractices: ['OPS04-BP05'],
  level: RuleLevel.WARNING,
  title: 'State machines are traced',
  why: 'What a request did before and after the state machine are two traces, so nobody sees which state the caller waited for',
  remedy: 'Set tracingEnabled: true',
  nagRule: 'stepfunctions.StepFunctionStateMachineXray',
  resourceTypes: [MACHINE],
  check: machine => {
    const enabled = machine.property(PROPERTY);
    if (enabled.isUnknown) return Verdict.UNKNOWN;
    return enabled.flag === true ? Verdict.COMPLIANT : Verdict.violating({ message: `Tracing is ${enabled.flag === false ? 'off' : 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a state machine that is traced',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', TracingConfiguration: { Enabled: true } } } },
      cdk: `new stepfunctions.StateMachine(this, 'Machine', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Pass')),
  tracingEnabled: true,
});`,
    },
  ],
  violating: [
    {
      title: 'a state machine that says nothing',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders' } } },
      cdk: `new stepfunctions.StateMachine(this, 'Machine', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Pass')),
});`,
    },
    {
      title: 'tracing switched off',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', TracingConfiguration: { Enabled: false } } } },
    },
  ],
  ignored: [
    {
      title: 'a parameter switches it on',
      resources: { Machine: { Type: MACHINE, Properties: { RoleArn: 'arn:aws:iam::123456789012:role/orders', TracingConfiguration: { Enabled: { Ref: 'IsTraced' } } } } },
    },
  ],
});
