import type { ApiData, ApiStepData } from '../../../src/core/schemas/private/journey-data';
import { valueAt } from '../json-path';
import { send, type Answer } from '../requests';
import type { Texts } from '../texts';

/** What a journey through an API is given. */
export interface ApiRun {
  readonly texts: Texts;
  /** Runs a step, which shows as the dimension `StepName`. A failed step ends the journey. */
  step(name: string, action: () => Promise<void>): Promise<void>;
}

/** Sends one request after the other; a step may use what an earlier one has answered. */
export async function api({ texts, step }: ApiRun, journey: ApiData): Promise<void> {
  for (const each of journey.steps) {
    await step(each.name, async () => {
      const url = await texts.of(each.url);
      const answer = await send(url, {
        method: each.method, headers: await texts.ofAll(each.headers), timeoutMs: each.timeoutMs,
        ...each.body === undefined ? {} : { body: await texts.of(each.body) },
      });
      judge(url, answer, each);
      const entries = Object.entries(each.remember);
      if (entries.length === 0) return;
      const document = parsed(url, answer);
      for (const [variable, path] of entries) {
        const value = valueAt(document, path);
        if (value === undefined || value === null) throw new Error(`${url} answered without ${path}, which later steps need`);
        texts.remember(variable, typeof value === 'object' ? JSON.stringify(value) : String(value));
      }
    });
  }
}

/** Fails for the first expectation that does not hold: status, headers, body, time. */
function judge(url: string, answer: Answer, step: ApiStepData): void {
  if (!step.statuses.includes(answer.status)) {
    const location = answer.headers.location === undefined ? '' : ` (redirected to ${answer.headers.location})`;
    throw new Error(`${url} answered with status ${answer.status}${location}, not ${step.statuses.join(' or ')}`);
  }
  for (const [name, expected] of Object.entries(step.expectedHeaders)) {
    const actual = answer.headers[name.toLowerCase()];
    const text = Array.isArray(actual) ? actual.join(', ') : actual;
    if (text === undefined || !text.includes(expected)) throw new Error(`${url} answered with the header ${name} '${text ?? '(none)'}', not '${expected}'`);
  }
  const expectations = Object.entries(step.expectedJson);
  if (expectations.length > 0) {
    const document = parsed(url, answer);
    for (const [path, expected] of expectations) {
      const actual = valueAt(document, path);
      if (!isSame(actual, expected)) throw new Error(`${url} answered with ${path} = ${JSON.stringify(actual) ?? '(nothing)'}, not ${JSON.stringify(expected)}`);
    }
  }
  if (step.maximumMs !== undefined && answer.tookMs > step.maximumMs) {
    throw new Error(`${url} took ${answer.tookMs} ms to answer, more than ${step.maximumMs} ms`);
  }
}

function parsed(url: string, { body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`${url} did not answer with JSON`);
  }
}

/** Equality of JSON values, whatever the order of the keys. */
function isSame(a: any, b: any): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => key in b && isSame(a[key], b[key]));
}
