import { aws_events as events, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { EventPattern, IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { CUSTOM_DETAIL_TYPES, CUSTOM_SOURCE, type IncidentEventDetail } from '../../core/schemas/private/delivery';
import { INCIDENT_STATUSES } from '../../core/schemas/private/delivery-events';
import type { IncidentTool } from './incident-tools';

/** Where events of incidents go, and where those go that do not get there. */
export interface IncidentQueues {
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
}

/** What is known of an incident before it happens. */
type Known = Pick<IncidentEventDetail, 'service' | 'environment' | 'severity'>;

export interface IncidentRulesInit extends IncidentQueues {
  readonly tool: IncidentTool;
  readonly payloadPath: string;
  readonly eventBus: IEventBus;
  /** What the tool calls the service. */
  readonly owner: string;
  readonly known: Known;
}

/** A rule for each thing that can happen to incidents of a service, as input transformers copy values and look up none. */
export function addIncidentRules(scope: Construct, { tool, payloadPath, eventBus, owner, known, queue, deadLetters }: IncidentRulesInit): void {
  for (const status of INCIDENT_STATUSES) {
    const input = events.RuleTargetInput.fromObject(customEvent(tool, payloadPath, { ...known, status }));
    new events.Rule(scope, `${owner}-${status}`, {
      description: `${tool.title}: ${status} of ${known.service} (${known.environment})`,
      eventBus,
      eventPattern: patternOf(tool, payloadPath, owner, status),
      targets: [{ bind: () => ({ arn: queue.queueArn, input, deadLetterConfig: { arn: deadLetters.queueArn } }) }],
    });
  }
}

/** One statement for all rules of the bus, as the policy of a queue has twenty at most. */
export function letBusSend(scope: Construct, eventBus: IEventBus, { queue, deadLetters }: IncidentQueues): void {
  const rules = Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: eventBus.eventBusName === 'default' ? '*' : `${eventBus.eventBusName}/*` });
  for (const each of [queue, deadLetters]) {
    each.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('events.amazonaws.com')], actions: ['sqs:SendMessage'], resources: [each.queueArn], conditions: { ArnLike: { 'aws:SourceArn': rules } },
    }));
  }
}

function patternOf({ action, owner: ownerPath }: IncidentTool, payloadPath: string, owner: string, status: IncidentEventDetail['status']): EventPattern {
  const detailPath = payloadPath.split('.').slice(2);
  return { detail: merged(nested([...detailPath, ...action.path], [...action.of[status]]), nested([...detailPath, ...ownerPath], [owner])) };
}

/** The custom event that the telemetry reads. It keeps the id of the event, by which duplicates are known. */
function customEvent({ fields }: IncidentTool, payloadPath: string, known: Known & Pick<IncidentEventDetail, 'status'>): object {
  const copied = Object.entries(fields).map(([name, path]) => [name, events.EventField.fromPath([payloadPath, ...path].join('.'))]);
  return {
    'version': '0',
    'id': events.EventField.eventId,
    'detail-type': CUSTOM_DETAIL_TYPES.incident,
    'source': CUSTOM_SOURCE,
    'account': events.EventField.account,
    'time': events.EventField.time,
    'region': events.EventField.region,
    'resources': [],
    'detail': { ...known, ...Object.fromEntries(copied) },
  };
}

function nested(path: readonly string[], value: unknown): Record<string, unknown> {
  return path.reduceRight<any>((inner, name) => ({ [name]: inner }), value);
}

function merged(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const both = Object.keys(one).filter(name => name in other);
  const inner = both.map(name => [name, merged(one[name] as Record<string, unknown>, other[name] as Record<string, unknown>)]);
  return { ...one, ...other, ...Object.fromEntries(inner) };
}
