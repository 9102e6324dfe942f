import { App, Aspects, Stack, Stage, Validations, aws_lambda as lambda, aws_logs as logs, aws_sqs as sqs, type CfnResource } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks, Pillar, RuleLevel, Verdict, type IRule, type PillarChecksProps } from '../../src';
import { rules } from '../support/rules';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';

// The CDK prints every report.
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());
beforeEach(() => void jest.spyOn(console, 'warn').mockReturnValue());

/** Of the rules, an error and a warning. */
const ERROR = 'OE-LogRetention';
const WARNING = 'OE-LambdaTracing';

const only = (...ids: string[]) => rules.map(({ metadata }) => metadata.id).filter(id => !ids.includes(id));
const props: PillarChecksProps = { disabledRules: only(ERROR, WARNING) };

/** A stack with a violation of either level. */
function weakStack(scope: App | Stage, id = 'Stack'): Stack {
  const stack = new Stack(scope, id);
  new logs.CfnLogGroup(stack, 'Log');
  new lambda.CfnFunction(stack, 'Handler', { code: { zipFile: '0' }, role: 'arn:aws:iam::123456789012:role/r' });
  return stack;
}

function briefly(app: App): string[] {
  return reportOf(app).map(({ severity, rule, path, reason }) => `${severity} ${rule} ${path}${reason ? ` acknowledged: ${reason}` : ''}`);
}

describe('as a plugin', () => {
  test('an error fails synthesis, and the report says what, why, what to do, and which best practices', () => {
    const app = new App();
    weakStack(app);
    OperationalExcellenceChecks.enforce(app, props);

    expect(synthesized(app)?.message).toContain('The retention is not set');
    expect(briefly(app)).toEqual(['error OE-LogRetention Stack/Log', 'warning OE-LambdaTracing Stack/Handler']);
    expect(reportOf(app)[1]).toEqual({
      plugin: 'OperationalExcellence', rule: WARNING, severity: 'warning', path: 'Stack/Handler',
      description: 'The tracing mode is not set. A request that is slow or fails in the function cannot be followed to its cause.',
      fix: 'Set tracing: lambda.Tracing.ACTIVE, or add an OpenTelemetry layer.',
      metadata: {
        title: 'Functions are traced', pillar: 'Operational Excellence', bestPractices: 'OPS04-BP05, OPS08-BP03', level: 'warning', risk: 'High',
        docs: expect.stringContaining('https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/'),
      },
    });
  });

  test('a warning fails nothing by itself', () => {
    const app = new App();
    weakStack(app);
    OperationalExcellenceChecks.enforce(app, { disabledRules: only(WARNING) });

    expect(synthesized(app)).toBeUndefined();
    expect(briefly(app)).toEqual(['warning OE-LambdaTracing Stack/Handler']);
  });

  test.each([
    [FailOn.NONE, undefined, ['warning OE-LogRetention Stack/Log', 'warning OE-LambdaTracing Stack/Handler']],
    [FailOn.ERROR, expect.any(Error), ['error OE-LogRetention Stack/Log', 'warning OE-LambdaTracing Stack/Handler']],
    [FailOn.WARNING, expect.any(Error), ['error OE-LogRetention Stack/Log', 'error OE-LambdaTracing Stack/Handler']],
  ])('failOn %s says which findings fail synthesis', (failOn, outcome, expected) => {
    const app = new App();
    weakStack(app);
    OperationalExcellenceChecks.enforce(app, { ...props, failOn });

    expect(synthesized(app)).toEqual(outcome);
    expect(briefly(app)).toEqual(expected);
    expect(reportOf(app).map(({ metadata }) => metadata.level)).toEqual(['error', 'warning']);
  });

  test.each([FailOn.NONE, FailOn.WARNING])('an acknowledgement of one finding leaves failOn %s as it is for the other', failOn => {
    const app = new App();
    const stack = weakStack(app);
    Validations.of(stack.node.findChild('Log')).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'kept for ever by law' });
    OperationalExcellenceChecks.enforce(app, { ...props, failOn });

    expect(synthesized(app) === undefined).toBe(failOn === FailOn.NONE);
  });

  test('an acknowledgement takes effect with its reason, on the construct or around it, for a single finding too', () => {
    const app = new App();
    const stack = weakStack(app);
    Validations.of(stack).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'kept for ever by law' });
    Validations.of(stack).acknowledge({ id: 'OperationalExcellence::OE-RequiredTags[owner]', reason: 'nobody owns it' });
    OperationalExcellenceChecks.enforce(app, { disabledRules: only(ERROR, 'OE-RequiredTags'), requiredTags: ['owner', 'team'], ruleLevels: { 'OE-RequiredTags': RuleLevel.WARNING } });

    expect(synthesized(app)).toBeUndefined();
    expect(briefly(app)).toEqual([
      'warning OE-RequiredTags[team] Stack/Log',
      'warning OE-RequiredTags[team] Stack/Handler',
      'error OE-LogRetention Stack/Log acknowledged: kept for ever by law',
      'warning OE-RequiredTags[owner] Stack/Log acknowledged: nobody owns it',
      'warning OE-RequiredTags[owner] Stack/Handler acknowledged: nobody owns it',
    ]);
  });

  test('an error that only deployment can tell is a warning of its own, which fails nothing', () => {
    const app = new App();
    new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log').addPropertyOverride('RetentionInDays', { Ref: 'Days' });
    OperationalExcellenceChecks.enforce(app, { ...props, failOn: FailOn.WARNING });

    expect(synthesized(app)).toBeUndefined();
    expect(briefly(app)).toEqual(['warning OE-LogRetention[unresolved] Stack/Log']);
  });

  test('runs beside AwsSolutionsChecks, and both packs together', () => {
    const app = new App();
    new sqs.CfnQueue(weakStack(app), 'Queue');
    Validations.of(app).addPlugins(
      new AwsSolutionsChecks(),
      new OperationalExcellenceChecks(app, { ...props, failOn: FailOn.NONE }),
      new PerformanceEfficiencyChecks(app, { failOn: FailOn.NONE }),
    );
    synthesized(app);

    expect([...new Set(reportOf(app).map(({ plugin }) => plugin))].sort()).toEqual(['AwsSolutions', 'OperationalExcellence', 'PerformanceEfficiency']);
  });

  test('tells its name, version and rules', () => {
    const pack = new OperationalExcellenceChecks(undefined, { disabledRules: [WARNING] });

    expect(pack.name).toBe('OperationalExcellence');
    expect(pack.readPackName).toBe('OperationalExcellence');
    expect(pack.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(pack.ruleIds).toContain(ERROR);
    expect(pack.ruleIds).not.toContain(WARNING);
    expect(pack.ruleIds!.every(id => id.startsWith('OE-'))).toBe(true);
    expect(new PerformanceEfficiencyChecks().ruleIds!.every(id => id.startsWith('PE-'))).toBe(true);
  });

  test('finds the same in the same order, run after run', () => {
    const orders = [1, 2, 3].map(() => {
      const app = new App();
      weakStack(app, 'B');
      weakStack(new Stage(app, 'Stage'), 'A');
      OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE });
      PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
      app.synth();
      return briefly(app);
    });

    expect(orders[0].length).toBeGreaterThan(4);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });

  test('a second synthesis sees what changed', () => {
    const app = new App();
    const stack = weakStack(app);
    const pack = OperationalExcellenceChecks.enforce(app, { ...props, failOn: FailOn.NONE });
    app.synth();
    (stack.node.findChild('Log') as logs.CfnLogGroup).retentionInDays = 30;
    app.synth({ force: true });

    expect(pack.findings.map(({ id, path }) => [id, path])).toEqual([[WARNING, 'Stack/Handler']]);
  });

  test('helpers that the CDK makes for itself are exempt', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new lambda.Function(stack, 'Handler', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('0'), tracing: lambda.Tracing.ACTIVE, logRetention: logs.RetentionDays.ONE_DAY,
    });
    OperationalExcellenceChecks.enforce(app, props);
    app.synth();

    expect(reportOf(app)).toEqual([]);
  });
});

