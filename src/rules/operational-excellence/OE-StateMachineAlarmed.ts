import { type AlarmRequirement, requireAlarms } from '../private/alarmed-kinds';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const REQUIREMENTS: readonly AlarmRequirement[] = [{ kind: 'stepfunctions-state-machine', signals: ['failed', 'timedOut'] }];

const alarm = (metricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/States', MetricName: metricName, Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'Fulfil' } }] },
});

export default defineRule({
  id: 'OE-StateMachineAlarmed',
  bestPractices: ['OPS08-BP04'],
  level: RuleLevel.WARNING,
  title: 'State machines have an alarm on executions that fail or time out',
  why: 'An execution that fails leaves its work half done, and whoever started it is long gone: nobody asks for the result',
  remedy: 'Observe it with ObservedService, or add alarms such as machine.metricFailed().createAlarm(…)',
  resourceTypes: [MACHINE],
  check: (machine, context) => requireAlarms(machine, context, REQUIREMENTS),
  compliant: [
    {
      title: 'an alarm on failed executions',
      resources: { Fulfil: { Type: MACHINE, Properties: {} }, Failed: alarm('ExecutionsFailed') },
      cdk: `const fulfil = new stepfunctions.StateMachine(this, 'Fulfil', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Done')),
});
fulfil.metricFailed().createAlarm(this, 'Failed', { threshold: 1, evaluationPeriods: 1 });`,
    },
    {
      title: 'an alarm on the share of executions that fail',
      resources: {
        Fulfil: { Type: MACHINE, Properties: { StateMachineName: 'fulfil' } },
        FailureRate: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [
              { Id: 'rate', Expression: '100 * failed / started' },
              ...['failed', 'started'].map(id => ({
                Id: id, ReturnData: false,
                MetricStat: { Metric: { Namespace: 'AWS/States', MetricName: `Executions${id === 'failed' ? 'Failed' : 'Started'}`, Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'Fulfil' } }] }, Period: 60, Stat: 'Sum' },
              })),
            ],
          },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no alarm',
      resources: { Fulfil: { Type: MACHINE, Properties: {} } },
      cdk: `new stepfunctions.StateMachine(this, 'Fulfil', {
  definitionBody: stepfunctions.DefinitionBody.fromChainable(new stepfunctions.Pass(this, 'Done')),
});`,
    },
    { title: 'an alarm on how long executions take', resources: { Fulfil: { Type: MACHINE, Properties: {} }, Slow: alarm('ExecutionTime') } },
  ],
});
