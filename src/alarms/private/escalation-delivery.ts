import { aws_cloudwatch as cloudwatch, aws_iam as iam, aws_logs as logs, aws_stepfunctions as sfn, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import type { EscalationStep } from '../alarm-route-options';
import { addRule, rulesOfBeginnings } from './alarm-rules';
import { deliveryRole } from './delivery-role';
import { escalationDefinition } from './escalation-definition';
import { OnCallClock } from './on-call-clock';
import { asInput } from './payloads/alarm-event';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { publishing, refuseManagedKey } from './topic-delivery';
import { arrivalsAt } from './topic-subscribers';

const FACTORY = 'AlarmRoute.escalating';
const STEPS = 10;
/** An execution looks at the alarm for a day. */
const LATEST = Duration.hours(23);

/** Tells one topic after another while an alarm is on: a state machine for each service, started by its rules. */
export class EscalationDelivery implements RouteDelivery {
  public readonly description: string;
  public readonly topics: readonly ITopic[];
  public readonly through: readonly IConstruct[];

  constructor(private readonly steps: readonly EscalationStep[]) {
    checkSteps(steps);
    this.topics = [...new Set(steps.flatMap(({ topic, outsideHours }) => [topic, ...outsideHours ? [outsideHours] : []]))];
    this.through = this.topics;
    this.description = `escalation ${steps.map(({ topic }) => topic.node.path).join(', then ')}`;
  }

  public details(): RouteDetails {
    return { kind: 'escalation', arrivals: this.steps.flatMap(step => arrivalsOf(step)) };
  }

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope } = service;
    for (const topic of this.topics) refuseManagedKey(topic, scope);
    const machine = this.machine(service, `${id}Escalation`, acceptance);
    const role = deliveryRole(scope, `${id}Role`, [new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] })]);
    for (const rule of rulesOfBeginnings(service, acceptance)) {
      const input = asInput({ ...rule.alarm, severity: rule.severity, runbook: service.runbook });
      addRule(service, `${id}${rule.id}`, rule, { arn: machine.stateMachineArn, role, input });
    }
    service.watch.addAlarm({
      id: `${id}-failed`.toLowerCase(),
      metric: machine.metricFailed({ period: Duration.minutes(1), statistic: cloudwatch.Stats.SUM }),
      what: 'an escalation could not tell somebody',
      cause: 'a topic is gone, or its key or policy lets the escalation out',
      firstStep: 'open the failed execution of the state machine of the route, and mend what its history names, then run the drill',
    });
  }

  public receive({ scope }: RoutedAlarms): void {
    throw complaint(scope, {
      what: 'alarms of global resources are in another Region, and an escalation can only look at those of its own',
      received: this.description, fix: 'Send the alarms of this service over a route to a topic, or observe the global resources by a service of their own',
    });
  }

  private machine({ scope, strength }: RoutedAlarms, id: string, { notifyRecovery }: Acceptance): sfn.StateMachine {
    const stack = Stack.of(scope);
    const arnOf = (topic: ITopic) => consumed(topic.topicArn, stack, strength);
    const clock = this.steps.some(({ hours }) => hours) ? OnCallClock.of(scope).handler : undefined;
    const definition = escalationDefinition({
      partition: stack.partition, notifyRecovery, clockArn: clock?.functionArn,
      steps: this.steps.map(({ topic, after, hours, outsideHours }) => ({
        topic: arnOf(topic),
        after: after?.toSeconds() ?? 0,
        ...hours ? { hours: { timeZone: hours.timeZone, from: hours.opens, to: hours.closes, days: hours.days } } : {},
        ...outsideHours ? { outside: arnOf(outsideHours) } : {},
      })),
    });
    const machine = new sfn.StateMachine(scope, id, {
      definitionBody: sfn.DefinitionBody.fromString(stack.toJsonString(definition)),
      tracingEnabled: true,
      logs: {
        destination: new logs.LogGroup(scope, `${id}Logs`, { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
        level: sfn.LogLevel.ALL,
      },
    });
    for (const statement of publishing(this.topics, scope, strength)) machine.addToRolePolicy(statement);
    // Permission for some alarms only hides all composites.
    machine.addToRolePolicy(new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    if (clock) machine.addToRolePolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [clock.functionArn] }));
    Validations.of(machine.role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'Composite alarms are described only to who may describe all alarms; X-Ray and the delivery of logs know no resources',
    });
    return machine;
  }
}

function arrivalsOf({ topic, after, hours, outsideHours }: EscalationStep): string[] {
  const when = after === undefined || after.toSeconds() === 0 ? 'at once' : `after ${after.toHumanString()}`;
  const told = arrivalsAt(topic).map(arrival => `${when}${hours ? ` (${hours.description})` : ''}: ${arrival}`);
  const others = outsideHours ? arrivalsAt(outsideHours).map(arrival => `${when} outside these hours: ${arrival}`) : [];
  return [...told, ...others];
}

function checkSteps(steps: readonly EscalationStep[]): void {
  if (steps.length < 1 || steps.length > STEPS) throw complaint(FACTORY, { what: 'an escalation has too few or too many steps', received: steps.length, valid: `1 to ${STEPS}` });
  let latest = 0;
  for (const [index, { after, hours, outsideHours }] of steps.entries()) {
    const number = index + 1;
    if (after === undefined && index > 0) throw complaint(FACTORY, { what: `step ${number} does not say when it is due`, fix: 'Give it `after`, counted from the beginning of the alarm' });
    if (after?.isUnresolved()) {
      throw complaint(FACTORY, { what: `\`after\` of step ${number} is only known at deployment`, fix: 'Say it as a number' });
    }
    const seconds = after?.toSeconds() ?? 0;
    if (seconds < latest) {
      throw complaint(FACTORY, { what: `step ${number} is due before the step that it follows`, received: after!.toHumanString(), fix: 'Count `after` from the beginning of the alarm' });
    }
    if (seconds > LATEST.toSeconds()) throw complaint(FACTORY, { what: `step ${number} is due too late`, received: after!.toHumanString(), valid: `${LATEST.toHumanString()} at most` });
    if (outsideHours && !hours) throw complaint(FACTORY, { what: `step ${number} has a topic for outside its hours, and no hours`, fix: 'Give it `hours`' });
    latest = seconds;
  }
}
