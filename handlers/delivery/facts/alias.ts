import type { Envelope } from './envelope';
import { isFields, textIn, textOf, timeOf } from './reading';
import type { Telling } from './telling';

/** A call of UpdateAlias, from CloudTrail: one that failed or that only shifts some of the traffic has moved nothing for good. */
export function aliasFacts({ id, detail, time }: Envelope): Telling | undefined {
  if (!textOf(detail, 'eventName').startsWith('UpdateAlias')) return undefined;
  if (textIn(detail, 'errorCode')) return undefined;
  const request = detail.requestParameters;
  if (!isFields(request)) return undefined;
  const target = `${functionNameOf(textOf(request, 'functionName'))}:${textOf(request, 'name')}`;
  const moved = textIn(request, 'functionVersion') !== undefined && !isShifting(request.routingConfig);
  return {
    subject: { type: 'aliases', name: target },
    facts: moved ? [{
      kind: 'deployment', source: 'alias', target, id: textIn(detail, 'eventID') ?? id, phase: 'succeeded', at: timeOf(detail.eventTime) ?? time,
    }] : [],
  };
}

/** Callers give a name, an ARN, or a part of one. */
function functionNameOf(given: string): string {
  return /function:([^:]+)/.exec(given)?.[1] ?? given.split(':')[0];
}

function isShifting(routing: unknown): boolean {
  const weights = isFields(routing) ? routing.additionalVersionWeights : undefined;
  return isFields(weights) && Object.values(weights).some(weight => weight !== 0);
}
