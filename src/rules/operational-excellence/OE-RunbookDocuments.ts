import { alarmsForPeople } from '../private/alarms-for-people';
import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import type { Match } from '../private/event-pattern';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';

const ALARM = 'AWS::CloudWatch::Alarm';
const DOCUMENT = 'AWS::SSM::Document';
const AUTOMATION_ARN = /:automation-definition\//;

/** Whether the app has an automation, or runs one that is made elsewhere. */
function automations(workload: Workload): Match {
  const types = workload.ofType(DOCUMENT).map(document => document.property('DocumentType'));
  if (types.some(({ text }) => text?.startsWith('Automation'))) return true;
  const runs = workload.ofType('AWS::Events::Rule').flatMap(rule => rule.values('Targets.*.Arn'));
  if (runs.some(({ knownText }) => AUTOMATION_ARN.test(knownText))) return true;
  return types.some(({ isUnknown }) => isUnknown) ? undefined : false;
}

/** What the descriptions of all alarms say, as far as it is known, and whether all of it is. */
function descriptions(workload: Workload): { texts: readonly string[]; areKnown: boolean } {
  const values = alarmsForPeople(workload).map(alarm => alarm.property('AlarmDescription'));
  return { texts: values.map(({ knownText }) => knownText), areKnown: !values.some(({ isUnknown }) => isUnknown) };
}

const errors = (description?: unknown) => ({ Type: ALARM, Properties: { AlarmDescription: description } });

export default defineRule({
  id: 'OE-RunbookDocuments',
  bestPractices: ['OPS07-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'An app with alarms has runbooks',
  why: 'What to do about an alarm is in the heads of a few: whoever else is on call begins from nothing, and takes steps that nobody has tried',
  remedy: 'Write the steps as an ssm.CfnDocument with documentType: \'Automation\', or put the address of the runbook into alarmDescription',
  resourceTypes: ['Stack'],
  check: (stack, { runbookPattern }) => {
    if (!standsForApp(stack) || alarmsForPeople(stack.workload).length === 0) return Verdict.NOT_APPLICABLE;
    const automation = stack.workload._once(automations);
    if (automation) return Verdict.COMPLIANT;
    const { texts, areKnown } = stack.workload._once(descriptions);
    const runbook = new RegExp(runbookPattern);
    if (texts.some(text => runbook.test(text))) return Verdict.COMPLIANT;
    if (automation === undefined || !areKnown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'The app has alarms, no SSM document of the type Automation, and no runbook in the description of any alarm' });
  },
  compliant: [
    {
      title: 'an automation',
      resources: { Errors: errors(), Restart: { Type: DOCUMENT, Properties: { DocumentType: 'Automation', Content: {} } } },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
});
new ssm.CfnDocument(this, 'Restart', {
  documentType: 'Automation',
  content: { schemaVersion: '0.3', mainSteps: [{ name: 'wait', action: 'aws:sleep', inputs: { Duration: 'PT1M' } }] },
});`,
    },
    { title: 'the address of a runbook', resources: { Errors: errors('Orders fail. Runbook: https://wiki.example.com/orders') } },
    {
      title: 'an automation that is made elsewhere',
      resources: {
        Errors: errors(),
        Restart: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'a', Arn: { 'Fn::Sub': 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:automation-definition/Restart' } }] } },
      },
    },
  ],
  violating: [
    {
      title: 'alarms alone',
      resources: { Errors: errors('Orders fail.') },
      cdk: `new cloudwatch.Alarm(this, 'Errors', {
  metric: new cloudwatch.Metric({ namespace: 'Orders', metricName: 'Errors' }),
  threshold: 1,
  evaluationPeriods: 5,
});`,
    },
    { title: 'a document with a command', resources: { Errors: errors(), Command: { Type: DOCUMENT, Properties: { DocumentType: 'Command', Content: {} } } } },
  ],
  ignored: [
    { title: 'an app without alarms', resources: { Handler: { Type: 'AWS::Lambda::Function', Properties: {} } } },
    { title: 'the description is a parameter', resources: { Errors: errors({ Ref: 'Description' }) } },
    { title: 'the type of the document is a parameter', resources: { Errors: errors(), Restart: { Type: DOCUMENT, Properties: { DocumentType: { Ref: 'Type' } } } } },
  ],
});
