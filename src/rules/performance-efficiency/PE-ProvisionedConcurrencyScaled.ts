import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { WorkloadResource } from '../workload-resource';

const ALIAS = 'AWS::Lambda::Alias';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const DIMENSION = 'lambda:function:ProvisionedConcurrency';
const PROPERTY = 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions';

/** Whether the app scales what an alias keeps ready; `undefined` where only deployment can tell. */
function isScaled(alias: WorkloadResource): boolean | undefined {
  const { workload } = alias;
  const functions = alias.property('FunctionName').targets('AWS::Lambda::Function');
  const name = alias.property('Name').text;
  const near = [alias, ...functions].flatMap(resource => workload.referrersOf(resource, TARGET, 'ResourceId').map(target => ({ resource, target })));
  let isUnknown = false;
  for (const { resource, target } of near) {
    const dimension = target.property('ScalableDimension');
    const isOfAlias = resource === alias || name === undefined || target.property('ResourceId').knownText.endsWith(`:${name}`);
    if (!isOfAlias || (!dimension.isUnknown && dimension.text !== DIMENSION)) continue;
    if (dimension.text === DIMENSION && (resource === alias || name !== undefined)) return true;
    isUnknown = true;
  }
  return isUnknown ? undefined : false;
}

const code = (scaling: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const live = handler.addAlias('live', { provisionedConcurrentExecutions: 5 });${scaling}`;

const LIVE = { FunctionName: { Ref: 'Handler' }, FunctionVersion: '7', Name: 'live', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } };
const HANDLER = { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } };
const scaled = (properties: object) => ({
  Live: { Type: ALIAS, Properties: LIVE },
  Handler: HANDLER,
  Scaling: { Type: TARGET, Properties: { MinCapacity: 2, MaxCapacity: 20, ResourceId: { 'Fn::Sub': 'function:${Handler}:live' }, ScalableDimension: DIMENSION, ServiceNamespace: 'lambda', ...properties } },
});

export default defineRule({
  id: 'PE-ProvisionedConcurrencyScaled',
  bestPractices: ['PERF02-BP05'],
  level: RuleLevel.WARNING,
  tradeOff: 'provisioned-concurrency',
  title: 'Provisioned concurrency follows the load',
  why: 'A fixed number of environments is paid for through the night, and at a peak the requests beyond it meet cold starts',
  remedy: 'Call alias.addAutoScaling({ minCapacity, maxCapacity }), then scaleOnUtilization or scaleOnSchedule on what it returns',
  resourceTypes: [ALIAS],
  check: alias => {
    const executions = alias.property(PROPERTY);
    if (!executions.isUnknown && !((executions.number ?? 0) > 0)) return Verdict.NOT_APPLICABLE;
    const answer = isScaled(alias);
    if (answer) return Verdict.COMPLIANT;
    if (executions.isUnknown || answer === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: `Nothing scales the ${executions.number} environments that are kept ready`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a scalable target, by the name of the function',
      resources: scaled({}),
      cdk: code('\nlive.addAutoScaling({ minCapacity: 2, maxCapacity: 20 }).scaleOnUtilization({ utilizationTarget: 0.7 });'),
    },
    {
      title: 'a scalable target, by the ARN of the alias',
      resources: scaled({ ResourceId: { 'Fn::Join': ['', ['function:', { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Live' }] }] }, ':live']] } }),
    },
  ],
  violating: [
    { title: 'a fixed number', resources: { Live: { Type: ALIAS, Properties: LIVE }, Handler: HANDLER }, cdk: code('') },
    { title: 'a scalable target of another alias', resources: scaled({ ResourceId: { 'Fn::Sub': 'function:${Handler}:beta' } }) },
  ],
  ignored: [
    { title: 'no provisioned concurrency', resources: { Live: { Type: ALIAS, Properties: { FunctionName: { Ref: 'Handler' }, FunctionVersion: '7', Name: 'live' } }, Handler: HANDLER } },
    { title: 'the number is a parameter', resources: { Live: { Type: ALIAS, Properties: { ...LIVE, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: { Ref: 'Number' } } } } } },
    { title: 'what is scaled is a parameter', resources: scaled({ ScalableDimension: { Ref: 'Dimension' } }) },
  ],
});
