import { aws_iam as iam, aws_kms as kms, aws_sns as sns, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Whom alarms reach: an encrypted topic that CloudWatch may publish to, with the team on call as its subscriber. */
export class OnCallTopic extends Construct {
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, email: string) {
    super(scope, id);
    const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
    // The key that AWS manages for SNS does not let alarms publish, so the topic has one of its own.
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');

    this.topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    this.topic.grantPublish(cloudWatch);
    this.topic.addSubscription(new subscriptions.EmailSubscription(email));
  }
}
