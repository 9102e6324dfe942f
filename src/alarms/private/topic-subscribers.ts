import { CfnResource, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { peekProperty, referencesIn } from '../../signals/private/peek';

/** How people call what SNS delivers by. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  'email': 'an e-mail to', 'email-json': 'an e-mail with JSON to', 'sms': 'a text message to', 'https': 'a request to', 'http': 'a request to',
  'lambda': 'an invocation of the function', 'sqs': 'a message in the queue', 'firehose': 'a record in the stream', 'application': 'a push message to',
};

/** E-mail is delivered only once somebody has clicked; all other protocols of AWS resources confirm by themselves, and web addresses by their program. */
const CONFIRMED: Readonly<Record<string, string>> = {
  'email': ', once its owner has confirmed the subscription', 'email-json': ', once its owner has confirmed the subscription',
  'https': ', once it has confirmed the subscription', 'http': ', once it has confirmed the subscription',
};

const CHATS: Readonly<Record<string, readonly [property: string, what: string]>> = {
  'AWS::Chatbot::SlackChannelConfiguration': ['SlackChannelId', 'a message in the Slack channel'],
  'AWS::Chatbot::MicrosoftTeamsChannelConfiguration': ['TeamsChannelId', 'a message in the Teams channel'],
};

type Subscribers = ReadonlyMap<IConstruct, readonly string[]>;
const INDEXES = new WeakMap<IConstruct, Subscribers>();

/** Whether anybody of the app subscribes to a topic. Of a topic that is not of the app, nobody knows: `undefined`. */
export function hasSubscriber(topic: IConstruct): boolean | undefined {
  const resource = resourceOf(topic);
  if (!resource) return undefined;
  const inline: unknown = peekProperty(resource, 'Subscription');
  if (Token.isUnresolved(inline)) return undefined;
  return (Array.isArray(inline) && inline.length > 0) || (subscribersOf(resource).get(resource) ?? []).length > 0;
}

/** What arrives where when something is published to a topic, in words. */
export function arrivalsAt(topic: IConstruct): string[] {
  const resource = resourceOf(topic);
  if (!resource) return [`a notification to the subscribers of the topic ${topic.node.path}, which is not part of this app`];
  const inline: unknown = peekProperty(resource, 'Subscription');
  const known = [
    ...Array.isArray(inline) ? inline.map(each => arrival(each.protocol ?? each.Protocol, each.endpoint ?? each.Endpoint)) : [],
    ...subscribersOf(resource).get(resource) ?? [],
  ];
  return known.length > 0 ? known : [hasSubscriber(topic) === undefined ? 'a notification to subscribers that deployment decides on' : 'nothing: the topic has no subscriber'];
}

/** One look at the tree in each run of synthesis, which nothing interrupts. */
function subscribersOf({ node: { root } }: CfnResource): Subscribers {
  const known = INDEXES.get(root);
  if (known) return known;
  const subscribers = new Map<IConstruct, string[]>();
  for (const each of root.node.findAll()) {
    if (!CfnResource.isCfnResource(each)) continue;
    const { topics, what } = subscription(each);
    for (const topic of topics.flatMap(referencesIn).map(({ target }) => target)) subscribers.set(topic, [...subscribers.get(topic) ?? [], what]);
  }
  INDEXES.set(root, subscribers);
  queueMicrotask(() => INDEXES.delete(root));
  return subscribers;
}

function subscription(resource: CfnResource): { topics: readonly unknown[]; what: string } {
  if (resource.cfnResourceType === 'AWS::SNS::Subscription') {
    const what = arrival(peekProperty(resource, 'Protocol'), peekProperty(resource, 'Endpoint'));
    return { topics: [peekProperty(resource, 'TopicArn')], what };
  }
  const chat = CHATS[resource.cfnResourceType];
  if (!chat) return { topics: [], what: '' };
  const topics: unknown = peekProperty(resource, 'SnsTopicArns');
  const name: unknown = peekProperty(resource, chat[0]);
  return { topics: Array.isArray(topics) ? topics : [], what: `${chat[1]} ${literal(name, resource.node.path)}` };
}

function arrival(protocol: unknown, endpoint: unknown): string {
  const name = typeof protocol === 'string' ? protocol : '';
  const references = referencesIn(endpoint);
  const place = references.length > 0 ? pathOf(references[0].target) : literal(endpoint, 'an endpoint that deployment decides on');
  return `${PROTOCOLS[name] ?? 'a notification to'} ${place}${CONFIRMED[name] ?? ''}`;
}

function pathOf({ node }: IConstruct): string {
  return node.path.replace(/\/(Resource|Default)$/, '');
}

function literal(value: unknown, otherwise: string): string {
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : otherwise;
}

function resourceOf(topic: IConstruct): CfnResource | undefined {
  const resource = CfnResource.isCfnResource(topic) ? topic : topic.node.defaultChild;
  return resource && CfnResource.isCfnResource(resource) ? resource : undefined;
}
