import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const QUEUE = 'AWS::SQS::Queue';
const ROLE = 'AWS::IAM::Role';

/** Whose code asks a queue for messages by itself; Lambda has pollers of its own, which wait as long as they can. */
const POLLERS = new Set(['ecs-tasks.amazonaws.com', 'ec2.amazonaws.com', 'pods.eks.amazonaws.com']);

const RECEIVES = /^(\*|sqs:(\*|Receive\*|ReceiveMessage\*?))$/i;

/** Whether containers or servers of the app may receive messages of a queue. */
export function isPolled(queue: WorkloadResource): boolean {
  return queue.workload._once(polledQueues).has(queue);
}

function polledQueues(workload: Workload): ReadonlySet<WorkloadResource> {
  const queues = new Set<WorkloadResource>();
  if (workload.ofType(QUEUE).length === 0) return queues;
  const pollers = new Set(workload.ofType(ROLE).filter(isOfPoller));
  const add = (document: PropertyValue) => { for (const queue of receivedIn(document)) queues.add(queue); };
  for (const role of pollers) role.values('Policies.*.PolicyDocument').forEach(add);
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']) {
    for (const policy of workload.ofType(type)) {
      if (policy.values('Roles.*').some(role => role.targets(ROLE).some(target => pollers.has(target)))) add(policy.property('PolicyDocument'));
    }
  }
  for (const role of pollers) {
    for (const managed of role.values('ManagedPolicyArns.*')) {
      for (const policy of managed.targets('AWS::IAM::ManagedPolicy')) add(policy.property('PolicyDocument'));
    }
  }
  return queues;
}

function isOfPoller(role: WorkloadResource): boolean {
  return membersOf(role.property('AssumeRolePolicyDocument.Statement'))
    .flatMap(statement => membersOf(statement.property('Principal.Service')))
    .some(({ text }) => text !== undefined && POLLERS.has(text));
}

function receivedIn(document: PropertyValue): WorkloadResource[] {
  return membersOf(document.property('Statement'))
    .filter(statement => statement.property('Effect').text === 'Allow')
    .filter(statement => membersOf(statement.property('Action')).some(({ text }) => text !== undefined && RECEIVES.test(text)))
    .flatMap(statement => membersOf(statement.property('Resource')).flatMap(resource => resource.targets(QUEUE)));
}

/** The members of a list, or what a policy may have in place of a list of one. */
function membersOf(value: PropertyValue): PropertyValue[] {
  return value.isList ? value.items : [value];
}
