import { Lazy, Names, Stack, Token, aws_xray as xray, type CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import { shortName } from '../../core/private/short-name';

const ID = 'CdkPillarsTopicTracing';

/** What IAM takes for the name of such a policy. */
const NAME_LENGTH = 128;

/** Bytes of a policy without ARNs, and of the longest ARN of a topic in quotes. */
const POLICY_BYTES = 640;
const ARN_BYTES = 310;

/** Topics beyond which a policy cannot name each. */
const NAMED_TOPICS = Math.floor((LIMITS.xray.resourcePolicyBytes - POLICY_BYTES) / ARN_BYTES);

const POLICIES = new WeakMap<object, Map<string, string[]>>();

/**
 * Lets SNS send segments of the topics of a stack to X-Ray. One policy for a stack: X-Ray has room for few.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-active-tracing.html
 */
export class TopicTracingPolicy extends Construct {
  /** The policy of the stack that a topic stands in. */
  public static around(topic: CfnResource): TopicTracingPolicy {
    const stack = Stack.of(topic);
    return stack.node.tryFindChild(ID) as TopicTracingPolicy | undefined ?? new TopicTracingPolicy(stack);
  }

  private readonly topics: CfnResource[] = [];

  private constructor(stack: Stack) {
    super(stack, ID);
    markOwn(this);
    checkRoom(this);
    const name = Token.isUnresolved(stack.stackName) ? Names.uniqueResourceName(this, { maxLength: NAME_LENGTH }) : `${stack.stackName}-topic-tracing`;
    new xray.CfnResourcePolicy(this, 'Resource', {
      policyName: shortName(name, NAME_LENGTH),
      policyDocument: Lazy.uncachedString({ produce: () => stack.toJsonString(this.document(stack)) }),
    });
  }

  /** Lets SNS in for one more topic. */
  public letIn(topic: CfnResource): void {
    if (!this.topics.includes(topic)) this.topics.push(topic);
  }

  private document(stack: Stack): object {
    const everyTopic = stack.formatArn({ service: 'sns', resource: '*' });
    return {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: ['xray:PutTraceSegments', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': this.topics.length > NAMED_TOPICS ? everyTopic : this.topics.map(topic => topic.ref) },
        },
      }],
    };
  }
}

/** Refuses the policy for which X-Ray has no room, as far as the app can tell. */
function checkRoom(policy: TopicTracingPolicy): void {
  const { account, region } = Stack.of(policy);
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return;
  const { root, path } = policy.node;
  const places = POLICIES.get(root) ?? new Map<string, string[]>();
  POLICIES.set(root, places);
  const others = places.get(`${account}/${region}`) ?? [];
  if (others.length >= LIMITS.xray.resourcePolicies) {
    throw complaint(policy, {
      what: `X-Ray takes no more resource policies in ${account}/${region}, and each stack with traced topics needs one`, received: [...others, path],
      valid: `${LIMITS.xray.resourcePolicies} at most`,
      fix: 'Make one policy for all topics of the account yourself, and switch tracing on with topicPolicies: false',
    });
  }
  places.set(`${account}/${region}`, [...others, path]);
}
