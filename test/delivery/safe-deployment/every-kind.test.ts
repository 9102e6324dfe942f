import * as fs from 'fs';
import * as path from 'path';
import { type App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FailOn, OperationalExcellenceChecks, PerformanceEfficiencyChecks } from '../../../src';
import { findingsOf } from '../../support/strict-app';
import { deployed, resourcesOf, type TemplateResource } from '../../support/templates';
import { reportOf, synthesized } from '../../support/validation-report';
import { everyKind } from './sample';

let app: App;
let template: Record<string, any>;

beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
  const made = everyKind({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  ({ app } = made);
  OperationalExcellenceChecks.enforce(app, { failOn: FailOn.NONE, enabledRules: ['OE-CodeDeployTestHook', 'OE-EcsBlueGreen'] });
  PerformanceEfficiencyChecks.enforce(app, { failOn: FailOn.NONE });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  // AwsSolutions finds fault with the network and the buckets of the test.
  synthesized(app);
  template = JSON.parse(fs.readFileSync(path.join(app.outdir, made.stack.templateFile), 'utf-8'));
});

/** The only resource of a type whose logical id begins so. */
function resource(type: string, prefix: string): TemplateResource & Record<string, any> {
  const found = resourcesOf(template, type).filter(([id]) => id.startsWith(prefix));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0][1];
}

function statementsOf(prefix: string): any[] {
  const { Properties } = resource('AWS::IAM::Policy', prefix);
  return Properties.PolicyDocument.Statement;
}

test('the validation of CloudFormation finds nothing wrong', () => {
  const found = findingsOf(app).filter(({ plugin, severity, own }) => plugin === CloudFormationValidatePlugin.PLUGIN_NAME && (own || ['error', 'fatal'].includes(severity)));
  expect(found).toEqual([]);
});

test('all packs are satisfied, but for what has no narrower resource', () => {
  const ours = reportOf(app).filter(entry => /^Stack\/(\w+Deployment|Freezes|Hours)\//.test(entry.path) && entry.plugin !== CloudFormationValidatePlugin.PLUGIN_NAME);
  expect(ours.filter(({ reason }) => reason === undefined)).toEqual([]);
  expect(new Set(ours.map(({ rule }) => rule))).toEqual(new Set(['AwsSolutions-IAM5[Resource::*]', 'OE-LambdaAlarmed[errors]', 'OE-LambdaAlarmed[throttles]']));
});

test('what is deployed satisfies the rules about deployments', () => {
  const about = /^OE-(CodeDeploy|EcsCircuitBreaker|EcsDeploymentAlarms|EcsBlueGreen|PipelineRollback|AppConfig)/;
  expect(reportOf(app).filter(({ rule }) => about.test(rule)).map(({ rule, path: where }) => `${where} ${rule}`)).toEqual([]);
});

describe('a function', () => {
  test('gets traffic by a canary, and goes back on its alarms', () => {
    const { Properties } = resource('AWS::CodeDeploy::DeploymentGroup', 'OrdersDeployment');
    expect(Properties).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      AlarmConfiguration: { Enabled: true, IgnorePollAlarmFailure: false, Alarms: [{ Name: 'shop-errors' }, { Name: 'shop-latency' }] },
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    });
  });

  test('asks the gate before', () => {
    const alias = resource('AWS::Lambda::Alias', 'OrdersDeployment');
    const { BeforeAllowTrafficHook: hook, AfterAllowTrafficHook: after } = alias.UpdatePolicy.CodeDeployLambdaAliasUpdate;
    expect(hook.Ref).toMatch(/^OrdersDeploymentGateHandler/);
    expect(after).toBeUndefined();
    expect(alias.DependsOn).toEqual(expect.arrayContaining([hook.Ref, expect.stringMatching(/^OrdersDeploymentRoleDefaultPolicy/)]));
    const gate = resource('AWS::Lambda::Function', 'OrdersDeploymentGate').Properties;
    expect(JSON.parse(deployed(gate.Environment.Variables.GATE_CONDITIONS))).toEqual({
      calendars: [expect.stringMatching(/^Freezes/), expect.stringMatching(/^Hours/)], alarms: ['shop-budget'], rollbackAlarms: ['shop-errors', 'shop-latency'],
    });
  });

  test('may be shifted, and answered for, and nothing else', () => {
    const actions = statementsOf('OrdersDeploymentGateRole').map(({ Action, Resource }) => [Action, Resource === '*' ? '*' : 'named']);
    expect(actions).toEqual(expect.arrayContaining([
      [['codedeploy:PutLifecycleEventHookExecutionStatus', 'codedeploy:GetDeployment'], 'named'], ['ssm:GetCalendarState', 'named'], ['cloudwatch:DescribeAlarms', '*'],
    ]));
    const [shift] = resource('AWS::IAM::Role', 'OrdersDeploymentRole').Properties.Policies;
    expect(shift.PolicyDocument.Statement[0].Action).toEqual(['lambda:UpdateAlias', 'lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig']);
    expect(shift.PolicyDocument.Statement[0].Resource.map(deployed)).toEqual([expect.stringMatching(/^Orders\w+\.Arn$/), expect.stringMatching(/^Orders\w+\.Arn:live$/)]);
    expect(statementsOf('OrdersDeploymentRoleDefaultPolicy')).toEqual([expect.objectContaining({ Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [expect.stringMatching(/^OrdersDeploymentGateHandler/), 'Arn'] } })]);
  });

  test('is tested by functions of the user, by steps of its own', () => {
    const { BeforeAllowTrafficHook: before, AfterAllowTrafficHook: after } = resource('AWS::Lambda::Alias', 'PaymentsDeployment').UpdatePolicy.CodeDeployLambdaAliasUpdate;
    expect([before.Ref, after.Ref]).toEqual([expect.stringMatching(/^PreTest/), expect.stringMatching(/^PostTest/)]);
    expect(resourcesOf(template, 'AWS::Lambda::Function').some(([id]) => id.startsWith('PaymentsDeploymentGate'))).toBe(false);
    const config = resource('AWS::CodeDeploy::DeploymentConfig', 'PaymentsDeployment').Properties;
    expect(config).toEqual({ ComputePlatform: 'Lambda', TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 4, LinearPercentage: 25 } } });
    for (const hook of ['PreTest', 'PostTest']) {
      expect(statementsOf(`${hook}ServiceRole`)).toEqual([expect.objectContaining({ Action: ['codedeploy:PutLifecycleEventHookExecutionStatus', 'codedeploy:GetDeployment'] })]);
    }
  });
});

