import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, Aspects, CfnResource, DefaultStackSynthesizer, Lazy, Stack, Stage, Validations, aws_dynamodb as dynamodb,
  aws_ec2 as ec2, aws_ecs as ecs, aws_lambda as lambda, aws_logs as logs, cloudformation_include as include, type IAspect,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks, Pillar, RuleLevel, Verdict, type IRule, type PillarChecksProps } from '../../src';
import { rules } from '../support/rules';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

const props: PillarChecksProps = { disabledRules: rules.map(({ metadata }) => metadata.id).filter(id => id !== 'OE-LogRetention'), failOn: FailOn.NONE };

function rule(evaluate: IRule['evaluate'], metadata: object = {}): IRule {
  return {
    metadata: {
      id: 'ACME-Rule', pillar: Pillar.OPERATIONAL_EXCELLENCE, bestPractices: [], level: RuleLevel.ERROR, resourceTypes: ['AWS::Logs::LogGroup'], compliant: [], violating: [],
      title: 'Log groups are kept', why: 'They matter', remedy: 'Keep them', ...metadata,
    },
    evaluate,
  };
}

function found(app: App): string[] {
  return reportOf(app).map(({ severity, rule: id, path: where, reason }) => `${severity} ${id} ${where}${reason ? ` (${reason})` : ''}`);
}

describe('as an Aspect', () => {
  const visit = (visitor: IAspect['visit']): IAspect => ({ visit: visitor });

  test('a pack on each Stage changes nothing that is deployed', () => {
    const containers = (withPack: boolean) => {
      const app = new App();
      const stacks = ['Beta', 'Prod'].map(name => {
        const stage = new Stage(app, name);
        const stack = new Stack(stage, 'Stack');
        const task = new ecs.FargateTaskDefinition(stack, 'Task');
        const image = ecs.ContainerImage.fromRegistry('app');
        task.addContainer('app', { image });
        Aspects.of(stage).add(visit(construct => {
          if (construct === task && !task.findContainer('otel')) task.addContainer('otel', { image });
        }));
        if (withPack) Aspects.of(stage).add(new OperationalExcellenceChecks(undefined, { failOn: FailOn.NONE }));
        return stack;
      });
      app.synth();
      return stacks.map(stack => Template.fromStack(stack).toJSON());
    };

    expect(containers(true)).toEqual(containers(false));
  });

  test('a value of another Stage that cannot be made yet fails nothing', () => {
    const app = new App();
    let name: string | undefined;
    const late = new Stage(app, 'B-late');
    new logs.CfnLogGroup(new Stack(late, 'Stack'), 'Log', {
      logGroupName: Lazy.string({
        produce: () => {
          if (!name) throw new Error('not yet');
          return name;
        },
      }),
    });
    Aspects.of(late).add(visit(() => { name = 'late'; }));
    const early = new Stage(app, 'A-early');
    new Stack(early, 'Stack');
    Aspects.of(early).add(new OperationalExcellenceChecks());

    expect(() => app.synth()).not.toThrow();
  });

  test('a pack reports its own scope alone', () => {
    const app = new App();
    const [one, two] = ['One', 'Two'].map(id => new logs.CfnLogGroup(new Stack(app, id), 'Log'));
    Aspects.of(app).add(new OperationalExcellenceChecks(Stack.of(one), props));
    app.synth();

    const warnings = (log: CfnResource) => log.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').length;
    expect([warnings(one), warnings(two)]).toEqual([1, 0]);
  });

  test('the id of a single finding reaches the report whole', () => {
    const app = new App({ context: { '@aws-cdk/core:annotationsInValidationReport': true } });
    new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log').addPropertyOverride('RetentionInDays', { Ref: 'Days' });
    Aspects.of(app).add(new OperationalExcellenceChecks(undefined, props));
    app.synth();

    expect(reportOf(app).map(({ rule: id }) => id)).toEqual(['OperationalExcellence::OE-LogRetention[unresolved]']);
  });
});

