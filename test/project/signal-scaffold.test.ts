import * as path from 'path';
import { loadESLint } from 'eslint';
import { resourceFacts } from '../../projenrc/scaffolds/resource-facts';
import { signalScaffold } from '../../projenrc/scaffolds/signal';
import { SignalCategory } from '../../src/signals/signal-category';
import { SignalUnit } from '../../src/signals/signal-unit';

const root = path.join(__dirname, '..', '..');

test.each([
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancer: resource.ref(\'loadBalancer\')'],
  ['AWS::Kinesis::Stream', 'StreamName: resource.ref(\'streamName\')'],
  ['AWS::SNS::Topic', 'TopicName: resource.attribute(\'TopicName\', \'topicName\')'],
  ['AWS::WAFv2::WebACL', 'WebACLName: resource.ref(\'webACLName\')'],
])('the file for %s is in the house style, and its enums exist', async (type, dimension) => {
  const { content } = signalScaffold('some-thing', await resourceFacts(type));

  expect(content).toContain(`dimensions: resource => ({ ${dimension} }),`);
  expect(await styleErrors(content)).toEqual([]);
  const members = [...content.matchAll(/(SignalCategory|SignalUnit)\.(\w+)/g)].map(([, name, member]) => Object.keys({ SignalCategory, SignalUnit }[name]!).includes(member));
  expect(members).not.toContain(false);
});

/** What our linter says of the text; without its rules that need types, which would take half a minute. */
async function styleErrors(content: string): Promise<string[]> {
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  const eslint = new LegacyESLint({
    cwd: root,
    overrideConfig: {
      parserOptions: { projectService: false },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
    },
  });
  const [{ messages }] = await eslint.lintText(content, { filePath: path.join(root, 'src/signals/kinds/some-thing.ts') });
  return messages.map(({ message }) => message);
}
