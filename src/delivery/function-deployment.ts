import { aws_codedeploy as codedeploy, aws_iam as iam, aws_lambda as lambda, ArnFormat, CfnResource, Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { DeploymentStrategy } from './deployment-strategy';
import type { FunctionDeploymentProps } from './function-deployment-props';
import { codeDeployRole } from './private/code-deploy-role';
import { DeploymentGate } from './private/deployment-gate';
import { foreignRegion, checkRollbackAlarms, nameOf } from './private/rollback-alarms';
import { requireSameStack } from './private/same-stack';
import { giveReason } from './private/strategy-plan';
import { trafficRouting } from './private/traffic-routing';

/**
 * Shifts the traffic of a Lambda function to each new version by CodeDeploy: a part first, watched by alarms, and back if one of them goes off, the deployment fails or is
 * stopped. Made by `SafeDeployment.ofFunction`.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
 */
export class FunctionDeployment extends Construct {
  /** The alias whose traffic shifts. Have whatever invokes the function invoke it. */
  public readonly alias: lambda.Alias;

  /** Name of the CodeDeploy application. */
  public readonly applicationName: string;

  /** Name of the CodeDeploy deployment group. */
  public readonly deploymentGroupName: string;

  /** The alarms that take a deployment back. */
  public readonly rollbackAlarms: IAlarm[];

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when there are no rollback alarms, or more than ten, or the strategy is not one for functions
   */
  constructor(scope: Construct, id: string, props: FunctionDeploymentProps) {
    super(scope, id);
    markOwn(this);
    const { rollbackAlarms, strategy = defaultStrategy(), postTrafficHook, calendars = [], gateAlarms = [] } = props;
    this.check(props);
    this.rollbackAlarms = [...rollbackAlarms];
    this.alias = props.alias ?? new lambda.Alias(this, 'Alias', { aliasName: props.aliasName ?? 'live', version: props.handler!.currentVersion });

    const application = new codedeploy.CfnApplication(this, 'Application', { computePlatform: 'Lambda' });
    const role = codeDeployRole(this, 'Role', this.alias);
    const group = new codedeploy.CfnDeploymentGroup(this, 'Group', {
      applicationName: application.ref,
      serviceRoleArn: role.roleArn,
      deploymentConfigName: trafficRouting(this, strategy._plan),
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false, alarms: rollbackAlarms.map(alarm => ({ name: nameOf(alarm) })) },
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    });
    this.applicationName = application.ref;
    this.deploymentGroupName = group.ref;

    const reporting = new iam.PolicyStatement({
      actions: ['codedeploy:PutLifecycleEventHookExecutionStatus', 'codedeploy:GetDeployment'], resources: [this.groupArn(application.ref, group.ref)],
    });
    const preHook = props.preTrafficHook ?? new DeploymentGate(this, 'Gate', {
      description: 'Tells CodeDeploy whether a deployment may begin', calendars, alarms: gateAlarms, rollbackAlarms: props.deployWhileAlarming ? [] : rollbackAlarms,
      statements: [reporting],
    }).handler;
    const hooks = [preHook, ...postTrafficHook ? [postTrafficHook] : []];
    role.addToPolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: hooks.map(({ functionArn }) => functionArn) }));
    for (const own of [props.preTrafficHook, postTrafficHook]) own?.addToRolePolicy(reporting);
    const resource = this.alias.node.defaultChild as CfnResource;
    resource.cfnOptions.updatePolicy = {
      ...resource.cfnOptions.updatePolicy,
      codeDeployLambdaAliasUpdate: {
        applicationName: application.ref, deploymentGroupName: group.ref, beforeAllowTrafficHook: preHook.functionName,
        ...postTrafficHook ? { afterAllowTrafficHook: postTrafficHook.functionName } : {},
      },
    };
    // What a deployment goes through is there before the first one begins.
    this.alias.node.addDependency(role, ...this.node.children.filter(child => child instanceof DeploymentGate));

    for (const [key, value] of Object.entries(giveReason(this, strategy._plan, ['OE-CodeDeployNotAllAtOnce'], [group]))) Tags.of(this).add(key, value);
  }

  private groupArn(application: string, group: string): string {
    return Stack.of(this).formatArn({ service: 'codedeploy', resource: 'deploymentgroup', resourceName: `${application}/${group}`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }

  private check({ handler, alias, aliasName, rollbackAlarms, preTrafficHook, calendars, gateAlarms }: FunctionDeploymentProps): void {
    if ((handler === undefined) === (alias === undefined)) {
      throw complaint(this, { what: `${handler ? 'both' : 'neither'} \`handler\` ${handler ? 'and' : 'nor'} \`alias\` given`, fix: 'Pass the function, or an alias of it that is there' });
    }
    if (aliasName !== undefined && (alias || Token.isUnresolved(aliasName) || !/^(?!\d+$)[A-Za-z0-9-_]{1,128}$/.test(aliasName))) {
      throw complaint(this, { what: '`aliasName` is not one for a new alias', received: aliasName, valid: 'a literal of 1 to 128 letters, digits, - and _, not of digits alone, where no `alias` is given' });
    }
    if (alias) requireSameStack(this, 'the alias', alias);
    const resource = alias?.node.defaultChild;
    if (resource && CfnResource.isCfnResource(resource) && resource.cfnOptions.updatePolicy?.codeDeployLambdaAliasUpdate) {
      throw complaint(this, { what: `the alias ${alias!.node.path} is shifted by another deployment group`, fix: 'Keep one of the two' });
    }
    checkRollbackAlarms(this, rollbackAlarms, LIMITS.codeDeploy.alarms);
    for (const alarm of rollbackAlarms) {
      const elsewhere = foreignRegion(alarm, Stack.of(this).region);
      if (elsewhere !== undefined) {
        throw complaint(this, { what: `the rollback alarm ${alarm.node.path} is in another Region, where CodeDeploy does not look`, received: elsewhere, valid: Stack.of(this).region });
      }
    }
    if (preTrafficHook && (calendars ?? gateAlarms)) {
      throw complaint(this, {
        what: 'CodeDeploy takes one function before traffic shifts, so `preTrafficHook` does not go with `calendars` and `gateAlarms`',
        fix: 'Pass them to SafeDeployment.ofPipeline of the pipeline that deploys the function, or test in `postTrafficHook`',
      });
    }
  }
}

/** Alarms look at a minute or two, so ten minutes show more than one bad point. */
function defaultStrategy(): DeploymentStrategy {
  return DeploymentStrategy.canary({ percentage: 10, bake: Duration.minutes(10) });
}