describe('enforced on a scope', () => {
  test('reports what is under it, and only that', () => {
    const app = new App();
    weakStack(app, 'Outside');
    const stage = new Stage(app, 'Stage');
    const inside = weakStack(stage, 'Inside');
    weakStack(stage, 'Beside');
    OperationalExcellenceChecks.enforce(inside.node.findChild('Log'), { ...props, failOn: FailOn.NONE });
    PerformanceEfficiencyChecks.enforce(stage, { failOn: FailOn.NONE });
    app.synth();

    const found = (plugin: string) => [...new Set(reportOf(app).filter(violation => violation.plugin === plugin).map(({ path }) => path))];
    expect(found('OperationalExcellence')).toEqual(['Stage/Inside/Log']);
    expect(found('PerformanceEfficiency')).toEqual(['Stage/Inside/Handler', 'Stage/Beside/Handler']);
  });

  test('an inner scope has options of its own, and is not reported twice', () => {
    const app = new App();
    const strict = weakStack(app, 'Strict');
    weakStack(app, 'Other');
    OperationalExcellenceChecks.enforce(app, { ...props, failOn: FailOn.NONE });
    OperationalExcellenceChecks.enforce(strict.node.findChild('Log'), { ...props });
    synthesized(app);

    expect(briefly(app).sort()).toEqual([
      'error OE-LogRetention Strict/Log', 'warning OE-LambdaTracing Other/Handler', 'warning OE-LambdaTracing Strict/Handler', 'warning OE-LogRetention Other/Log',
    ]);
  });

  test('what is in a Stage is found from the app', () => {
    const app = new App();
    weakStack(new Stage(app, 'Stage'));
    OperationalExcellenceChecks.enforce(app, { ...props, failOn: FailOn.NONE });
    app.synth();

    expect(briefly(app)).toEqual(['warning OE-LogRetention Stage/Stack/Log', 'warning OE-LambdaTracing Stage/Stack/Handler']);
  });

  test('twice on the same scope is refused', () => {
    const app = new App();
    OperationalExcellenceChecks.enforce(app);
    PerformanceEfficiencyChecks.enforce(app);

    expect(() => OperationalExcellenceChecks.enforce(app)).toThrow('[(app)] OperationalExcellence checks are enforced on this scope already');
  });

  test('outside of any app is refused', () => {
    expect(() => OperationalExcellenceChecks.enforce(new Stack(undefined as any, 'Alone').node.root)).not.toThrow();
    expect(() => OperationalExcellenceChecks.enforce({ node: { path: 'Loose', scopes: [], root: {} } } as any)).toThrow('[Loose] OperationalExcellence checks run at the synthesis of an App');
  });
});

