import { present } from '../../language/values';
import { type Conversion, made, type SamResource, together } from '../conversion';
import { arnOf, ref } from '../references';
import { role } from '../roles';
import { eventsOf, type SamEvent } from './event';
import { ruleOf, scheduleRuleOf } from './rule-events';
import { scheduleOf } from './scheduler-event';

/** What starts a state machine, each with a role of its own. Routes of APIs are left out: rules follow those to functions. */
export function machineEvents(machine: SamResource, targetId: string): Conversion {
  const target = { invocation: ref(targetId), name: ref(targetId) };
  return together(...eventsOf(machine, target, {
    Schedule: event => withRole(event, roleArn => scheduleRuleOf(event, { Id: `${event.id}StepFunctionsTarget`, RoleArn: roleArn })),
    CloudWatchEvent: event => withRole(event, roleArn => ruleOf(event, { Id: `${event.id}StepFunctionsTarget`, RoleArn: roleArn })),
    EventBridgeRule: event => withRole(event, roleArn => ruleOf(event, { Id: `${event.id}StepFunctionsTarget`, RoleArn: roleArn })),
    ScheduleV2: event => scheduleOf(event, 'states:StartExecution'),
    Api: event => ({ resources: eventRole(event, 'apigateway.amazonaws.com') }),
  }));
}

function withRole(event: SamEvent, convert: (roleArn: unknown) => Conversion): Conversion {
  const { RoleArn } = event.properties;
  if (RoleArn !== undefined) return convert(RoleArn);
  return together(convert(arnOf(`${event.id}Role`)), { resources: eventRole(event, 'events.amazonaws.com') });
}

function eventRole({ id, target, condition }: SamEvent, service: string) {
  const policies = [{ Version: '2012-10-17', Statement: [present({ Effect: 'Allow', Action: 'states:StartExecution', Resource: target.invocation })] }];
  return { [`${id}Role`]: made('AWS::IAM::Role', role({ service, managedPolicies: [], policies }).Properties as object as Record<string, unknown>, condition) };
}