describe('paths of included templates', () => {
  function templateFile(content: object): string {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'included-')), 'template.json');
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  }

  test.each([true, false])('are those of this app, not of the one that they came from (path metadata %s)', enabled => {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': enabled } });
    const stack = new Stack(app, 'Stack');
    const templatePath = templateFile({ Resources: { Log: { Type: 'AWS::Logs::LogGroup', Metadata: { 'aws:cdk:path': 'Old/Stack/Log/Resource' } } } });
    const included = new include.CfnInclude(stack, 'Included', { templateFile: templatePath });
    Validations.of(included).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'from long ago' });
    OperationalExcellenceChecks.enforce(included, props);
    app.synth();

    expect(found(app)).toEqual(['warning OE-LogRetention Stack/Included/Log (from long ago)']);
  });

  test('of a template that is included as a whole are that of the include', () => {
    const app = new App();
    // Deprecated for so long that the types leave it out; old apps have it.
    const { CfnInclude } = require('aws-cdk-lib');
    const included = new CfnInclude(new Stack(app, 'Stack'), 'Included', { template: { Resources: { Log: { Type: 'AWS::Logs::LogGroup' } } } });
    OperationalExcellenceChecks.enforce(included, props);
    app.synth();

    expect(found(app)).toEqual(['warning OE-LogRetention Stack/Included']);
  });
});

test('a stack that writes no template is left out', () => {
  class Nothing extends DefaultStackSynthesizer {
    public override synthesize(): void {}
  }
  const app = new App();
  new Stack(app, 'Unwritten', { synthesizer: new Nothing() });
  new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log');
  OperationalExcellenceChecks.enforce(app, props);
  app.synth();

  expect(found(app)).toEqual(['warning OE-LogRetention Stack/Log']);
});

test('a direct call reports all that it is asked about, whatever is enforced', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new logs.CfnLogGroup(stack, 'Log');
  OperationalExcellenceChecks.enforce(app, props);
  OperationalExcellenceChecks.enforce(stack, props);

  expect(new OperationalExcellenceChecks(undefined, props).validateScope(app).violations).toHaveLength(1);
});

test('what the CDK makes to drain instances and to replicate tables is left out', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') }).addCapacity('Capacity', { instanceType: new ec2.InstanceType('m7g.large') });
  new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, replicationRegions: ['eu-central-1'] });
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  app.synth();

  const functions = app.node.findAll().filter(construct => (construct as CfnResource).cfnResourceType === 'AWS::Lambda::Function').map(({ node }) => node.path);
  expect(functions.length).toBeGreaterThan(3);
  expect(reportOf(app).filter(({ path: where }) => functions.includes(where))).toEqual([]);
});

test('functions that only look like helpers of the CDK are judged', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const code = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0') };
  new lambda.SingletonFunction(stack, 'Mine', { uuid: 'f7d4f730-4ee1-11e8-9c2d-fa7ae01bbebc', ...code });
  new lambda.Function(stack, 'CustomerPortalCustomResourceProvider', code);
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
  app.synth();

  expect(reportOf(app).filter(({ rule: id }) => id === 'OE-LambdaTracing')).toHaveLength(2);
});