describe('as an Aspect', () => {
  test('annotates with the same ids, errors and warnings', () => {
    const app = new App();
    const stack = weakStack(app);
    Aspects.of(app).add(new OperationalExcellenceChecks(undefined, props));

    const annotations = Annotations.fromStack(stack);
    annotations.hasError('/Stack/Log', Match.stringLikeRegexp('^OperationalExcellence::OE-LogRetention: The retention is not set'));
    annotations.hasWarning('/Stack/Handler', Match.stringLikeRegexp('^OperationalExcellence::OE-LambdaTracing: The tracing mode is not set\\. .* Set tracing'));
    expect(annotations.findError('*', Match.anyValue()).length + annotations.findWarning('*', Match.anyValue()).length).toBe(2);
  });

  test('an acknowledgement silences an error too', () => {
    const app = new App();
    const stack = weakStack(app);
    Validations.of(stack).acknowledge({ id: 'OperationalExcellence::OE-LogRetention', reason: 'kept for ever by law' });
    Aspects.of(app).add(new OperationalExcellenceChecks(undefined, props));

    expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  });

  test('judges what other Aspects leave behind, whatever their order', () => {
    const app = new App();
    const stack = weakStack(app);
    Aspects.of(app).add(new OperationalExcellenceChecks(undefined, props), { priority: 1 });
    Aspects.of(app).add({
      visit: node => {
        if (node.node.id === 'Log') (node as CfnResource).addPropertyOverride('RetentionInDays', 7);
      },
    }, { priority: 900 });

    expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  });

  test('on a part of an app, it reports that part', () => {
    const app = new App();
    const stack = weakStack(app);
    const other = weakStack(app, 'Other');
    Aspects.of(other).add(new OperationalExcellenceChecks(undefined, { ...props, failOn: FailOn.NONE }));

    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    expect(Annotations.fromStack(other).findWarning('*', Match.anyValue())).toHaveLength(2);
  });
});

describe('called directly', () => {
  test('validateScope judges without synthesis', () => {
    const app = new App();
    const stack = weakStack(app);
    weakStack(app, 'Other');

    const { success, violations } = new OperationalExcellenceChecks(undefined, props).validateScope(stack);

    expect(success).toBe(false);
    expect(violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources])).toEqual([
      [ERROR, [{ constructPath: 'Stack/Log', locations: ['Properties.RetentionInDays'] }]],
      [WARNING, [{ constructPath: 'Stack/Handler', locations: ['Properties.TracingConfig.Mode'] }]],
    ]);
  });
});

