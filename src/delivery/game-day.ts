import { aws_fis as fis, aws_iam as iam, aws_logs as logs, ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import type { FaultExperiment } from './fault-experiment';
import { acknowledgeWideGrants } from './private/automations/acknowledge-wide-grants';
import { checkNames, environmentName } from './private/automations/check-automations';
import { logStatement } from './private/game-days/experiment-log';

/** Properties of `GameDay`. */
export interface GameDayProps {
  /** The service that the experiments are for: a literal of 1 to 60 letters, digits, `.`, `-` and `_`. */
  readonly serviceName: string;

  /**
   * Its environment: a literal of 1 to 30 letters, digits, `.`, `-` and `_`.
   *
   * @default - the name of the Stage, or `default`
   */
  readonly environment?: string;

  /** The alarm that stops an experiment when it goes to ALARM: as a rule `healthAlarm` of the observed service, so that users notice no more than you allow. In the account and Region of this construct. */
  readonly stopAlarm: IAlarm;

  /** The experiments, at least one, with names that differ. */
  readonly experiments: FaultExperiment[];
}

interface TemplateContext {
  readonly serviceName: string;
  readonly environment: string;
  readonly stopAlarm: IAlarm;
  readonly groupArn: string;
}

/**
 * Experiments of AWS Fault Injection Service, for game days. They are templates: nothing happens until somebody starts one, which stops by itself when the alarm of the service goes off. One that finds no
 * targets fails. Each has a role of its own for its one fault.
 *
 * @example
 * import { aws_rds as rds } from 'aws-cdk-lib';
 * import { AlarmRoute, FaultExperiment, GameDay, ObservedService } from 'cdk-pillars';
 *
 * const checkout = new ObservedService(this, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', routes: [AlarmRoute.toTopic(onCall)] });
 *
 * new GameDay(this, 'GameDay', {
 *   serviceName: 'checkout',
 *   stopAlarm: checkout.healthAlarm!,
 *   experiments: [FaultExperiment.failOverCluster(rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'Database', { clusterIdentifier: 'orders' }))],
 * });
 *
 * @see https://docs.aws.amazon.com/fis/latest/userguide/experiment-templates.html
 */
export class GameDay extends Construct {
  /** Where experiments log what they do, for a year. */
  public readonly experimentLog: ILogGroup;

  private readonly templates = new Map<string, fis.CfnExperimentTemplate>();

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a name is none, there are no experiments, or two have one name
   */
  constructor(scope: Construct, id: string, props: GameDayProps) {
    super(scope, id);
    markOwn(this);
    const { serviceName, experiments, stopAlarm } = props;
    const environment = props.environment ?? environmentName(this);
    checkNames(this, { serviceName, environment });
    if (experiments.length === 0) throw complaint(this, { what: 'there are no experiments', fix: 'Give at least one, such as FaultExperiment.stopTasks(service)' });
    const logGroupName = `/aws/fis/${serviceName}-${environment}`;
    const group = new logs.LogGroup(this, 'Log', { logGroupName, retention: logs.RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY });
    this.experimentLog = group;
    // Its name is literal, so that the ARN is known before the log group is.
    const groupArn = Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: `${logGroupName}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    for (const experiment of experiments) {
      if (this.templates.has(experiment.name)) throw complaint(this, { what: 'two experiments have one name', received: experiment.name, fix: 'Give one of them another `name`' });
      const template = this.template(experiment, { serviceName, environment, stopAlarm, groupArn });
      template.node.addDependency(group);
      this.templates.set(experiment.name, template);
    }
  }

  /**
   * Id of the template of an experiment, as `aws fis start-experiment --experiment-template-id` takes it.
   *
   * @throws when there is no experiment of this name
   */
  public templateId(experiment: string): string {
    const found = this.templates.get(experiment);
    if (found) return found.attrId;
    throw complaint(this, { what: 'there is no experiment of this name', received: experiment, valid: [...this.templates.keys()].join(', ') });
  }

  private template({ name, _fault: fault }: FaultExperiment, about: TemplateContext): fis.CfnExperimentTemplate {
    const { serviceName, environment, stopAlarm, groupArn } = about;
    const place = new Construct(this, name);
    const statements = [...fault.statements, logStatement()];
    const role = new iam.Role(place, 'Role', {
      assumedBy: new iam.ServicePrincipal('fis.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } } }),
      description: `What the experiment ${name} on ${serviceName} may do`,
      inlinePolicies: { Experiment: new iam.PolicyDocument({ statements }) },
    });
    acknowledgeWideGrants(role, statements, 'IAM knows no resource for the action, or ids that AWS gives come after the name of the resource');
    const { resourceType, selectionMode, resourceArns, parameters } = fault.target;
    return new fis.CfnExperimentTemplate(place, 'Template', {
      description: `${serviceName} ${environment}: ${fault.description}`,
      roleArn: role.roleArn,
      stopConditions: [{ source: 'aws:cloudwatch:alarm', value: stopAlarm.alarmArn }],
      targets: {
        [fault.targetName]: {
          resourceType, selectionMode, resourceArns: resourceArns && [...resourceArns], parameters: parameters && { ...parameters },
        },
      },
      actions: { Fault: { actionId: fault.actionId, parameters: { ...fault.parameters }, targets: { [fault.targetName]: fault.targetName } } },
      experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
      logConfiguration: { logSchemaVersion: 2, cloudWatchLogsConfiguration: { LogGroupArn: groupArn } },
      tags: { Name: `${serviceName}-${environment}-${name}`, service: serviceName, environment },
    });
  }
}
