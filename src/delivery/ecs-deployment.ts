import { aws_ecs as ecs, aws_iam as iam, Duration, Stack, Tags } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { peekProperty } from '../signals/private/peek';
import { DeploymentStrategy } from './deployment-strategy';
import type { EcsDeploymentProps } from './ecs-deployment-props';
import { DeploymentGate } from './private/deployment-gate';
import { deploymentConfiguration } from './private/ecs-strategy';
import { advancedConfiguration, infrastructureRole } from './private/infrastructure-role';
import { checkRollbackAlarms, foreignRegion, nameOf } from './private/rollback-alarms';
import { requireSameStack } from './private/same-stack';
import { giveReason } from './private/strategy-plan';

const LIFECYCLE_HOOKS = 'DeploymentConfiguration.LifecycleHooks';

/**
 * Has ECS deploy a service with new tasks beside the old ones, watched by alarms, and go back if one of them goes off. Made by `SafeDeployment.ofEcsService`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
 */
export class EcsDeployment extends Construct {
  /** The service, as its template has it. */
  public readonly cfnService: ecs.CfnService;

  /** The alarms that take a deployment back. */
  public readonly rollbackAlarms: IAlarm[];

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when there are no rollback alarms, or more than ten, the service is not deployed by ECS, or the strategy does not go with it
   */
  constructor(scope: Construct, id: string, private readonly props: EcsDeploymentProps) {
    super(scope, id);
    markOwn(this);
    const { service, rollbackAlarms, alternateTarget, strategy = defaultStrategy(alternateTarget !== undefined) } = props;
    this.cfnService = this.serviceOf(props);
    requireSameStack(this, 'the service', this.cfnService);
    this.rollbackAlarms = [...rollbackAlarms];
    this.check();

    const configuration = deploymentConfiguration(this, strategy._plan);
    for (const [name, value] of Object.entries(configuration)) this.cfnService.addPropertyOverride(`DeploymentConfiguration.${name}`, value);
    this.cfnService.addPropertyOverride('DeploymentConfiguration.Alarms', { AlarmNames: rollbackAlarms.map(nameOf), Enable: true, Rollback: true });
    if (alternateTarget) {
      const role = infrastructureRole(this, 'Infrastructure', this.cfnService, alternateTarget);
      this.cfnService.addPropertyOverride('LoadBalancers.0.AdvancedConfiguration', advancedConfiguration(alternateTarget, role.roleArn));
      this.cfnService.node.addDependency(role);
    }
    this.addHooks(configuration.Strategy === 'ROLLING');

    const judged = [this.cfnService];
    for (const [key, value] of Object.entries(giveReason(this, strategy._plan, ['OE-EcsBlueGreen'], judged))) Tags.of(service ?? this.cfnService).add(key, value);
    this.node.addValidation({ validate: () => this.problems(configuration.Strategy) });
  }

  private serviceOf({ service, cfnService }: EcsDeploymentProps): ecs.CfnService {
    if ((service === undefined) === (cfnService === undefined)) {
      throw complaint(this, { what: `${service ? 'both' : 'neither'} \`service\` ${service ? 'and' : 'nor'} \`cfnService\` given`, fix: 'Pass the service as an L2 or as an L1' });
    }
    const found = cfnService ?? service!.node.findAll().find((child): child is ecs.CfnService => ecs.CfnService.isCfnService(child));
    if (!found) throw complaint(this, { what: `${service!.node.path} is not a service of this App`, fix: 'Pass a FargateService or an Ec2Service' });
    return found;
  }