describe('an ECS service', () => {
  test('gets traffic by a canary beside the old tasks', () => {
    const { DeploymentConfiguration: configuration, LoadBalancers: [balancer] } = resource('AWS::ECS::Service', 'Shop').Properties;
    expect(configuration).toMatchObject({
      Strategy: 'CANARY', BakeTimeInMinutes: 15, CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 }, MinimumHealthyPercent: 100,
      Alarms: { AlarmNames: ['shop-errors', 'shop-latency'], Enable: true, Rollback: true },
      LifecycleHooks: [{ LifecycleStages: ['PRE_SCALE_UP'], HookTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^ShopDeploymentGateHandler/), 'Arn'] } }],
    });
    expect(balancer).toMatchObject({
      TargetGroupArn: { Ref: expect.stringMatching(/^Blue/) },
      AdvancedConfiguration: {
        AlternateTargetGroupArn: { Ref: expect.stringMatching(/^Green/) }, ProductionListenerRule: { Ref: expect.stringMatching(/^Rule/) },
        TestListenerRule: { Ref: expect.stringMatching(/^TestRule/) }, RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ShopDeploymentInfrastructure/), 'Arn'] },
      },
    });
  });

  test('may have its own rules and target groups changed only', () => {
    const [{ PolicyDocument: { Statement } }] = resource('AWS::IAM::Role', 'ShopDeploymentInfrastructure').Properties.Policies;
    expect(Statement.slice(1).map(({ Resource }: any) => Resource.map(deployed))).toEqual([
      [expect.stringMatching(/^Rule/), expect.stringMatching(/^TestRule/)], [expect.stringMatching(/^Blue/), expect.stringMatching(/^Green/)],
    ]);
  });

  test('that serves no requests is replaced little by little, with the circuit breaker', () => {
    expect(resource('AWS::ECS::Service', 'Worker').Properties.DeploymentConfiguration).toMatchObject({
      Strategy: 'ROLLING', DeploymentCircuitBreaker: { Enable: true, Rollback: true }, Alarms: { Enable: true, Rollback: true },
    });
  });
});

