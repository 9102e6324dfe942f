import { cli, findings, only, TEMPLATE, Workspace } from './command';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
  workspace.write('a.yaml', TEMPLATE);
});
afterEach(() => workspace.remove());

const RULE = `{
  metadata: {
    id: 'Shop-NamedTopics', pillar: 'Operational Excellence', bestPractices: ['OPS11-BP04'], level: 'error', title: 'Topics have names',
    why: 'Nobody finds them', remedy: 'Set topicName', resourceTypes: ['AWS::SNS::Topic'], compliant: [], violating: [],
  },
  evaluate: topic => topic.property('TopicName').isAbsent
    ? { answer: 'VIOLATING', violations: [{ message: 'The topic has no name', property: 'TopicName' }] }
    : { answer: 'COMPLIANT', violations: [] },
}`;

test.each([
  ['as `rules`', `exports.rules = [${RULE}];`],
  ['as default', `exports.default = [${RULE}];`],
  ['as the module', `module.exports = [${RULE}];`],
])('rules of a module are checked, exported %s', (_, code) => {
  workspace.write('own/rules.js', code);
  const options = ['a.yaml', ...only(), '--rules', 'own/rules.js'];

  expect(cli('check', ...options).code).toBe(1);
  expect(findings(...options)).toMatchObject([{ id: 'Shop-NamedTopics', path: 'a.yaml/Kept', line: 3 }]);
  expect(cli('check', ...options, '--level', 'Shop-NamedTopics=warning').code).toBe(0);
});

test('a rule of the same id as another is refused', () => {
  workspace.write('rules.js', `module.exports = [${RULE}];`.replace('Shop-NamedTopics', 'OE-LogRetention'));
  expect(cli('check', 'a.yaml', '--rules', 'rules.js')).toMatchObject({ code: 2, err: expect.stringMatching(/^--rules: another rule has this id already/) });
});

test('findings of rules of your own are acknowledged', () => {
  workspace.write('rules.js', `module.exports = [${RULE}];`);
  workspace.write('a.yaml', 'Resources:\n  T: { Type: AWS::SNS::Topic, Metadata: { cdk-pillars: { acknowledge: [{ id: Shop-NamedTopics, reason: internal }] } } }\n');
  expect(findings('a.yaml', ...only(), '--rules', 'rules.js')).toMatchObject([{ acknowledged: 'internal', fails: false }]);
});
