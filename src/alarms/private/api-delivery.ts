import { aws_events as events, aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { SecretRouteOptions } from '../alarm-route-options';
import type { SignalAlarm } from '../signal-alarm';
import { addRule, knownOf, ruleOfEnds, rulesOfBeginnings } from './alarm-rules';
import { ApiConnection } from './api-connection';
import { deliveryRole } from './delivery-role';
import { asInput, type Payloads } from './payloads/alarm-event';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { shared } from './shared-resources';

/** A receiver of alarms over HTTPS. */
export interface Receiver {
  /** In one word, as ids and drills name it. */
  readonly kind: string;
  readonly title: string;
  readonly options: SecretRouteOptions;
  readonly headerName: string;
  readonly scheme?: string;
  readonly bodyField?: string;
  readonly url: string;
  /** Where ends are posted to, if elsewhere; the ARN of the alarm replaces `*`. */
  readonly urlOfEnds?: string;
  readonly queryOfEnds?: { readonly [name: string]: string };
  readonly requestsPerSecond?: number;
  readonly payloads: Payloads;
  /** What arrives, in words. */
  readonly arrives: string;
  /** How long the ARN of an alarm may be. */
  readonly arnLength?: number;
}

/** Room for the longest beginning that the ARN of an alarm has: `arn:aws-us-gov:cloudwatch:ap-southeast-1:123456789012:alarm:`. */
const ARN_BEGINNING = 61;

/** Posts to an API: the connection and its destinations are shared by the services of a stack, the rules are those of the service. */
export class ApiDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly receiver: Receiver) {
    this.description = receiver.title;
  }

  public details(): RouteDetails {
    return { kind: this.receiver.kind, arrivals: [this.receiver.arrives] };
  }

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    this.receive(service, id, acceptance);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope } = service;
    const { payloads, urlOfEnds, queryOfEnds } = this.receiver;
    const begins = this.destination(service, 'Begins', this.receiver.url);
    const tellsEnds = payloads.ends !== undefined && acceptance.notifyRecovery;
    const ends = tellsEnds && urlOfEnds !== undefined ? this.destination(service, 'Ends', urlOfEnds) : begins;
    const arns = [...new Set([begins, ends])].map(({ apiDestinationArn }) => apiDestinationArn);
    const role = deliveryRole(scope, `${id}Role`, [new iam.PolicyStatement({ actions: ['events:InvokeApiDestination'], resources: arns })]);

    for (const rule of rulesOfBeginnings(service, acceptance)) {
      const payload = payloads.begins(rule.alarm, { ...knownOf(service, rule.alarm), severity: rule.severity! });
      addRule(service, `${id}${rule.id}`, rule, { arn: begins.apiDestinationArn, role, input: asInput(payload) });
    }
    if (!tellsEnds) return;
    const rule = ruleOfEnds(service, acceptance);
    addRule(service, `${id}${rule.id}`, rule, {
      arn: ends.apiDestinationArn, role, input: asInput(payloads.ends!(rule.alarm, knownOf(service, rule.alarm))),
      ...ends === begins ? {} : { httpParameters: { pathParameterValues: ['$.resources[0]'], queryStringParameters: queryOfEnds } },
    });
  }

  public examine(alarm: AlarmBase, { scope }: RoutedAlarms): void {
    const { arnLength, title } = this.receiver;
    const name = (alarm as Partial<SignalAlarm>).literalName;
    if (arnLength === undefined || name === undefined || ARN_BEGINNING + name.length <= arnLength) return;
    throw complaint(scope, {
      what: `${title} tells alarms apart by their ARNs, and that of this alarm is too long for it`, received: name,
      valid: `names of ${arnLength - ARN_BEGINNING} characters at most`, fix: 'Shorten the ids of the constructs that the resource is in, or send its severity elsewhere',
    });
  }

  private destination({ scope, strength }: RoutedAlarms, id: string, url: string): events.ApiDestination {
    const { kind, title, headerName, scheme, bodyField, requestsPerSecond, options: { secret, secretField } } = this.receiver;
    const content = [JSON.stringify(Stack.of(scope).resolve(this.receiver.url)), secret.node.path, secretField ?? '', headerName, scheme ?? '', bodyField ?? '', String(requestsPerSecond ?? '')];
    const connection = shared(scope, kind, content, (parent, name) =>
      new ApiConnection(parent, name, { title, secret, secretField, strength, headerName, scheme, bodyField }));
    return connection.destination(id, url, events.HttpMethod.POST, requestsPerSecond);
  }
}

/** Refuses what EventBridge would. */
export function checkUrl(factory: string, url: string): void {
  if (!Token.isUnresolved(url) && !/^https:\/\/[^\s<>{}]+$/.test(url)) {
    throw complaint(factory, { what: 'the address is not one that EventBridge posts to', received: url, valid: 'https://, without spaces and braces' });
  }
}

/** Refuses a rate that EventBridge would. */
export function checkRate(factory: string, rate: number | undefined): void {
  if (rate === undefined || Token.isUnresolved(rate)) return;
  if (!Number.isInteger(rate) || rate < 1 || rate > LIMITS.invocationsPerSecond) {
    throw complaint(factory, { what: 'requestsPerSecond is out of range', received: rate, valid: `1 to ${LIMITS.invocationsPerSecond}` });
  }
}
