import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import { grouped } from '../private/links';
import { tagProperty } from '../private/taggable-types';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const APPLICATION = 'AWS::ServiceCatalogAppRegistry::Application';
const REGISTERING = [APPLICATION, 'AWS::ServiceCatalogAppRegistry::ResourceAssociation'];

/** The tag by which myApplications knows what belongs to an application. */
const TAG = 'awsApplication';

/** Up to here, the list of stacks is the place that lists what belongs together. */
const FEW_STACKS = 3;

function hasKey(tags: PropertyValue): boolean {
  return tags.isList ? tags._written.some(tag => Object(tag).Key === TAG) : tags.keys.includes(TAG);
}

function isTagged(resource: WorkloadResource): boolean {
  const property = tagProperty(resource.resourceType);
  return property !== undefined && hasKey(resource.property(property));
}

function hasTag(workload: Workload): boolean {
  return workload.stacks.some(stack => stack.stackTags.includes(TAG)) || workload.resources.some(isTagged);
}

/** The stacks of the environment that has most: each Stage is the same workload once more. */
function stacksPerStage({ stacks }: Workload): number {
  return Math.max(...[...grouped(stacks, ({ _unit }) => _unit.stage).values()].map(({ length }) => length));
}

export default defineRule({
  id: 'OE-AppRegistered',
  bestPractices: ['OPS02-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'An app of many stacks is registered as an application',
  why: 'No place lists what belongs to the workload, so its cost, its alarms and its owner have to be put together from stack to stack',
  remedy: 'Make a servicecatalogappregistry.CfnApplication, and tag the app with what it returns: Tags.of(app).add(\'awsApplication\', application.attrApplicationTagValue)',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const { workload } = stack;
    const count = stacksPerStage(workload);
    if (count <= FEW_STACKS) return Verdict.NOT_APPLICABLE;
    if (REGISTERING.some(type => workload.ofType(type).length > 0) || workload._once(hasTag)) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The app has ${count} stacks, and none registers an application or has the tag ${TAG}` });
  },
  compliant: [
    {
      title: 'an application',
      resources: { Application: { Type: APPLICATION, Properties: { Name: 'orders' } } },
      otherStacks: { Network: { resources: {} }, Data: { resources: {} }, Api: { resources: {} } },
      cdk: `for (const name of ['Network', 'Data', 'Api']) new Stack(this, name);
new servicecatalogappregistry.CfnApplication(this, 'Application', { name: 'orders' });`,
    },
    {
      title: 'the tag of an application that was made elsewhere',
      resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Tags: [{ Key: 'awsApplication', Value: 'arn:aws:resource-groups:eu-west-1:123456789012:group/orders/0a1b2c' }] } } },
      otherStacks: { Network: { resources: {} }, Data: { resources: {} }, Api: { resources: {} } },
    },
    {
      title: 'the tag among tags that are a map',
      resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'on', Tags: { awsApplication: 'orders' } } } },
      otherStacks: { Network: { resources: {} }, Data: { resources: {} }, Api: { resources: {} } },
    },
  ],
  violating: [
    {
      title: 'many stacks and no application',
      resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Tags: [{ Key: 'owner', Value: 'orders-team' }] } } },
      otherStacks: { Network: { resources: {} }, Data: { resources: {} }, Api: { resources: {} } },
      cdk: `for (const name of ['Network', 'Data', 'Api']) new Stack(this, name);
new sns.Topic(this, 'Topic');`,
    },
  ],
  ignored: [
    { title: 'a few stacks', resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } }, otherStacks: { Data: { resources: {} }, Api: { resources: {} } } },
    {
      title: 'a few stacks, in several Stages',
      resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } },
      otherStacks: { 'Test/Data': { resources: {} }, 'Test/Api': { resources: {} }, 'Prod/Data': { resources: {} }, 'Prod/Api': { resources: {} } },
    },
  ],
});
