import { Aspects, aws_events as events, aws_iam as iam, CfnResource, Stack } from 'aws-cdk-lib';
import type { IAspect, ReferenceStrength } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import type { Severity } from '../../core/severity';
import { peekProperty } from '../../signals/private/peek';
import { deliveryRole } from './delivery-role';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';
import { arrivalsAt } from './topic-subscribers';

const OPENED = new WeakSet<IConstruct>();

/** Notifies a topic, and sees that CloudWatch may publish to it. */
export class TopicDelivery implements RouteDelivery {
  public readonly through: readonly IConstruct[];
  public readonly topics: readonly IConstruct[];
  public readonly description: string;

  constructor(private readonly topic: ITopic) {
    this.through = this.topics = [topic];
    this.description = `topic ${topic.node.path}`;
  }

  public details(): RouteDetails {
    return { kind: 'topic', arrivals: arrivalsAt(this.topic) };
  }

  public prepare({ scope }: RoutedAlarms): void {
    openToAlarms(this.topic, scope);
  }

  public actionArn(alarm: AlarmBase, _severity: Severity, { strength }: RoutedAlarms): string {
    return consumed(this.topic.topicArn, Stack.of(alarm), strength);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope, strength } = service;
    const topicArn = consumed(this.topic.topicArn, Stack.of(scope), strength);
    // By a role, as policies of imported topics cannot be changed, and those that topics have by default let EventBridge out.
    const role = deliveryRole(scope, `${id}Role`, publishing([this.topic], scope, strength));
    new events.Rule(scope, id, {
      description: `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`,
      eventPattern: stateChangePattern(service, acceptance),
      targets: [{ bind: () => ({ arn: topicArn, role, input: asNotification() }) }],
    });
  }
}

/** Lets the alarms of an account publish to a topic, once. */
export function openToAlarms(topic: ITopic, scope: IConstruct): void {
  if (OPENED.has(topic)) return;
  OPENED.add(topic);
  refuseManagedKey(topic, scope);
  const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
  topic.masterKey?.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
  Aspects.of(topic).add(new AllowAlarms(topic, new iam.PolicyStatement({
    principals: [cloudWatch],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  })));
}

/** What a role needs to publish to topics. */
export function publishing(topics: readonly ITopic[], scope: Construct, strength: ReferenceStrength): iam.PolicyStatement[] {
  const stack = Stack.of(scope);
  const keys = [...new Set(topics.flatMap(({ masterKey }) => masterKey ?? []))];
  return [
    new iam.PolicyStatement({ actions: ['sns:Publish'], resources: topics.map(({ topicArn }) => consumed(topicArn, stack, strength)) }),
    ...keys.length > 0
      ? [new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: keys.map(({ keyArn }) => consumed(keyArn, stack, strength)) })]
      : [],
  ];
}

/** Refuses a topic under the key that AWS manages for SNS. */
export function refuseManagedKey(topic: ITopic, scope: IConstruct): void {
  const resource = topic.node.defaultChild;
  const key = resource && CfnResource.isCfnResource(resource) ? peekProperty(resource, 'KmsMasterKeyId') : undefined;
  if (typeof key === 'string' && /(^|:|\/)alias\/aws\/sns$/.test(key)) {
    throw complaint(scope, {
      what: `alarms cannot publish to the topic ${topic.node.path}: the key that AWS manages for SNS does not let CloudWatch in`,
      received: key, fix: 'Encrypt the topic with a key of your own',
    });
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
