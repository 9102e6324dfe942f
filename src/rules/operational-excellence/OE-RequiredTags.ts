import { defineRule } from '../private/define-rule';
import { tagProperty } from '../private/taggable-types';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

interface Tags {
  /** Whether each key has a value. */
  readonly hasValue: ReadonlyMap<string, boolean>;
  /** Whether there may be others, that only deployment tells. */
  readonly isOpen: boolean;
}

function read(tags: PropertyValue): Tags {
  if (!tags.isList) {
    // Not by path: a key may have dots.
    return { hasValue: new Map(tags.keys.map(key => [key, !isBlank(tags.json[key])])), isOpen: tags.isUnknown };
  }
  const hasValue = new Map<string, boolean>();
  let isOpen = false;
  for (const item of tags._written) {
    const { Key, Value } = Object(item);
    // Nearly all tags of nearly all resources, which are many.
    if (typeof Key === 'string' && typeof Value === 'string') {
      hasValue.set(Key, !isBlank(Value));
    } else {
      isOpen = readItem(tags._as(item), hasValue) || isOpen;
    }
  }
  return { hasValue, isOpen };
}

/** Whether all tags are written out, as nearly always where they are there. */
function hasAllTags(written: readonly any[], keys: readonly string[]): boolean {
  if (written.length < keys.length) return false;
  for (const key of keys) {
    const tag = written.find(candidate => candidate?.Key === key);
    if (typeof tag?.Value !== 'string' || isBlank(tag.Value)) return false;
  }
  return true;
}

/** Reads a tag; whether only deployment tells its key. */
function readItem(item: PropertyValue, hasValue: Map<string, boolean>): boolean {
  const value = item.property('Value');
  const key = item.property('Key');
  if (key.text !== undefined) hasValue.set(key.text, !value.isAbsent && !isBlank(value.text));
  return key.isUnknown;
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function complaintOf(key: string, { hasValue }: Tags): string {
  if (hasValue.has(key)) return `The tag ${key} is empty`;
  const similar = [...hasValue.keys()].find(other => other.toLowerCase() === key.toLowerCase());
  return similar === undefined ? `The tag ${key} is missing` : `The tag ${key} is missing: ${similar} is another one`;
}

export default defineRule({
  id: 'OE-RequiredTags',
  bestPractices: ['OPS02-BP01'],
  level: RuleLevel.ERROR,
  title: 'Resources have the tags that tell whose they are',
  why: 'Nobody knows whom to page about the resource, or whom to ask before it is changed',
  remedy: 'Tag the whole app at once: Tags.of(app).add(\'owner\', \'orders-team\')',
  resourceTypes: ['*'],
  check: (resource, { requiredTags }) => {
    const property = tagProperty(resource.resourceType);
    if (property === undefined) return Verdict.NOT_APPLICABLE;
    const value = resource.property(property);
    if (hasAllTags(value._written, requiredTags)) return Verdict.COMPLIANT;
    const tags = read(value);
    const { tags: ofStack } = resource._unit;
    const lacking = requiredTags.filter(key => !tags.hasValue.get(key) && !(ofStack?.has(key) && !tags.hasValue.has(key)));
    const certain = tags.isOpen ? lacking.filter(key => tags.hasValue.has(key)) : lacking;
    if (certain.length === 0 && lacking.length > 0) return Verdict.UNKNOWN;
    return Verdict.violating(...certain.map(key => ({ message: complaintOf(key, tags), name: key, property })));
  },
  compliant: [
    {
      title: 'all of them',
      resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { Tags: [{ Key: 'owner', Value: 'orders-team' }, { Key: 'service', Value: 'orders' }, { Key: 'environment', Value: { Ref: 'Environment' } }] },
        },
      },
      cdk: `new sqs.CfnQueue(this, 'Queue', {
  tags: [
    { key: 'owner', value: 'orders-team' },
    { key: 'service', value: 'orders' },
    { key: 'environment', value: 'production' },
  ],
});`,
    },
    {
      title: 'tags as a map',
      resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Tags: { owner: 'orders-team', service: 'orders', environment: 'production' } } } },
    },
    {
      title: 'tags under another name',
      resources: { Users: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTags: { owner: 'orders-team', service: 'orders', environment: 'production' } } } },
    },
    {
      title: 'tags that instances inherit',
      resources: {
        Fleet: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { Tags: ['owner', 'service', 'environment'].map(Key => ({ Key, Value: 'orders', PropagateAtLaunch: true })) },
        },
      },
    },
  ],
  violating: [
    {
      title: 'no tags at all',
      resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } },
      findings: ['owner', 'service', 'environment'],
      cdk: 'new sqs.Queue(this, \'Queue\');',
    },
    {
      title: 'another case is another key, and an empty tag tells nothing',
      resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'Owner', Value: 'orders-team' }, { Key: 'service', Value: '' }, { Key: 'environment', Value: 'production' }] } },
      },
      findings: ['owner', 'service'],
    },
    {
      title: 'one missing in a map',
      resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Tags: { owner: 'orders-team', service: 'orders' } } } },
      findings: ['environment'],
    },
    {
      title: 'an empty one beside those that only deployment tells',
      resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'owner', Value: ' ' }, { Key: { Ref: 'Key' }, Value: 'orders' }] } } },
      findings: ['owner'],
    },
  ],
  ignored: [
    { title: 'a type that cannot be tagged', resources: { Rule: { Type: 'AWS::Lambda::Permission', Properties: {} } } },
    { title: 'the tags are a condition', resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: { 'Fn::If': ['IsTagged', [], []] } } } } },
    {
      title: 'a key is a parameter',
      resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'owner', Value: 'orders-team' }, { Key: { Ref: 'Key' }, Value: 'orders' }] } } },
    },
    {
      title: 'a tag is a condition',
      resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Key: 'owner', Value: 'orders-team' }, { 'Fn::If': ['IsProduction', { Key: 'service', Value: 'orders' }, { Ref: 'AWS::NoValue' }] }] } },
      },
    },
  ],
});
