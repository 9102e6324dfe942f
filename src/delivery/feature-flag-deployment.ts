import { aws_appconfig as appconfig, aws_iam as iam, Duration, Stack, Tags, Token, Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { DeploymentStrategy } from './deployment-strategy';
import type { FeatureFlagDeploymentProps } from './feature-flag-deployment-props';
import { gradualConfiguration } from './private/app-config-strategy';
import { configurationOf } from './private/configuration';
import { DeploymentGate } from './private/deployment-gate';
import { checkRollbackAlarms } from './private/rollback-alarms';
import { giveReason } from './private/strategy-plan';

/**
 * Deploys feature flags, or configuration of any other form, by AppConfig: gradually, watched by alarms, and back if one of them goes off. Made by
 * `SafeDeployment.ofFeatureFlags`.
 *
 * @see https://docs.aws.amazon.com/appconfig/latest/userguide/what-is-appconfig.html
 */
export class FeatureFlagDeployment extends Construct {
  /** Id of the application in AppConfig. */
  public readonly applicationId: string;

  /** Id of the environment in AppConfig. */
  public readonly environmentId: string;

  /** Id of the configuration profile in AppConfig. */
  public readonly configurationProfileId: string;

  /** ARN of the configuration, for `appconfig:StartConfigurationSession` and `appconfig:GetLatestConfiguration`. */
  public readonly configurationArn: string;

  /** The alarms that take a deployment back. */
  public readonly rollbackAlarms: IAlarm[];

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when there are no rollback alarms, or more than five, the content is not valid, or the strategy is not one for configuration
   */
  constructor(scope: Construct, id: string, props: FeatureFlagDeploymentProps) {
    super(scope, id);
    markOwn(this);
    const { applicationName, environmentName = 'live', rollbackAlarms, encryptionKey, strategy = defaultStrategy() } = props;
    checkRollbackAlarms(this, rollbackAlarms, LIMITS.appConfig.monitors);
    const configuration = configurationOf(this, props);
    const { profileName = configuration.profileName } = props;
    for (const [prop, value] of Object.entries({ applicationName, environmentName, profileName })) this.checkName(prop, value);
    this.rollbackAlarms = [...rollbackAlarms];

    const application = new appconfig.CfnApplication(this, 'Application', { name: applicationName });
    const environment = new appconfig.CfnEnvironment(this, 'Environment', { applicationId: application.ref, name: environmentName, monitors: this.monitors(rollbackAlarms) });
    const profile = new appconfig.CfnConfigurationProfile(this, 'Profile', {
      applicationId: application.ref, name: profileName, locationUri: 'hosted', type: configuration.type, kmsKeyIdentifier: encryptionKey?.keyArn,
      validators: [...configuration.validators],
    });
    const gradual = gradualConfiguration(this, strategy._plan);
    const steps = new appconfig.CfnDeploymentStrategy(this, 'Strategy', {
      ...gradual, name: `${applicationName}-${environmentName}-${profileName}`.slice(0, LIMITS.appConfig.nameLength), replicateTo: 'NONE',
    });
    const version = new appconfig.CfnHostedConfigurationVersion(this, 'Version', {
      applicationId: application.ref, configurationProfileId: profile.ref, content: configuration.content, contentType: configuration.contentType,
    });
    const deployment = new appconfig.CfnDeployment(this, 'Deployment', {
      applicationId: application.ref, environmentId: environment.ref, configurationProfileId: profile.ref, configurationVersion: version.ref,
      deploymentStrategyId: steps.ref, kmsKeyIdentifier: encryptionKey?.keyArn,
    });
    this.addValidator(props, profile, version);
    this.addGate(props, environment, deployment);
    this.applicationId = application.ref;
    this.environmentId = environment.ref;
    this.configurationProfileId = profile.ref;
    this.configurationArn = Stack.of(this).formatArn({
      service: 'appconfig', resource: 'application', resourceName: `${application.ref}/environment/${environment.ref}/configuration/${profile.ref}`,
    });
    for (const [key, value] of Object.entries(giveReason(this, strategy._plan, ['OE-AppConfigGradual'], [steps]))) Tags.of(this).add(key, value);
  }

  private checkName(prop: string, value: string): void {
    if (!Token.isUnresolved(value) && value.trim() !== '' && value.length <= LIMITS.appConfig.nameLength) return;
    throw complaint(this, { what: `\`${prop}\` is not a name`, received: value, valid: `a literal of 1 to ${LIMITS.appConfig.nameLength} characters` });
  }

  private monitors(alarms: readonly IAlarm[]): appconfig.CfnEnvironment.MonitorsProperty[] {
    const role = new iam.Role(this, 'MonitorRole', {
      description: 'Watches alarms while AppConfig deploys',
      assumedBy: new iam.ServicePrincipal('appconfig.amazonaws.com'),
      inlinePolicies: { Watch: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] })] }) },
    });
    Validations.of(role).acknowledge({ id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'Composite alarms are described to those only that may describe all alarms' });
    return alarms.map(({ alarmArn }) => ({ alarmArn, alarmRoleArn: role.roleArn }));
  }

  private addValidator({ validator }: FeatureFlagDeploymentProps, profile: Construct, version: Construct): void {
    if (!validator) return;
    const service = new iam.ServicePrincipal('appconfig.amazonaws.com');
    validator.addPermission(`${this.node.addr.slice(-8)}Validator`, { principal: service, scope: this, sourceAccount: Stack.of(this).account });
    for (const dependent of [profile, version]) dependent.node.addDependency(validator);
  }

  /** AppConfig asks the gate when a deployment starts, by an extension. */
  private addGate(props: FeatureFlagDeploymentProps, environment: appconfig.CfnEnvironment, deployment: Construct): void {
    const { calendars = [], gateAlarms = [], applicationName } = props;
    if (calendars.length + gateAlarms.length === 0) return;
    const { handler } = new DeploymentGate(this, 'Gate', { description: 'Tells AppConfig whether a deployment may begin', calendars, alarms: gateAlarms, statements: [] });
    const role = new iam.Role(this, 'GateRole', {
      description: 'Asks the gate before AppConfig deploys',
      assumedBy: new iam.ServicePrincipal('appconfig.amazonaws.com'),
      inlinePolicies: { Ask: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })] }) },
    });
    const extension = new appconfig.CfnExtension(this, 'Extension', {
      name: `${applicationName}-gate-${this.node.addr.slice(-8)}`.slice(-LIMITS.appConfig.nameLength),
      description: 'Tells whether a deployment may begin',
      actions: { PRE_START_DEPLOYMENT: [{ Name: 'Gate', Uri: handler.functionArn, RoleArn: role.roleArn }] },
    });
    const association = new appconfig.CfnExtensionAssociation(this, 'Association', {
      extensionIdentifier: extension.attrId, extensionVersionNumber: extension.attrVersionNumber,
      resourceIdentifier: Stack.of(this).formatArn({ service: 'appconfig', resource: 'application', resourceName: `${environment.applicationId}/environment/${environment.ref}` }),
    });
    deployment.node.addDependency(association);
  }
}

/** As AppConfig's own recommendation, but watched half as long afterwards. */
function defaultStrategy(): DeploymentStrategy {
  return DeploymentStrategy.linear({ percentage: 20, every: Duration.minutes(6) });
}

