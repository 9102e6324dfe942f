import { Token, type CfnResource } from 'aws-cdk-lib';
import { peekProperty } from './peek';

const WRITE = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** What the service needs that assumes a role, by the name of the policy. State machines ask what to sample, canaries only send. */
const POLICIES = {
  CdkPillarsTraceCanary: ['xray:PutTraceSegments'],
  CdkPillarsTraceFunction: WRITE,
  CdkPillarsTraceStateMachine: [...WRITE, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
};

export type TracePolicy = keyof typeof POLICIES;

/** The actions of such a policy. */
export function actionsOf(name: TracePolicy): readonly string[] {
  return POLICIES[name];
}

/** Lets a role write traces; answers whether it may. */
export function allowTracing(role: CfnResource | undefined, name: TracePolicy): boolean {
  if (!role) return false;
  const policies = peekProperty(role, 'Policies');
  if (policies !== undefined && (!Array.isArray(policies) || Token.isUnresolved(policies))) return false;
  if (policies?.some(({ PolicyName }: any) => PolicyName === name)) return true;
  const policy = { PolicyName: name, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: POLICIES[name], Resource: '*' }] } };
  // An index alone makes no list where there is none.
  if (policies === undefined || policies.length === 0) role.addPropertyOverride('Policies', [policy]);
  else role.addPropertyOverride(`Policies.${policies.length}`, policy);
  return true;
}

/** Whether CloudFront may take on a role, which means that the function runs there. */
export function admitsEdge(role: CfnResource): boolean {
  return (JSON.stringify(peekProperty(role, 'AssumeRolePolicyDocument')) ?? '').includes('edgelambda.amazonaws.com');
}