describe('a pipeline', () => {
  const stage = (name: string) => resource('AWS::CodePipeline::Pipeline', 'Release').Properties.Stages.find(({ Name }: any) => Name === name);

  test('asks for the budget and the calendar before it enters production', () => {
    expect(stage('Live').BeforeEntry).toEqual({
      Conditions: [{
        Result: 'FAIL',
        Rules: [
          { Name: 'Live-budget-1', RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'CloudWatchAlarm', Version: '1' }, Configuration: { AlarmName: 'shop-budget' } },
          {
            Name: 'Live-gate', RuleTypeId: { Category: 'Rule', Owner: 'AWS', Provider: 'LambdaInvoke', Version: '1' },
            Configuration: { FunctionName: { Ref: expect.stringMatching(/^ReleaseDeploymentGateHandler/) } },
          },
        ],
      }],
    });
    expect(stage('Beta').BeforeEntry).toBeUndefined();
  });

  test('rolls back the stages that deploy', () => {
    expect(['Source', 'Beta', 'Test', 'Live'].map(name => stage(name).OnFailure)).toEqual([undefined, { Result: 'ROLLBACK' }, undefined, { Result: 'ROLLBACK' }]);
  });

  test('may ask before it does', () => {
    const [policy] = resourcesOf(template, 'AWS::IAM::Policy').find(([id]) => id.startsWith('ReleaseDeploymentAskPolicy'))!;
    expect(resource('AWS::CodePipeline::Pipeline', 'Release').DependsOn).toContain(policy);
    expect(statementsOf('ReleaseDeploymentAskPolicy').map(({ Action }) => Action)).toEqual(['cloudwatch:DescribeAlarms', 'lambda:InvokeFunction', 'lambda:ListFunctions']);
  });
});

describe('feature flags', () => {
  test('reach their targets step by step, watched by alarms', () => {
    expect(resource('AWS::AppConfig::DeploymentStrategy', 'FlagsDeployment').Properties).toMatchObject({
      DeploymentDurationInMinutes: 30, GrowthFactor: 20, GrowthType: 'LINEAR', FinalBakeTimeInMinutes: 15, ReplicateTo: 'NONE', Name: 'shop-live-flags',
    });
    const { Monitors: monitors } = resource('AWS::AppConfig::Environment', 'FlagsDeployment').Properties;
    expect(monitors.map(({ AlarmArn }: any) => deployed(AlarmArn))).toEqual([expect.stringMatching(/^Errors\w+\.Arn$/), expect.stringMatching(/^Latency\w+\.Arn$/)]);
  });

  test('have the form of AppConfig', () => {
    expect(JSON.parse(resource('AWS::AppConfig::HostedConfigurationVersion', 'FlagsDeployment').Properties.Content)).toEqual({
      version: '1',
      flags: {
        'new-checkout': {
          name: 'new-checkout',
          attributes: { share: { constraints: { type: 'number' } }, countries: { constraints: { type: 'array', elements: { type: 'string' } } } },
        },
      },
      values: { 'new-checkout': { enabled: false, share: 10, countries: ['de', 'fr'] } },
    });
    expect(resource('AWS::AppConfig::ConfigurationProfile', 'FlagsDeployment').Properties).toMatchObject({ Type: 'AWS.AppConfig.FeatureFlags', LocationUri: 'hosted' });
  });

  test('are deployed once the gate is in place', () => {
    const [[association]] = resourcesOf(template, 'AWS::AppConfig::ExtensionAssociation');
    expect(resource('AWS::AppConfig::Deployment', 'FlagsDeployment').DependsOn).toContain(association);
    const { PRE_START_DEPLOYMENT: [action] } = resource('AWS::AppConfig::Extension', 'FlagsDeployment').Properties.Actions;
    expect(deployed(action.Uri)).toMatch(/^FlagsDeploymentGateHandler\w+\.Arn$/);
  });
});

test('a calendar keeps its name when it changes', () => {
  const { Properties } = resource('AWS::SSM::Document', 'Freezes');
  expect(Properties).toMatchObject({ DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT', UpdateMethod: 'NewVersion', Name: 'shop-freezes' });
  expect(Properties.Content).toContain('X-CALENDAR-TYPE:DEFAULT_OPEN\r\nX-WR-CALDESC:When the shop is not changed\r\n');
});
