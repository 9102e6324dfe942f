import { aws_cloudwatch as cloudwatch, aws_events as events, aws_logs as logs, ArnFormat, Duration, Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { CfnResource, ReferenceStrength } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import { deploymentGroupOf, stackNamesOf } from './deployed-resources';
import { BEGINNINGS, DEPLOYMENT_EVENTS, ENDINGS, type DeploymentSource } from './deployment-events';
import type { HealthMember } from './health-alarm';

const NAMESPACE = 'CdkPillars';

export interface DeploymentsInit {
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly runbook: string;
  readonly strength: ReferenceStrength;
  readonly longestMinutes: number;
}

/**
 * An alarm that is in ALARM while the service is deployed. Events of deployments go to a log group, of which metric filters make 1 for a beginning and 0 for an
 * end. Two alarms stand on that metric: one keeps the latest of the two, the other is in ALARM for a limited time after a beginning, so that an end that gets
 * lost does not silence the service for good.
 */
export class Deployments extends Construct {
  /** What holds pages back. */
  public readonly member: HealthMember;
  public readonly composites = 1;
  /** What the alarms and the metric bill, by name. */
  public readonly alarmNames: readonly string[];
  public readonly metricName: string;
  private readonly watched: Record<DeploymentSource, Set<string>> = { CloudFormation: new Set(), Ecs: new Set(), CodeDeploy: new Set() };
  private readonly rules = new Map<DeploymentSource, events.Rule>();

  constructor(scope: Construct, id: string, private readonly init: DeploymentsInit) {
    super(scope, id);
    markOwn(this);
    const { namePrefix, serviceTitle, longestMinutes } = init;
    this.metricName = `${namePrefix}deployment`;
    const group = this.logGroup();
    for (const [filter, statuses, value] of [['Began', BEGINNINGS, '1'], ['Ended', ENDINGS, '0']] as const) {
      new logs.CfnMetricFilter(this, filter, {
        logGroupName: group.ref,
        filterPattern: `{ ${statuses.map(({ path, value: status }) => `($.${path} = "${status}")`).join(' || ')} }`,
        metricTransformations: [{ metricNamespace: NAMESPACE, metricName: this.metricName, metricValue: value }],
      });
    }
    const metric = new cloudwatch.Metric({ namespace: NAMESPACE, metricName: this.metricName, statistic: 'Maximum', period: Duration.minutes(1) });
    const alarm = (suffix: string, meaning: string, props: Pick<cloudwatch.AlarmProps, 'evaluationPeriods' | 'treatMissingData'>) =>
      new cloudwatch.Alarm(this, suffix, {
        alarmName: `${namePrefix}deployment-${suffix.toLowerCase()}`, metric, threshold: 1, datapointsToAlarm: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        alarmDescription: this.described(meaning), ...props,
      });
    const recent = alarm('Recent', `a deployment of ${serviceTitle} began in the last ${longestMinutes} minutes.`,
      { evaluationPeriods: longestMinutes, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING });
    const open = alarm('Open', `no deployment of ${serviceTitle} has ended since one began.`,
      { evaluationPeriods: 1, treatMissingData: cloudwatch.TreatMissingData.IGNORE });
    const name = `${namePrefix}deploying`;
    const deploying = new cloudwatch.CompositeAlarm(this, 'Default', {
      compositeAlarmName: name, alarmDescription: this.described(`${serviceTitle} is deployed.`),
      alarmRule: cloudwatch.AlarmRule.allOf(...[recent, open].map(each => cloudwatch.AlarmRule.fromAlarm(each, cloudwatch.AlarmState.ALARM))),
    });
    this.alarmNames = ['recent', 'open'].map(suffix => `${namePrefix}deployment-${suffix}`);
    this.member = { alarm: deploying, literalName: name };
  }

  /** Takes in the stacks of resources, and what of them is deployed by itself. */
  public watch(resources: readonly CfnResource[]): void {
    for (const name of stackNamesOf([this, ...resources], this)) this.add('CloudFormation', name);
    for (const resource of resources) {
      if (resource.cfnResourceType === 'AWS::ECS::Service') this.add('Ecs', resource.ref);
      if (resource.cfnResourceType !== 'AWS::CodeDeploy::DeploymentGroup') continue;
      const names = deploymentGroupOf(resource);
      if (names) this.add('CodeDeploy', JSON.stringify(names.map(name => this.here(name))));
    }
  }

  private add(source: DeploymentSource, what: string): void {
    this.watched[source].add(source === 'Ecs' ? this.here(what) : what);
    if (this.rules.has(source)) return;
    const { detailType, eventSource } = DEPLOYMENT_EVENTS[source];
    const rule = new events.Rule(this, source, {
      description: `Deployments of ${this.init.serviceTitle}`,
      eventPattern: { source: [eventSource], detailType: [detailType] },
      targets: [{ bind: () => ({ arn: this.logGroupArn }) }],
    });
    (rule.node.defaultChild as events.CfnRule).eventPattern = Lazy.uncachedAny({ produce: () => this.pattern(source) });
    for (const id of ['OE-EventRuleDlq[Target0]', 'OE-EventRuleAlarmed']) {
      Validations.of(rule).acknowledge({ id: `OperationalExcellence::${id}`, reason: 'An event that is lost holds no page back: somebody is told too much, not too little' });
    }
    this.rules.set(source, rule);
  }

  private pattern(source: DeploymentSource): unknown {
    const pattern = DEPLOYMENT_EVENTS[source].pattern([...this.watched[source]], Stack.of(this));
    const size = JSON.stringify(pattern).length;
    if (size <= LIMITS.eventPattern.length) return pattern;
    throw complaint(this, {
      what: `there are too many deployments of ${source} to wait for`, received: `a pattern of ${size} characters`, valid: `${LIMITS.eventPattern.length} characters at most`,
      fix: 'Give suppression.during an alarm of yours instead of suppression.deployments',
    });
  }

  /** A text of another stack, as the stack of the service may use it. */
  private here(value: string): string {
    return consumed(value, Stack.of(this), this.init.strength);
  }

  private described(meaning: string): string {
    const { serviceTitle, runbook } = this.init;
    return `Holds pages of ${serviceTitle} back: ${meaning} Has no actions. Runbook: ${runbook}`;
  }

  /** As EventBridge writes to it, and metric filters read it. Its name is literal, so that its policy can name it. */
  private logGroup(): logs.CfnLogGroup {
    const group = new logs.CfnLogGroup(this, 'Events', {
      logGroupName: this.logGroupName,
      retentionInDays: logs.RetentionDays.ONE_MONTH,
      resourcePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Sid: 'DeploymentEvents', Effect: 'Allow', Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${this.logGroupArn}:*`,
        }],
      },
    });
    group.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return group;
  }

  private get logGroupName(): string {
    return `/aws/events/${this.init.namePrefix}deployments`;
  }

  private get logGroupArn(): string {
    return Stack.of(this).formatArn({ service: 'logs', resource: 'log-group', resourceName: this.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  }
}