  private check(): void {
    const { rollbackAlarms, lifecycleHooks, cfnService } = this.props;
    checkRollbackAlarms(this, rollbackAlarms, LIMITS.ecsDeployment.alarms);
    const { region } = Stack.of(this.cfnService);
    for (const alarm of rollbackAlarms) {
      const elsewhere = foreignRegion(alarm, region);
      if (elsewhere !== undefined) throw complaint(this, { what: `the rollback alarm ${alarm.node.path} is in another Region, where ECS does not look`, received: elsewhere, valid: region });
    }
    const controller = peekProperty(this.cfnService, 'DeploymentController') as { type?: unknown; Type?: unknown } | undefined;
    const type = controller?.Type ?? controller?.type;
    if (typeof type === 'string' && type !== 'ECS') {
      throw complaint(this, { what: 'the service is not deployed by ECS itself', received: type, valid: 'ECS', fix: 'Leave `deploymentController` out' });
    }
    if (lifecycleHooks && cfnService) throw complaint(this, { what: '`lifecycleHooks` are of an L2 service', fix: 'Add them to `deploymentConfiguration` of the CfnService' });
  }

  /** The gate, and the functions of the user. */
  private addHooks(isRolling: boolean): void {
    const { service, calendars = [], gateAlarms = [], lifecycleHooks = [] } = this.props;
    const isGated = calendars.length + gateAlarms.length > 0;
    if (isRolling && (isGated || lifecycleHooks.length > 0)) {
      throw complaint(this, {
        what: 'ECS asks nobody before a rolling deployment', valid: 'DeploymentStrategy.canary, linear or blueGreen with `calendars`, `gateAlarms` and `lifecycleHooks`',
        fix: 'Choose one of them, or pass `calendars` and alarms to SafeDeployment.ofPipeline of the pipeline that deploys the service',
      });
    }
    for (const hook of lifecycleHooks) service!.addLifecycleHook(hook);
    if (!isGated) return;
    const { handler } = new DeploymentGate(this, 'Gate', { description: 'Tells ECS whether a deployment may begin', calendars, alarms: gateAlarms, statements: [] });
    const role = new iam.Role(this, 'HookRole', {
      description: 'Asks the gate before a deployment',
      assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
      inlinePolicies: { Ask: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })] }) },
    });
    const lifecycleStages = [ecs.DeploymentLifecycleStage.PRE_SCALE_UP];
    if (service) {
      service.addLifecycleHook({ bind: () => ({ targetArn: handler.functionArn, role, lifecycleStages }) });
    } else {
      const existing = peekProperty(this.cfnService, LIFECYCLE_HOOKS);
      if (existing !== undefined && !Array.isArray(existing)) throw complaint(this, { what: 'the lifecycle hooks of the service are a token, to which none can be added', received: existing });
      const hook = { HookTargetArn: handler.functionArn, RoleArn: role.roleArn, LifecycleStages: lifecycleStages };
      // An override is merged into a list by position, where there is a list.
      if (existing?.length) this.cfnService.addPropertyOverride(`${LIFECYCLE_HOOKS}.${existing.length}`, hook);
      else this.cfnService.addPropertyOverride(LIFECYCLE_HOOKS, [hook]);
    }
    this.cfnService.node.addDependency(handler, role);
  }

  /** What can be told only when the service has all of its load balancers. */
  private problems(strategy: string): string[] {
    if (strategy === 'ROLLING') return [];
    const balancers = peekProperty(this.cfnService, 'LoadBalancers');
    if (!Array.isArray(balancers) || balancers.length === 0) {
      return this.props.alternateTarget ? [complaint(this, { what: '`alternateTarget` is given, and the service has no target group', fix: 'Attach the service to a load balancer' }).message] : [];
    }
    const has = (index: number, name: string) => peekProperty(this.cfnService, `LoadBalancers.${index}.${name}`) !== undefined;
    return balancers.some((_, index) => has(index, 'TargetGroupArn') && !has(index, 'AdvancedConfiguration')) ? [complaint(this, { what: `ECS cannot shift traffic (${strategy}) with one target group`, fix: 'Pass `alternateTarget` with a second target group and the listener rule' }).message] : [];
  }
}

function defaultStrategy(shifts: boolean): DeploymentStrategy {
  return shifts ? DeploymentStrategy.canary({ percentage: 10, bake: Duration.minutes(10) }) : DeploymentStrategy.blueGreen();
}
