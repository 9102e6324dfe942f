import * as fs from 'fs';
import * as path from 'path';
import { App, type Stack } from 'aws-cdk-lib';
import { DeploymentStrategy, FailOn, OperationalExcellenceChecks, SafeDeployment } from '../../../src';
import { reportOf, synthesized } from '../../support/validation-report';
import { alarm, handlerIn, stackIn } from './sample';

const reason = 'Nobody uses it yet; see (TICKET-7)';
const allAtOnce = DeploymentStrategy.allAtOnce({ reason });
const flags = { checkout: { enabled: true } };

function synthesizedTemplate(build: (stack: Stack) => void): { app: App; template: any } {
  const app = new App();
  const stack = stackIn(app);
  build(stack);
  synthesized(app);
  return { app, template: JSON.parse(fs.readFileSync(path.join(app.outdir, stack.templateFile), 'utf-8')) };
}

let base: ReturnType<typeof synthesizedTemplate>;
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
  base = synthesizedTemplate(stack => {
    OperationalExcellenceChecks.enforce(stack, { failOn: FailOn.NONE });
    const rollbackAlarms = [alarm(stack, 'Errors')];
    SafeDeployment.ofFunction(stack, 'Function', { handler: handlerIn(stack), rollbackAlarms, strategy: allAtOnce });
    SafeDeployment.ofFeatureFlags(stack, 'Flags', { applicationName: 'shop', rollbackAlarms, flags, strategy: allAtOnce });
  });
});

test('what is deployed all at once shows its reason: in tags, in acknowledgements and at synthesis', () => {
  const { app, template } = base;
  const about = reportOf(app).filter(({ rule }) => /^OE-(CodeDeployNotAllAtOnce|AppConfigGradual)$/.test(rule));
  expect(about.map(({ path: where, rule, reason: given }) => [where, rule, given])).toEqual([
    ['Stack/Function/Group', 'OE-CodeDeployNotAllAtOnce', reason], ['Stack/Flags/Strategy', 'OE-AppConfigGradual', reason],
  ]);
  const tagged = Object.values<any>(template.Resources).filter(({ Properties }) => JSON.stringify(Properties?.Tags ?? []).includes('cdk-pillars:all-at-once'));
  expect(tagged.map(({ Type }) => Type)).toEqual(expect.arrayContaining(['AWS::CodeDeploy::Application', 'AWS::AppConfig::Environment']));
  expect(tagged.flatMap(({ Properties }) => Properties.Tags).find(({ Key }: any) => Key === 'cdk-pillars:all-at-once').Value).toBe('Nobody uses it yet see TICKET-7');
  const notes = app.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => String(data));
  expect(notes).toEqual(expect.arrayContaining([expect.stringContaining(`Everything is deployed all at once: ${reason}`)]));
});

test('another deployment, another alarm or another order changes no logical id', () => {
  const more = synthesizedTemplate(stack => {
    SafeDeployment.ofFunction(stack, 'Another', { handler: handlerIn(stack, 'AnotherHandler'), rollbackAlarms: [alarm(stack, 'First')] });
    const rollbackAlarms = [alarm(stack, 'Latency'), alarm(stack, 'Errors')];
    SafeDeployment.ofFeatureFlags(stack, 'Flags', { applicationName: 'shop', rollbackAlarms, flags, strategy: allAtOnce });
    SafeDeployment.ofFunction(stack, 'Function', { handler: handlerIn(stack), rollbackAlarms, strategy: allAtOnce });
  });
  expect(Object.keys(more.template.Resources)).toEqual(expect.arrayContaining(Object.keys(base.template.Resources)));
});