test('alarms in a circle of composites are told by the one that acts', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const composite = (id: string, AlarmRule: string, more = {}) =>
    new CfnResource(stack, id, { type: 'AWS::CloudWatch::CompositeAlarm', properties: { AlarmName: id, AlarmRule, ...more } });
  composite('A', 'ALARM(B) OR ALARM(M)');
  composite('B', 'ALARM(A)');
  composite('C', 'ALARM(A)', { AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:on-call'] });
  composite('D', 'ALARM(E)');
  composite('E', 'ALARM(D)');
  const { violations } = new OperationalExcellenceChecks(undefined, {
    disabledRules: rules.map(({ metadata }) => metadata.id).filter(id => id !== 'OE-AlarmHasAlarmAction'),
  }).validateScope(stack);

  expect(violations.flatMap(({ violatingResources }) => violatingResources.map(({ constructPath }) => constructPath))).toEqual(['Stack/D', 'Stack/E']);
});

describe('rules of users', () => {
  const answer = (verdict: unknown, metadata?: object) => {
    const app = new App();
    new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log');
    OperationalExcellenceChecks.enforce(app, { ...props, additionalRules: [rule(() => verdict as Verdict, metadata)] });
    return { error: synthesized(app), violations: reportOf(app).filter(({ rule: id }) => id.startsWith('ACME')) };
  };

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it returned undefined and no Verdict'],
    ['null', null, 'it returned null and no Verdict'],
    ['true', true, 'it returned true and no Verdict'],
    ['an answer alone', { answer: 'VIOLATING' }, 'it returned {"answer":"VIOLATING"} and no Verdict'],
    ['a violation without a message', Verdict.violating({} as any), 'a violation has no message'],
    ['a name with a bracket', Verdict.violating({ message: 'Bad', name: 'a)b' }), 'the name of a violation is a text without brackets, not "a)b"'],
    ['a name with a meaning', Verdict.violating({ message: 'Bad', name: 'unresolved' }), 'the name \'unresolved\' has a meaning of its own'],
  ])('one that returns %s is broken, and says so', (_, verdict, why) => {
    const { error, violations } = answer(verdict);
    expect(error).toBeUndefined();
    expect(violations.map(({ rule: id, description }) => [id, description])).toEqual([['ACME-Rule[broken]', `The rule could not judge the resource, ${why}. They matter.`]]);
  });

  test('one of the other pillar is left to its pack', () => {
    expect(answer(Verdict.violating({ message: 'Bad' }), { pillar: Pillar.PERFORMANCE_EFFICIENCY }).violations).toEqual([]);
    const performance = rule(() => Verdict.COMPLIANT, { pillar: Pillar.PERFORMANCE_EFFICIENCY });
    expect(new PerformanceEfficiencyChecks(undefined, { additionalRules: [performance] }).ruleIds).toContain('ACME-Rule');
  });

  test('one cannot change what others see', () => {
    const mutating = rule(log => {
      log.property('Tags').json.pop();
      return Verdict.COMPLIANT;
    });
    const app = new App();
    new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log', { retentionInDays: 7, tags: [{ key: 'owner', value: 'a' }] });
    OperationalExcellenceChecks.enforce(app, { ...props, additionalRules: [mutating] });
    app.synth();

    expect(found(app)).toEqual(['warning ACME-Rule[broken] Stack/Log']);
  });

  test.each<[string, object, string]>([
    ['without types', { resourceTypes: undefined }, 'a rule is about types of resources'],
    ['without a level', { level: undefined }, 'there is no such level'],
    ['of no pillar', { pillar: 'Security' }, 'a rule belongs to a pillar; received \'Security\'; valid: Operational Excellence, Performance Efficiency'],
  ])('one %s is refused', (_, metadata, message) => {
    expect(() => new OperationalExcellenceChecks(undefined, { additionalRules: [rule(() => Verdict.COMPLIANT, metadata)] })).toThrow(message);
  });
});

test.each<[string, any, string]>([
  ['a text for a list of tags', { requiredTags: 'owner' }, 'this is a list of keys; received \'owner\''],
  ['a tag that AWS does not take', { requiredTags: ['x)'] }, 'the key of a tag is a literal text; received \'x)\''],
  ['something else for a catalog', { catalog: {} }, 'this is no signal catalog'],
])('bad input from JavaScript is refused: %s', (_, bad, message) => {
  expect(() => new OperationalExcellenceChecks(undefined, bad)).toThrow(message);
});

test('null for options means none', () => {
  expect(() => OperationalExcellenceChecks.enforce(new App(), null as any)).not.toThrow();
});
