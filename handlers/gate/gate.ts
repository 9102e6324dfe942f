import { GATE_CONDITIONS, type GateAnswer, type GateConditions } from '../../src/core/schemas/private/gate';
import { callerOf, type Receivers } from './callers';
import { decide, messageOf, type Sources } from './conditions';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Answers whoever is about to deploy. An answer that cannot be given is an error, so that Lambda tries again. */
export async function answerGate(event: unknown, environment: Environment, clients: Sources & Receivers): Promise<unknown> {
  const request = typeof event === 'object' && event !== null ? event as Record<string, any> : {};
  const caller = callerOf(request);
  const unasked = await caller.passesAs?.(request, clients);
  const answer = unasked === undefined ? await decision(environment, clients) : { open: true, reason: unasked };
  console.info(JSON.stringify({ message: answer.open ? 'Open' : 'Closed', reason: answer.reason }));
  return caller.answer(request, answer, clients);
}

async function decision(environment: Environment, sources: Sources): Promise<GateAnswer> {
  let conditions: GateConditions;
  try {
    conditions = conditionsIn(environment[GATE_CONDITIONS]);
  } catch (error) {
    return { open: false, reason: `${GATE_CONDITIONS} cannot be read: ${messageOf(error)}` };
  }
  return decide(conditions, sources);
}

function conditionsIn(text: string | undefined): GateConditions {
  if (text === undefined) throw new Error('it is not set');
  const { calendars, alarms, rollbackAlarms } = JSON.parse(text) ?? {};
  for (const [name, list] of Object.entries({ calendars, alarms, rollbackAlarms })) {
    if (!Array.isArray(list) || list.some(entry => typeof entry !== 'string')) throw new Error(`${name} is no list of names`);
  }
  return { calendars, alarms, rollbackAlarms };
}
