import { Arn, aws_iam as iam, aws_ssm as ssm, Stack, type CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { markOwn } from '../../../core/private/own-constructs';
import type { TelemetryOptions } from '../../telemetry-options';
import { agentConfig, agentMetrics, AGENT_NAMESPACE } from './host-agent-config';
import type { Subscriber } from './piece';
import { grantIn, grantOnce } from './role-policy';
import type { Switchboard } from './switchboard';

/** An instance or a group that gets the agent. */
export interface Host extends Subscriber {
  /** The role of the instances, if the app makes it. */
  readonly role?: CfnResource;
  /** By which State Manager finds the instances. */
  readonly target: { readonly key: string; readonly values: string[] };
}

const AGENT = 'CloudWatchAgent';

/** Has State Manager install the agent, and keep its configuration. */
export function installAgent({ l1, role, target }: Host, board: Switchboard, { hostProcesses: processes = [] }: TelemetryOptions): void {
  if (l1.node.tryFindChild(AGENT)) return;
  if (!role) {
    board.leave(l1, 'the CloudWatch agent is not installed, as the role of its instances is not in this app');
    return;
  }
  const isGroup = l1.cfnResourceType !== 'AWS::EC2::Instance';
  const scope = new Construct(l1, AGENT);
  markOwn(scope);
  const config = new ssm.CfnParameter(scope, 'Config', {
    type: 'String', description: 'Configuration of the CloudWatch agent', value: JSON.stringify(agentConfig({ processes, isGroup })),
  });
  // Both run again each day, so that the order in which they run first does not matter.
  const daily = { targets: [target], scheduleExpression: 'rate(1 day)' };
  new ssm.CfnAssociation(scope, 'Install', { ...daily, name: 'AWS-ConfigureAWSPackage', parameters: { action: ['Install'], name: ['AmazonCloudWatchAgent'] } });
  new ssm.CfnAssociation(scope, 'Configure', {
    ...daily,
    name: 'AmazonCloudWatch-ManageAgent',
    parameters: { action: ['configure'], mode: ['ec2'], optionalConfigurationSource: ['ssm'], optionalConfigurationLocation: [config.ref], optionalRestart: ['yes'] },
  });
  allowReporting(scope, role, config);
  if (isGroup) board.note(`the CloudWatch agent bills ${agentMetrics(processes)} metrics of each instance of a group, and as many of the group, 0.30 USD a month for each`);
  else board.bill(l1, 'metrics of the CloudWatch agent', agentMetrics(processes), 'customMetric');
}

/** What the agent needs of the managed policy CloudWatchAgentServerPolicy: to publish into its namespace, and to read its configuration. */
function allowReporting(scope: Construct, role: CfnResource, config: ssm.CfnParameter): void {
  grantOnce(role, {
    name: AGENT,
    statements: [
      new iam.PolicyStatement({ actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: { StringEquals: { 'cloudwatch:namespace': AGENT_NAMESPACE } } }),
      new iam.PolicyStatement({ actions: ['ec2:DescribeTags'], resources: ['*'] }),
    ],
    wildcards: { resources: ['*'], reason: 'neither metrics nor descriptions of tags can be named as resources; metrics go into one namespace' },
  });
  const parameter = Arn.format({ service: 'ssm', resource: 'parameter', resourceName: config.ref }, Stack.of(config));
  grantIn(scope, role, { name: 'ReadConfig', statements: [new iam.PolicyStatement({ actions: ['ssm:GetParameter'], resources: [parameter] })] });
}
