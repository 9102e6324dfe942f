import { type Fields, fieldsOf, isFields, Poison, textOf, timeOf } from './reading';

/** An event as EventBridge hands it over. */
export interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: number;
  readonly resources: readonly string[];
  readonly detail: Fields;
}

const MOST_OF_AN_ID = 200;

export function envelopeOf(body: string): Envelope {
  const event = parsed(body);
  const id = textOf(event, 'id');
  if (id.length > MOST_OF_AN_ID) throw new Poison(`'id' has ${id.length} characters, at most ${MOST_OF_AN_ID} can be kept`);
  const time = timeOf(event.time);
  if (time === undefined) throw new Poison("'time' is no time in ISO 8601");
  const resources = Array.isArray(event.resources) ? event.resources.filter(resource => typeof resource === 'string') : [];
  return { id, source: textOf(event, 'source'), detailType: textOf(event, 'detail-type'), time, resources, detail: fieldsOf(event, 'detail') };
}

function parsed(body: string): Fields {
  let event: unknown;
  try {
    event = JSON.parse(body);
  } catch {
    throw new Poison('the message is no JSON');
  }
  if (!isFields(event)) throw new Poison('the message is no event');
  return event;
}
