import { App, Stack, Validations } from 'aws-cdk-lib';
import { FailOn, OperationalExcellenceChecks } from '../../src';
import { reportOf } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

/** What an app has that two packages bring different copies of the CDK into. */
function secondCopy(): typeof import('aws-cdk-lib') {
  let copy: typeof import('aws-cdk-lib');
  jest.isolateModules(() => {
    copy = require('aws-cdk-lib');
    // Modules of it load when they are first asked for, which must happen in here.
    void [copy.Stack, copy.App, copy.aws_lambda.Function];
  });
  return copy!;
}

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

/** An untraced function, of which `CfnFunction` of the first copy is no class. */
function addFunction(cdk: typeof import('aws-cdk-lib'), scope: any): void {
  new cdk.aws_lambda.Function(scope, 'Handler', { runtime: cdk.aws_lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: cdk.aws_lambda.Code.fromInline('0') });
}

function tracingFindings(app: App): string[] {
  return reportOf(app).filter(({ rule }) => rule === 'OE-LambdaTracing').map(({ path: where }) => where);
}

test('the copy is another one', () => {
  expect(secondCopy().Stack).not.toBe(Stack);
});

test('a stack of a second copy of aws-cdk-lib is judged in an app of the first', () => {
  const cdk = secondCopy();
  const app = new App();
  addFunction(cdk, new cdk.Stack(app as any, 'Stack'));
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  app.synth();

  expect(tracingFindings(app)).toEqual(['Stack/Handler/Resource']);
});

test('an app of a second copy is judged by packs of the first, acknowledgements included', () => {
  const cdk = secondCopy();
  const app = new cdk.App() as unknown as App;
  addFunction(cdk, new cdk.Stack(app as any, 'Stack'));
  addFunction(cdk, new cdk.Stack(app as any, 'Accepted'));
  Validations.of(app.node.findChild('Accepted')).acknowledge({ id: 'OperationalExcellence::OE-LambdaTracing', reason: 'never called' });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  app.synth();

  expect(reportOf(app).filter(({ rule }) => rule === 'OE-LambdaTracing').map(({ path: where, reason }) => [where, reason])).toEqual([
    ['Stack/Handler/Resource', undefined], ['Accepted/Handler/Resource', 'never called'],
  ]);
});

test('without synthesis, too', () => {
  const cdk = secondCopy();
  const stack = new cdk.Stack(new cdk.App(), 'Stack');
  addFunction(cdk, stack);

  const { violations } = new OperationalExcellenceChecks().validateScope(stack);

  expect(violations.map(({ ruleName }) => ruleName)).toContain('OE-LambdaTracing');
});
