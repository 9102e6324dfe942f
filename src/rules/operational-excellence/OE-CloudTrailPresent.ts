import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const TRAIL = 'AWS::CloudTrail::Trail';
const STORE = 'AWS::CloudTrail::EventDataStore';
const TOPIC = { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } };

/** Whether it takes in events at all: a trail does when told so, a store of CloudTrail Lake unless told otherwise. */
function isRecording(recorder: WorkloadResource): boolean | undefined {
  const flag = recorder.property(recorder.resourceType === TRAIL ? 'IsLogging' : 'IngestionEnabled');
  if (flag.isUnknown) return undefined;
  return flag.flag ?? recorder.resourceType === STORE;
}

/** Whether management events are among them, which are what changes resources. */
function hasManagementEvents(recorder: WorkloadResource): boolean | undefined {
  const basic = recorder.property('EventSelectors');
  const advanced = recorder.property('AdvancedEventSelectors');
  if (basic.isUnknown || advanced.isUnknown) return undefined;
  if (basic.items.length > 0) return basic.items.some(selector => selector.property('IncludeManagementEvents').flag !== false);
  if (advanced.items.length === 0) return true;
  const categories = advanced.values('*.FieldSelectors.*').filter(selector => selector.property('Field').text === 'eventCategory').flatMap(selector => selector.values('Equals.*'));
  return categories.some(({ text }) => text === 'Management') || (categories.some(({ isUnknown }) => isUnknown) ? undefined : false);
}

function answers(recorder: WorkloadResource): boolean | undefined {
  const both = [isRecording(recorder), hasManagementEvents(recorder)];
  return both.includes(false) ? false : both.includes(undefined) ? undefined : true;
}

export default defineRule({
  id: 'OE-CloudTrailPresent',
  bestPractices: ['OPS08-BP02', 'OPS10-BP01'],
  level: RuleLevel.WARNING,
  strict: true,
  accountBaseline: true,
  title: 'A trail records who changes what',
  why: 'In an incident the first question is what changed: without a trail the answer is a page of the console that forgets after 90 days and cannot be queried',
  remedy: 'Make a cloudtrail.Trail, or acknowledge the rule where the organization has one',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const recorders = [TRAIL, STORE].flatMap(type => stack.workload.ofType(type));
    const verdicts = recorders.map(answers);
    if (verdicts.includes(true)) return Verdict.COMPLIANT;
    if (verdicts.includes(undefined)) return Verdict.UNKNOWN;
    return Verdict.violating({ message: recorders.length === 0 ? 'No stack makes a trail' : 'No trail of the app logs management events' });
  },
  compliant: [
    {
      title: 'a trail',
      resources: { Trail: { Type: TRAIL, Properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'trail' } } },
      cdk: 'new cloudtrail.Trail(this, \'Trail\');',
    },
    { title: 'a trail in another stack', resources: TOPIC, otherStacks: { Baseline: { resources: { Trail: { Type: TRAIL, Properties: { IsLogging: true } } } } } },
    { title: 'a store of CloudTrail Lake', resources: { Store: { Type: STORE, Properties: { Name: 'events' } } } },
    {
      title: 'management events, selected with others',
      resources: {
        Trail: {
          Type: TRAIL,
          Properties: {
            IsLogging: true,
            AdvancedEventSelectors: [
              { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
              { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }] },
            ],
          },
        },
      },
    },
  ],
  violating: [
    { title: 'no trail', resources: TOPIC, cdk: 'new sns.Topic(this, \'Topic\');' },
    { title: 'a trail that is off', resources: { Trail: { Type: TRAIL, Properties: { IsLogging: false, S3BucketName: 'trail' } } } },
    {
      title: 'a trail of data events alone',
      resources: {
        Trail: { Type: TRAIL, Properties: { IsLogging: true, EventSelectors: [{ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] } },
      },
    },
    {
      title: 'a store of data events alone',
      resources: { Store: { Type: STORE, Properties: { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] } } },
    },
  ],
  ignored: [
    { title: 'a parameter switches the trail on', resources: { Trail: { Type: TRAIL, Properties: { IsLogging: { Ref: 'IsLogging' } } } } },
    { title: 'the selectors are a condition', resources: { Trail: { Type: TRAIL, Properties: { IsLogging: true, EventSelectors: { 'Fn::If': ['IsData', [], { Ref: 'AWS::NoValue' }] } } } } },
  ],
});
