import { Aspects, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { openToAlarms } from '../../../alarms/private/topic-delivery';

const OPENED = new WeakSet<IConstruct>();

/** Lets the alarms and the OpsItems of an account publish to a topic, once. */
export function openToIncidents(topic: ITopic, scope: IConstruct): void {
  openToAlarms(topic, scope);
  if (OPENED.has(topic)) return;
  OPENED.add(topic);
  const opsCenter = new iam.ServicePrincipal('ssm.amazonaws.com');
  topic.masterKey?.grant(opsCenter, 'kms:Decrypt', 'kms:GenerateDataKey*');
  Aspects.of(topic).add(new AllowOpsItems(topic, new iam.PolicyStatement({
    principals: [opsCenter],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  })));
}

/** A topic without a policy lets all of its account publish; one with a policy lets nobody that the policy does not name. */
class AllowOpsItems implements IAspect {
  constructor(private readonly topic: ITopic, private readonly statement: iam.PolicyStatement) {}

  public visit(construct: IConstruct): void {
    if (construct === this.topic && construct.node.tryFindChild('Policy')) this.topic.addToResourcePolicy(this.statement);
  }
}
