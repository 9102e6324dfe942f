import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { InstrumentationLanguage } from '../instrumentation-language';

/** Refuses a name that physical names and attributes of traces cannot carry. */
export function checkName(construct: IConstruct, prop: string, value: string): void {
  if (!Token.isUnresolved(value) && /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value)) return;
  throw complaint(construct, { what: `${prop} becomes part of names`, received: value, valid: 'a literal of 1 to 64 letters, digits, - and _ that begins with a letter or a digit' });
}

/** Refuses a language that Application Signals does not instrument, as one may be given where types are not checked. */
export function checkLanguage(construct: IConstruct | string, language: InstrumentationLanguage): void {
  const valid = Object.values(InstrumentationLanguage);
  if (!valid.includes(language)) throw complaint(construct, { what: 'Application Signals does not instrument the language', received: language, valid: valid.join(', ') });
}
