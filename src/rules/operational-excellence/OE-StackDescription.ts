import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TOPIC = { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } };

export default defineRule({
  id: 'OE-StackDescription',
  bestPractices: ['OPS02-BP01', 'OPS07-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Stacks say what they are for',
  why: 'Whoever opens the list of stacks during an incident sees names only, and guesses which one is part of what is broken and who runs it',
  remedy: 'Describe the stack where it is made: new Stack(app, \'Orders\', { description: \'Takes orders, run by team Orders\' })',
  resourceTypes: ['Stack'],
  check: stack => {
    const property = 'Description';
    const description = stack.property(property);
    if (description.isUnknown) return Verdict.UNKNOWN;
    return description.text?.trim() ? Verdict.COMPLIANT : Verdict.violating({ message: 'The stack has no description', property });
  },
  compliant: [
    {
      title: 'a stack with a description',
      description: 'Takes orders, run by team Orders',
      resources: TOPIC,
      cdk: `this.templateOptions.description = 'Takes orders, run by team Orders';
new sns.Topic(this, 'Topic');`,
    },
  ],
  violating: [
    { title: 'a stack without a description', resources: TOPIC, cdk: 'new sns.Topic(this, \'Topic\');' },
    { title: 'an empty description', description: ' ', resources: TOPIC },
  ],
});
