import { aws_xray as xray } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { shortName } from '../core/private/short-name';
import { claimInAccount } from './private/account-singleton';
import { checkName } from './private/check-name';
import { samplingRule } from './private/sampling-rule';
import { filterOf } from './private/trace-filter';
import type { TraceSampling } from './trace-sampling';

/** Properties of `TracedService`. */
export interface TracedServiceProps {
  /** Name of the service: a literal of 1 to 64 letters, digits, `-` and `_`. */
  readonly serviceName: string;

  /**
   * Name of the environment, a literal like `serviceName`. It tells the groups of a service apart in one account.
   *
   * @default - none
   */
  readonly environment?: string;

  /**
   * Names that the parts of the service have in traces: those of functions, `<API>/<stage>` of REST APIs, `service.name` of what OpenTelemetry instruments. A trace that goes
   * through one of them belongs to the group.
   *
   * @default - the name of the service
   */
  readonly nodes?: string[];

  /**
   * The filter expression of the group, in place of `nodes`.
   *
   * @default - traces that go through one of the nodes
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
   */
  readonly filterExpression?: string;

  /**
   * Which requests are traced.
   *
   * @default - one a second and 5 % of the rest
   */
  readonly sampling?: TraceSampling;

  /**
   * Whether X-Ray looks for anomalies in the traces of the group. Insights are billed by the trace.
   *
   * @default false
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-insights.html
   */
  readonly insights?: boolean;

  /**
   * Whether insights become events of EventBridge (`AWS X-Ray Insight Update`).
   *
   * @default false
   */
  readonly insightsNotifications?: boolean;
}

/**
 * An X-Ray group and a sampling rule for a service, so that its traces have metrics and a map of their own and are sampled by its own rule.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export class TracedService extends Construct {
  /** Name of the group and of the sampling rule: that of the service and its environment, shortened to 32 characters where it is longer. */
  public readonly groupName: string;

  /** ARN of the group. */
  public readonly groupArn: string;

  /** Priority of the sampling rule. */
  public readonly samplingPriority: number;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when X-Ray would refuse a value, or when the name or the priority is taken by another service of the app in the same account and Region
   */
  constructor(scope: Construct, id: string, props: TracedServiceProps) {
    super(scope, id);
    markOwn(this);
    const { serviceName, environment, insights = false, insightsNotifications = false } = props;
    checkName(this, 'serviceName', serviceName);
    if (environment !== undefined) checkName(this, 'environment', environment);
    if (insightsNotifications && !insights) {
      throw complaint(this, { what: 'insightsNotifications needs insights', received: insightsNotifications, fix: 'Set insights: true as well' });
    }
    this.groupName = shortName([serviceName, ...environment === undefined ? [] : [environment]].join('-'), LIMITS.xray.nameLength);
    if (this.groupName === 'Default') throw complaint(this, { what: 'X-Ray has a group and a sampling rule of this name', received: this.groupName, fix: 'Give the service another name' });
    claimInAccount(this, `x-ray group ${this.groupName}`, other => ({
      what: `there is an X-Ray group of this name in the same account and Region, at ${other}`, received: this.groupName, fix: 'Give one of them another serviceName or environment',
    }));
    const rule = samplingRule(this, this.groupName, serviceName, props.sampling ?? {});
    this.samplingPriority = rule.priority;
    claimInAccount(this, `x-ray priority ${rule.priority}`, other => ({
      what: `there is a sampling rule of this priority in the same account and Region, at ${other}`, received: rule.priority, fix: 'Set sampling.priority of one of them',
    }));
    this.groupArn = new xray.CfnGroup(this, 'Group', {
      groupName: this.groupName,
      filterExpression: filterOf(this, props.filterExpression, props.nodes ?? [serviceName]),
      insightsConfiguration: { insightsEnabled: insights, notificationsEnabled: insightsNotifications },
    }).attrGroupArn;
    new xray.CfnSamplingRule(this, 'SamplingRule', { samplingRule: rule });
  }
}
