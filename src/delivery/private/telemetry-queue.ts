import { aws_events as events, aws_events_targets as targets, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { DeliverySource } from '../delivery-source';
import { EVENT_PATTERNS } from './event-patterns';

/** The age of a message goes on among the dead letters: what was given up after it waited for long is to be there for some days too. */
const LONGEST_WAIT = Duration.days(10);
const LONGEST_IN_QUEUE = Duration.days(14);
/** So often is an event tried that the function does not take, for half an hour, as it may be the table that is at fault. */
const ATTEMPTS = 10;

/** Where events wait for the function, and where those end that it does not take. */
export interface TelemetryQueues {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
}

export function telemetryQueues(scope: Construct, functionTimeout: Duration): TelemetryQueues {
  const common = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true };
  const deadLetters = new sqs.Queue(scope, 'DeadLetters', { ...common, retentionPeriod: LONGEST_IN_QUEUE });
  const queue = new sqs.Queue(scope, 'Events', {
    ...common,
    retentionPeriod: LONGEST_WAIT,
    // As Lambda advises, so that a batch is not seen twice while it is retried.
    visibilityTimeout: Duration.seconds(6 * functionTimeout.toSeconds()),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: ATTEMPTS },
  });
  return { queue, deadLetters };
}

export interface TelemetryRulesInit extends TelemetryQueues {
  readonly sources: readonly DeliverySource[];
  readonly eventBus?: IEventBus;
  readonly allEventsOnEventBus: boolean;
}

/** One rule for each source. What a rule cannot deliver is among the dead letters too. */
export function telemetryRules(scope: Construct, { sources, eventBus, allEventsOnEventBus, queue, deadLetters }: TelemetryRulesInit): void {
  for (const source of sources) {
    const isCustom = source === DeliverySource.CUSTOM;
    new events.Rule(scope, `Hears${idOf(source)}`, {
      description: `What the delivery telemetry hears of ${source}`,
      ...allEventsOnEventBus || isCustom ? { eventBus } : {},
      // Buses take events of other accounts too. A stack of the same name there is another one, while a CI system may well be elsewhere.
      eventPattern: { ...EVENT_PATTERNS[source], ...isCustom ? {} : { account: [Stack.of(scope).account] } },
      targets: [new targets.SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
  }
}

/** `OPS_ITEMS` as `OpsItems`. */
function idOf(source: DeliverySource): string {
  return source.split('_').map(word => `${word[0]}${word.slice(1).toLowerCase()}`).join('');
}
