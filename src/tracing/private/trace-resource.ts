import { Stack, type CfnResource } from 'aws-cdk-lib';
import { entryOf } from '../../core/private/entry-of';
import { isHelperId } from '../../core/private/framework-ids';
import { isChosen } from '../../signals/private/choice';
import { peekProperty } from '../../signals/private/peek';
import { Subject } from '../../signals/private/subject';
import { actionsOf, allowTracing } from '../../signals/private/trace-permissions';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';
import { acknowledgeTraceResources } from './acknowledge';
import { decided } from './report';
import { setProperty } from './set-property';
import { TopicTracingPolicy } from './topic-tracing-policy';
import { TRACEABLE_TYPES, type TraceableType } from './traceable-types';

/** What the app decides about tracing. */
export interface TraceSettings {
  /** Whether X-Ray lets SNS in. */
  readonly topicPolicies: boolean;
}

/** Switches X-Ray on for one resource, where nothing else was chosen; `undefined` for what X-Ray cannot trace. */
export function traceResource(resource: CfnResource, settings: TraceSettings): TracingDecision | undefined {
  const type = entryOf(TRACEABLE_TYPES, resource.cfnResourceType);
  if (!type || isHelperId(Stack.of(resource).resolve(resource.logicalId), Stack.of(resource).node.path)) return undefined;
  const { property, value } = type;
  if (peekProperty(resource, property) === value) return decided(resource, TracingOutcome.ALREADY_TRACED, `${property} is ${JSON.stringify(value)}`);
  const subject = new Subject(resource);
  const tool = type.instrumentedBy?.(subject);
  if (tool !== undefined) return decided(resource, TracingOutcome.INSTRUMENTED, `${tool} instruments it already, so it is left alone`);
  if (isChosen(resource, property)) return decided(resource, TracingOutcome.CHOSEN, `${property} was chosen, and stays as it is`);
  const obstacle = type.refuses?.(subject) ?? lacksRole(subject, type);
  if (obstacle !== undefined) return decided(resource, TracingOutcome.NOT_POSSIBLE, obstacle);
  setProperty(resource, property, value);
  if (type.needsResourcePolicy && settings.topicPolicies) TopicTracingPolicy.around(resource).letIn(resource);
  return decided(resource, TracingOutcome.ENABLED, `${property} was not set and is now ${JSON.stringify(value)}`);
}

/** Lets the role of a resource send traces; tells what is to be done where that is not possible from here. */
function lacksRole(subject: Subject, { property, role: need }: TraceableType): string | undefined {
  if (!need) return undefined;
  const actions = actionsOf(need.policy).join(', ');
  const role = subject.role(need.property);
  if (!role) return `its role is not made in this app: allow the role ${actions}, and set ${property}`;
  if (!allowTracing(role, need.policy)) return `the policies of its role ${role.node.path} are only known at deployment: allow the role ${actions}, and set ${property}`;
  acknowledgeTraceResources(role, need.policy);
  return undefined;
}
