import {
  aws_chatbot as chatbot, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, aws_sns as sns, aws_sns_subscriptions as subscriptions,
  aws_sqs as sqs, Duration, Names, Stack, Token, Validations,
} from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { openToAlarms } from './private/topic-delivery';

/** A Slack channel that Amazon Q Developer writes to. */
export interface OnCallSlackChannel {
  /** Id of the workspace, such as `T0123456789`. Somebody has to authorize it in the console of Amazon Q Developer in chat applications, once for the account. */
  readonly workspaceId: string;

  /** Id of the channel, such as `C0123456789`. Invite the bot to a private channel. */
  readonly channelId: string;
}

/** A Microsoft Teams channel that Amazon Q Developer writes to. */
export interface OnCallTeamsChannel {
  /** Id of the tenant, a UUID. Somebody has to authorize the team in the console of Amazon Q Developer in chat applications, once for the account. */
  readonly tenantId: string;

  /** Id of the team, a UUID. */
  readonly teamId: string;

  /** Id of the channel as its link has it, such as `19%3aab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2`. */
  readonly channelId: string;
}

/** Properties of `OnCallTopic`. At least one of the lists needs an entry. */
export interface OnCallTopicProps {
  /**
   * Addresses that get an e-mail. Each owner has to confirm the subscription once.
   *
   * @default - none
   */
  readonly emails?: string[];

  /**
   * Addresses that get an HTTPS request, such as those of incident tools that understand SNS; beginning with `https://`.
   *
   * @default - none
   */
  readonly urls?: string[];

  /**
   * Slack channels.
   *
   * @default - none
   */
  readonly slackChannels?: OnCallSlackChannel[];

  /**
   * Microsoft Teams channels.
   *
   * @default - none
   */
  readonly teamsChannels?: OnCallTeamsChannel[];

  /**
   * The key that the topic is encrypted with.
   *
   * @default - one of its own, which is rotated every year, for 1 USD a month and another for each of its first two rotations
   */
  readonly encryptionKey?: IKey;
}

/** What a channel may be used for: to look at alarms and the metrics behind them, which charts in notifications need. */
const READING = ['cloudwatch:DescribeAlarms', 'cloudwatch:DescribeAlarmHistory', 'cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage'];

/**
 * Whom alarms reach: a topic that is encrypted with a key that lets CloudWatch and EventBridge in, refuses plain HTTP, and has subscribers.
 *
 * @example
 * import { AlarmRoute, ObservedService, OnCallTopic } from 'cdk-pillars';
 *
 * const paymentsOnCall = new OnCallTopic(this, 'PaymentsOnCall', { emails: ['on-call@example.com'] });
 *
 * new ObservedService(this, 'Checkout', {
 *   serviceName: 'checkout',
 *   owner: 'payments-team',
 *   routes: [AlarmRoute.toTopic(paymentsOnCall.topic)],
 * });
 */
export class OnCallTopic extends Construct {
  /** The topic. */
  public readonly topic: ITopic;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when nobody subscribes, or when an address is none
   */
  constructor(scope: Construct, id: string, props: OnCallTopicProps) {
    super(scope, id);
    markOwn(this);
    const { emails = [], urls = [], slackChannels = [], teamsChannels = [] } = props;
    this.check(emails, urls, slackChannels.length + teamsChannels.length);
    const masterKey = props.encryptionKey ?? new kms.Key(this, 'Key', { enableKeyRotation: true, description: `Notifications of alarms at ${this.node.path}` });
    const topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    this.topic = topic;
    openToAlarms(topic, this);
    this.letEventsIn(topic, masterKey);
    for (const address of emails) topic.addSubscription(new subscriptions.EmailSubscription(address));
    if (urls.length > 0) this.addUrls(topic, urls);
    Validations.of(topic).acknowledge({
      id: 'OperationalExcellence::OE-ResourceAlarmed', reason: 'An alarm about the way of alarms would take the same way; the drill shows whether it works',
    });
    if (slackChannels.length + teamsChannels.length > 0) this.addChats(slackChannels, teamsChannels);
  }

