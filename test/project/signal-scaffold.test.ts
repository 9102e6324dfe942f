import { resourceFacts } from '../../projenrc/scaffolds/resource-facts';
import { signalScaffold } from '../../projenrc/scaffolds/signal';
import { SignalCategory } from '../../src/signals/signal-category';
import { SignalUnit } from '../../src/signals/signal-unit';
import { styleErrors } from '../support/style';

test.each([
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancer: resource.ref(\'loadBalancer\')'],
  ['AWS::Kinesis::Stream', 'StreamName: resource.ref(\'streamName\')'],
  ['AWS::SNS::Topic', 'TopicName: resource.attribute(\'TopicName\', \'topicName\')'],
  ['AWS::WAFv2::WebACL', 'WebACLName: resource.ref(\'webACLName\')'],
])('the file for %s is in the house style, and its enums exist', async (type, dimension) => {
  const { content } = signalScaffold('some-thing', await resourceFacts(type));

  expect(content).toContain(`dimensions: resource => ({ ${dimension} }),`);
  expect(await styleErrors(content, 'src/signals/kinds/some-thing.ts')).toEqual([]);
  const members = [...content.matchAll(/(SignalCategory|SignalUnit)\.(\w+)/g)].map(([, name, member]) => Object.keys({ SignalCategory, SignalUnit }[name]!).includes(member));
  expect(members).not.toContain(false);
});