describe('rules of your own', () => {
  const named: IRule = {
    metadata: {
      id: 'ACME-Named', pillar: Pillar.OPERATIONAL_EXCELLENCE, bestPractices: [], level: RuleLevel.ERROR, resourceTypes: ['AWS::Logs::LogGroup'], compliant: [], violating: [],
      title: 'Log groups have a name', why: 'Nobody finds it', remedy: 'Set logGroupName',
    },
    evaluate: log => log.property('LogGroupName').isAbsent ? Verdict.violating({ message: 'The log group has no name' }) : Verdict.COMPLIANT,
  };

  test('are judged, disabled and given other levels as the built-in ones', () => {
    const found = (more: PillarChecksProps) => {
      const app = new App();
      weakStack(app);
      OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE, additionalRules: [named], ...more });
      app.synth();
      return reportOf(app).filter(({ rule }) => rule === 'ACME-Named').map(({ metadata }) => metadata.level);
    };

    expect(found({})).toEqual(['error']);
    expect(found({ ruleLevels: { 'ACME-Named': RuleLevel.WARNING } })).toEqual(['warning']);
    expect(found({ disabledRules: ['ACME-Named'] })).toEqual([]);
  });

  test('one violation may weigh less than the rule, unless the pack says what the rule weighs', () => {
    const levels = (rule: IRule, more: PillarChecksProps = {}) => {
      const app = new App();
      weakStack(app);
      OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE, additionalRules: [rule], ...more });
      app.synth();
      return reportOf(app).filter(({ rule: id }) => id.startsWith('ACME-Named')).map(({ rule: id, metadata }) => `${id} ${metadata.level}`);
    };
    const of = (level: RuleLevel, own: RuleLevel): IRule => ({
      metadata: { ...named.metadata, level },
      evaluate: () => Verdict.violating({ message: 'The name is missing' }, { message: 'The name will be too long', name: 'ahead', level: own }),
    });

    const lowered = of(RuleLevel.ERROR, RuleLevel.WARNING);
    expect(levels(lowered)).toEqual(['ACME-Named error', 'ACME-Named[ahead] warning']);
    expect(levels(lowered, { ruleLevels: { 'ACME-Named': RuleLevel.ERROR } })).toEqual(['ACME-Named error', 'ACME-Named[ahead] error']);
    expect(levels(lowered, { ruleLevels: { 'ACME-Named': RuleLevel.WARNING } })).toEqual(['ACME-Named warning', 'ACME-Named[ahead] warning']);
    expect(levels(of(RuleLevel.WARNING, RuleLevel.ERROR))).toEqual(['ACME-Named warning', 'ACME-Named[ahead] warning']);
  });

  test('a strict one is judged on request only', () => {
    const strict: IRule = { ...named, metadata: { ...named.metadata, strict: true } };
    const ids = (more: PillarChecksProps) => new OperationalExcellenceChecks(undefined, { additionalRules: [strict], ...more }).ruleIds?.filter(id => id === 'ACME-Named');

    expect(ids({})).toEqual([]);
    expect(ids({ strictRules: true })).toEqual(['ACME-Named']);
    expect(ids({ enabledRules: ['ACME-Named'] })).toEqual(['ACME-Named']);
    expect(ids({ strictRules: true, disabledRules: ['ACME-Named'] })).toEqual([]);
  });

  test('one that throws is a finding, not a crash', () => {
    const app = new App();
    weakStack(app);
    const broken: IRule = {
      metadata: named.metadata,
      evaluate: () => {
        throw new Error('no such thing.');
      },
    };
    OperationalExcellenceChecks.enforce(app, { ...props, additionalRules: [broken] });

    expect(synthesized(app)?.message).toContain('The rule could not judge the resource, it threw: no such thing');
    expect(briefly(app)).toContain('error ACME-Named[broken] Stack/Log');
  });
});

test.each<[string, PillarChecksProps, string]>([
  ['an unknown rule to disable', { disabledRules: ['OE-LambdaTracin'] }, 'there is no rule of this id; received \'OE-LambdaTracin\'. did you mean \'OE-LambdaTracing\''],
  ['an unknown rule to enable', { enabledRules: ['OE-LambdaTracin'] }, '[enabledRules] there is no rule of this id'],
  ['a rule to enable and to disable', { enabledRules: ['OE-LambdaTracing'], disabledRules: ['OE-LambdaTracing'] }, 'a rule is enabled and disabled'],
  ['an unknown rule with a level', { ruleLevels: { 'OE-Nothing': RuleLevel.ERROR } }, '[ruleLevels] there is no rule of this id'],
  ['an unknown level', { ruleLevels: { 'OE-LambdaTracing': 'fatal' as RuleLevel } }, 'there is no such level; received \'fatal\'; valid: error, warning'],
  ['an unknown failOn', { failOn: 'all' as FailOn }, 'there is no such choice; received \'all\'; valid: none, error, warning'],
  ['an empty tag', { requiredTags: ['owner', ' '] }, 'the key of a tag is a literal text; received \' \''],
  ['no regular expression', { runbookPattern: '(' }, 'this is no regular expression'],
  ['a rule with the id of another', { additionalRules: [rules[0]] }, 'another rule has this id already'],
  ['a rule without an id', { additionalRules: [{ metadata: { ...rules[0].metadata, id: '' } } as IRule] }, 'the id of a rule is a letter'],
])('bad input is refused: %s', (_, bad, message) => {
  expect(() => new OperationalExcellenceChecks(undefined, bad)).toThrow(message);
});

test('a rule of the other pillar may be disabled, so that both packs can share their options', () => {
  expect(() => new OperationalExcellenceChecks(undefined, { disabledRules: ['PE-LambdaMemory'] })).not.toThrow();
});
