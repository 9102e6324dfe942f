import { aws_kms as kms, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Whom alarms reach: an encrypted topic, with the team on call as its subscriber. */
export class OnCallTopic extends Construct {
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, email: string) {
    super(scope, id);
    // The key that AWS manages for SNS does not let alarms publish, so the topic has one of its own.
    const masterKey = new kms.Key(this, 'Key', { enableKeyRotation: true });
    this.topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    this.topic.addSubscription(new subscriptions.EmailSubscription(email));
  }
}
