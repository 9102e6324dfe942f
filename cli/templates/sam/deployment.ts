import { isFunction, isObject, itemsOf, membersOf, present, type Values } from '../language/values';
import { type Conversion, made, type SamResource } from './conversion';
import { arnOf, ref } from './references';
import { role } from './roles';

const APPLICATION = 'ServerlessDeploymentApplication';
const ROLE = 'CodeDeployServiceRole';
const PREDEFINED = /^(Canary10Percent(5|10|15|30)Minutes|Linear10PercentEvery(1Minute|2Minutes|3Minutes|10Minutes)|AllAtOnce)$/;

/** How CodeDeploy shifts traffic to a new version. */
export function deployment({ id, properties, attributes }: SamResource, alias: string): Conversion {
  const preference = properties.DeploymentPreference;
  if (!isObject(preference) || isFunction(preference) || preference.Enabled === false || preference.Enabled === 'false') return { resources: {} };
  const group = `${id}DeploymentGroup`;
  const application = { [APPLICATION]: made('AWS::CodeDeploy::Application', { ComputePlatform: 'Lambda' }) };
  const serviceRole = role({ service: 'codedeploy.amazonaws.com', managedPolicies: ['service-role/AWSCodeDeployRoleForLambda'] });
  const { PreTraffic, PostTraffic } = membersOf(preference.Hooks);
  return {
    resources: { [group]: made('AWS::CodeDeploy::DeploymentGroup', deploymentGroup(preference), attributes.Condition) },
    shared: { ...application, ...preference.Role === undefined ? { [ROLE]: serviceRole } : {} },
    additions: [{
      to: alias,
      path: [],
      isItem: false,
      value: {
        UpdatePolicy: {
          CodeDeployLambdaAliasUpdate: present({
            ApplicationName: ref(APPLICATION),
            DeploymentGroupName: ref(group),
            BeforeAllowTrafficHook: PreTraffic,
            AfterAllowTrafficHook: PostTraffic,
          }),
        },
      },
    }],
  };
}

function deploymentGroup(preference: Values): Values {
  const { Type, Alarms, Role, TriggerConfigurations } = preference;
  return present({
    ApplicationName: ref(APPLICATION),
    ServiceRoleArn: Role ?? arnOf(ROLE),
    DeploymentConfigName: typeof Type === 'string' && PREDEFINED.test(Type) ? `CodeDeployDefault.Lambda${Type}` : Type,
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    AlarmConfiguration: alarmConfiguration(Alarms),
    TriggerConfigurations,
  });
}

function alarmConfiguration(alarms: unknown): unknown {
  if (isFunction(alarms)) return { Enabled: true, Alarms: alarms };
  // By condition: one list under True, another under False.
  if (isObject(alarms)) return { Enabled: true, Alarms: { 'Fn::If': ['', alarms.True, alarms.False] } };
  const named = itemsOf(alarms).filter(alarm => typeof alarm === 'string' || isFunction(alarm));
  return named.length > 0 ? { Enabled: true, Alarms: named.map(Name => ({ Name })) } : undefined;
}
