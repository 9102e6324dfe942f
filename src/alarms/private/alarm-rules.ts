import { aws_events as events, Stack, Token } from 'aws-cdk-lib';
import type { EventPattern, IRule, RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { MOST_URGENT_FIRST } from '../../core/private/severity-order';
import { Severity } from '../../core/severity';
import { domainOf } from '../../runbooks/private/aws-console';
import { alarmInEvent, type AlarmInEvent, type KnownOfAlarms } from './payloads/alarm-event';
import type { Acceptance, RoutedAlarms } from './route-delivery';
import { compositePattern, describedPattern, stateChangePattern } from './state-change-pattern';

/** A rule for alarms that are told in the same words. */
export interface AlarmRule {
  /** What follows the id of the route. */
  readonly id: string;
  readonly title: string;
  readonly pattern: EventPattern;
  readonly alarm: AlarmInEvent;
  /** Undefined for alarms of all severities. */
  readonly severity?: Severity;
}

/** An hour late, a page wakes nobody who could still help; what is older goes to the dead-letter queue. */
const RETRIES = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 185 };

/**
 * Rules for what begins: events do not tell the severity, so each severity has rules of its own, one for composites and one for alarms with a description.
 * A page is always a composite, and none of them is an information.
 */
export function rulesOfBeginnings(service: RoutedAlarms, acceptance: Acceptance): AlarmRule[] {
  return MOST_URGENT_FIRST.filter(severity => acceptance.accepts(severity)).flatMap(severity => {
    const word = `${severity.charAt(0)}${severity.slice(1).toLowerCase()}`;
    const title = `${severity} of ${service.serviceTitle}`;
    const ofComposites = compositePattern(service, severity);
    return [
      ...ofComposites ? [{ id: `${word}Composites`, title: `${title}, composites`, pattern: ofComposites, alarm: alarmInEvent(false), severity }] : [],
      ...severity === Severity.PAGE ? [] : [{ id: word, title, pattern: describedPattern(service, severity), alarm: alarmInEvent(true), severity }],
    ];
  });
}

/** The rule for what is over, of all severities. */
export function ruleOfEnds(service: RoutedAlarms, acceptance: Acceptance): AlarmRule {
  return { id: 'Recovery', title: `Recovery of ${service.serviceTitle}`, pattern: stateChangePattern(service, acceptance, ['OK']), alarm: alarmInEvent(false) };
}

/** What is known of the alarms of a rule before there is any event. */
export function knownOf({ scope, serviceTitle, runbook }: RoutedAlarms, { region, name }: AlarmInEvent): KnownOfAlarms {
  const home = Stack.of(scope).region;
  const domain = domainOf(Token.isUnresolved(home) ? '' : home);
  return { serviceTitle, runbook, console: `https://${region}.${domain}/cloudwatch/home?region=${region}#alarmsV2:alarm/${name}` };
}

/** Makes a rule whose target gets what it did not take at first again for an hour; after that it lies in the dead-letter queue of the service. */
export function addRule({ scope, watch }: RoutedAlarms, id: string, { title, pattern }: Pick<AlarmRule, 'title' | 'pattern'>, target: Omit<RuleTargetConfig, 'id'>): IRule {
  const rule = new events.Rule(scope, id, { description: title, eventPattern: pattern });
  rule.addTarget({ bind: () => ({ ...target, retryPolicy: RETRIES, deadLetterConfig: { arn: watch.queueFor(rule).queueArn } }) });
  return rule;
}
