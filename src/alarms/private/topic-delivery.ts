import { Aspects, aws_events as events, aws_iam as iam, CfnResource, Stack } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import type { Severity } from '../../core/severity';
import { peekProperty } from '../../signals/private/peek';
import { deliveryRole } from './delivery-role';
import type { Acceptance, RouteDelivery, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

const OPENED = new WeakSet<IConstruct>();

/** Notifies a topic, and sees that CloudWatch may publish to it. */
export class TopicDelivery implements RouteDelivery {
  public readonly through: IConstruct;
  public readonly description: string;

  constructor(private readonly topic: ITopic) {
    this.through = topic;
    this.description = `topic ${topic.node.path}`;
  }

  public prepare({ scope }: RoutedAlarms): void {
    if (OPENED.has(this.topic)) return;
    OPENED.add(this.topic);
    this.refuseManagedKey(scope);
    const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
    this.topic.masterKey?.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
    Aspects.of(this.topic).add(new AllowAlarms(this.topic, new iam.PolicyStatement({
      principals: [cloudWatch],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    })));
  }

  public actionArn(alarm: AlarmBase, _severity: Severity, { strength }: RoutedAlarms): string {
    return consumed(this.topic.topicArn, Stack.of(alarm), strength);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope, strength } = service;
    const stack = Stack.of(scope);
    const topicArn = consumed(this.topic.topicArn, stack, strength);
    const key = this.topic.masterKey;
    // By a role, as policies of imported topics cannot be changed, and those that topics have by default let EventBridge out.
    const role = deliveryRole(scope, `${id}Role`, [
      new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topicArn] }),
      ...key ? [new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [consumed(key.keyArn, stack, strength)] })] : [],
    ]);
    new events.Rule(scope, id, {
      description: `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`,
      eventPattern: stateChangePattern(service, acceptance),
      targets: [{ bind: () => ({ arn: topicArn, role, input: asNotification() }) }],
    });
  }

  private refuseManagedKey(scope: IConstruct): void {
    const resource = this.topic.node.defaultChild;
    const key = resource && CfnResource.isCfnResource(resource) ? peekProperty(resource, 'KmsMasterKeyId') : undefined;
    if (typeof key === 'string' && /(^|:|\/)alias\/aws\/sns$/.test(key)) {
      throw complaint(scope, {
        what: `alarms cannot publish to the topic ${this.topic.node.path}: the key that AWS manages for SNS does not let CloudWatch in`,
        received: key, fix: 'Encrypt the topic with a key of your own',
      });
    }
  }
}

/** The fields that subscribers know from the notifications of alarms, as far as events have them. */
function asNotification(): events.RuleTargetInput {
  const field = (path: string) => events.EventField.fromPath(path);
  return events.RuleTargetInput.fromObject({
    AlarmName: field('$.detail.alarmName'),
    AlarmArn: field('$.resources[0]'),
    AWSAccountId: field('$.account'),
    Region: field('$.region'),
    NewStateValue: field('$.detail.state.value'),
    NewStateReason: field('$.detail.state.reason'),
    OldStateValue: field('$.detail.previousState.value'),
    StateChangeTime: field('$.time'),
    Configuration: field('$.detail.configuration'),
  });
}

/** A topic without a policy lets all of its account publish; one with a policy lets nobody that the policy does not name. */
class AllowAlarms implements IAspect {
  constructor(private readonly topic: ITopic, private readonly statement: iam.PolicyStatement) {}

  public visit(construct: IConstruct): void {
    if (construct === this.topic && construct.node.tryFindChild('Policy')) this.topic.addToResourcePolicy(this.statement);
  }
}
