import { Token, type Duration } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { refuseSecretsInUrl } from './clear-text';

/** Refuses what names of journeys cannot be: they become part of the names of canaries. */
export function checkJourneyName(name: string): void {
  if (Token.isUnresolved(name) || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) {
    throw complaint('Journey', { what: 'the name becomes part of the name of a canary', received: name, valid: 'a literal of 1 to 64 lower-case letters, digits, - and _' });
  }
}

/** Refuses steps without a name of their own: each is a value of the dimension `StepName`. */
export function checkSteps(where: string, names: readonly string[]): void {
  if (names.length === 0) throw complaint(where, { what: 'there is no step', fix: 'Give the journey at least one' });
  for (const name of names) {
    const isValid = !Token.isUnresolved(name) && name.length <= LIMITS.canary.stepNameLength && /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/.test(name);
    if (!isValid) {
      throw complaint(where, {
        what: 'the name of a step becomes the dimension StepName', received: name, valid: `a literal of 1 to ${LIMITS.canary.stepNameLength} letters, digits, spaces, ., - and _ that begins with a letter or a digit`,
      });
    }
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw complaint(where, { what: 'two steps have the same name', received: twice, fix: 'Name each step after what it does' });
}

/** Refuses what is no address of a page; one that only deployment tells is fine, as the script gets it when it runs. */
export function checkUrl(where: string, url: string): void {
  if (Token.isUnresolved(url)) return;
  const template = url.replace(/\{\{\w+\}\}/g, 'x');
  if (!/^https?:\/\/[^\s/]+/.test(template) || !URL.canParse(template)) throw complaint(where, { what: 'this is no web address', received: url, valid: 'http:// or https:// and a host' });
  refuseSecretsInUrl(where, url);
}

/** Milliseconds of a duration of a step. */
export function milliseconds(where: string, what: string, duration: Duration, longest: number = LIMITS.canary.timeoutSeconds[1] * 1_000): number {
  const value = duration.isUnresolved() ? NaN : duration.toMilliseconds();
  if (value > 0 && value <= longest) return value;
  throw complaint(where, { what: `${what} is out of range`, received: duration.isUnresolved() ? 'a token' : `${value} ms`, valid: `more than 0 and at most ${longest} ms` });
}

/** Refuses a number that is not whole or out of range. */
export function whole(where: string, what: string, value: number, minimum: number, maximum: number): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw complaint(where, { what: `${what} is out of range`, received: value, valid: `a whole number of ${minimum} to ${maximum}` });
}