  /** What an address does not take lies in a queue, and the other subscribers are told. */
  private addUrls(topic: sns.Topic, urls: readonly string[]): void {
    const deadLetterQueue = new sqs.Queue(this, 'Undelivered', { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    Validations.of(deadLetterQueue).acknowledge({ id: 'AwsSolutions::AwsSolutions-SQS3', reason: 'It is itself the dead-letter queue of subscriptions' });
    const options = { protocol: sns.SubscriptionProtocol.HTTPS, deadLetterQueue };
    for (const url of urls) topic.addSubscription(new subscriptions.UrlSubscription(url, options));
    const alarm = new cloudwatch.Alarm(this, 'NotTaken', {
      alarmDescription: `[TICKET] An HTTPS subscriber of ${this.node.path} did not take a notification. Cause: it is not available, or refuses it. First: read the messages in the queue Undelivered. Runbook: https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html`,
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: cloudwatch.Stats.MAXIMUM }),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction({ bind: () => ({ alarmActionArn: topic.topicArn }) });
    alarm.addOkAction({ bind: () => ({ alarmActionArn: topic.topicArn }) });
  }

  private letEventsIn(topic: sns.Topic, key: IKey): void {
    const events = new iam.ServicePrincipal('events.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } } });
    key.addToResourcePolicy(new iam.PolicyStatement({ principals: [events], actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] }));
    topic.addToResourcePolicy(new iam.PolicyStatement({ principals: [events], actions: ['sns:Publish'], resources: [topic.topicArn] }));
  }

  /** Whatever people ask for in a channel, the guardrail lets them do no more than the role. */
  private addChats(slackChannels: readonly OnCallSlackChannel[], teamsChannels: readonly OnCallTeamsChannel[]): void {
    const guardrail = new iam.ManagedPolicy(this, 'Guardrail', {
      description: 'What may be done in the channels that alarms are told in',
      statements: [new iam.PolicyStatement({ actions: READING, resources: ['*'] })],
    });
    Validations.of(guardrail).acknowledge({ id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'Reading metrics is granted for all of them or for none' });
    const role = new iam.Role(this, 'ChatRole', { assumedBy: new iam.ServicePrincipal('chatbot.amazonaws.com'), managedPolicies: [guardrail] });
    const common = { iamRoleArn: role.roleArn, guardrailPolicies: [guardrail.managedPolicyArn], snsTopicArns: [this.topic.topicArn], loggingLevel: 'ERROR' };
    const nameOf = (construct: Construct) => Names.uniqueResourceName(construct, { maxLength: 100, allowedSpecialCharacters: '-_' });
    for (const { workspaceId, channelId } of slackChannels) {
      const channel = new Construct(this, `Slack-${literal(channelId)}`);
      new chatbot.CfnSlackChannelConfiguration(channel, 'Resource', {
        ...common, configurationName: nameOf(channel), slackWorkspaceId: workspaceId, slackChannelId: channelId,
      });
    }
    for (const { tenantId, teamId, channelId } of teamsChannels) {
      const channel = new Construct(this, `Teams-${literal(channelId).replace(/[^A-Za-z0-9]/g, '')}`);
      new chatbot.CfnMicrosoftTeamsChannelConfiguration(channel, 'Resource', {
        ...common, configurationName: nameOf(channel), teamsTenantId: tenantId, teamId, teamsChannelId: channelId,
      });
    }
  }

  private check(emails: readonly string[], urls: readonly string[], chats: number): void {
    if (emails.length + urls.length + chats === 0) {
      throw complaint(this, { what: 'nobody subscribes to the topic', fix: 'Name at least one address or channel' });
    }
    for (const address of emails) {
      if (!Token.isUnresolved(address) && !/^[^\s@]+@[^\s@]+$/.test(address)) throw complaint(this, { what: 'that is not an e-mail address', received: address });
    }
    for (const url of urls) {
      if (!Token.isUnresolved(url) && !/^https:\/\/\S+$/.test(url)) {
        throw complaint(this, { what: 'that is not an address for HTTPS requests', received: url, valid: 'https://…' });
      }
    }
    const twice = [...emails, ...urls].find((each, index, all) => all.indexOf(each) !== index);
    if (twice !== undefined) throw complaint(this, { what: 'an address subscribes twice', received: twice });
  }
}

/** An id that is known: ids of constructs hold no tokens. */
function literal(channelId: string): string {
  if (Token.isUnresolved(channelId)) throw complaint('OnCallTopic', { what: 'the id of a channel is only known at deployment', fix: 'Say it as a literal' });
  return channelId;
}
