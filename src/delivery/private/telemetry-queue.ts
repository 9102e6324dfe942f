import { aws_events as events, aws_events_targets as targets, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { DeliverySource } from '../delivery-source';
import { EVENT_PATTERNS } from './event-patterns';

const LONGEST_IN_QUEUE = Duration.days(14);
/** So often is an event tried that the function does not take, as it may be the table that is at fault. */
const ATTEMPTS = 5;

/** Where events wait for the function, and where those end that it does not take. */
export interface TelemetryQueues {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
}

export function telemetryQueues(scope: Construct, functionTimeout: Duration): TelemetryQueues {
  const common = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: LONGEST_IN_QUEUE };
  const deadLetters = new sqs.Queue(scope, 'DeadLetters', common);
  const queue = new sqs.Queue(scope, 'Events', {
    ...common,
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
    const eventPattern = EVENT_PATTERNS[source];
    const length = JSON.stringify(eventPattern).length;
    if (length > LIMITS.eventPattern.length) {
      throw complaint(scope, { what: `the event pattern of ${source} is too long`, received: length, valid: `${LIMITS.eventPattern.length} characters at most` });
    }
    new events.Rule(scope, `Hears${idOf(source)}`, {
      description: `What the delivery telemetry hears of ${source}`,
      ...allEventsOnEventBus || source === DeliverySource.CUSTOM ? { eventBus } : {},
      eventPattern,
      targets: [new targets.SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
  }
}

/** `OPS_ITEMS` as `OpsItems`. */
function idOf(source: DeliverySource): string {
  return source.split('_').map(word => `${word[0]}${word.slice(1).toLowerCase()}`).join('');
}
