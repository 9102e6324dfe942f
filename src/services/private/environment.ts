import { Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

/** The environment of a service whose Stage has no name. */
export const DEFAULT_ENVIRONMENT = 'default';

const NON_PRODUCTION = /(^|[-_.])(dev|develop|development|test|testing|qa|staging|stage|sandbox|preview|uat|int|integration|demo|ci|pr|alpha|beta|gamma|local|feature|non-?prod|pre-?prod)([-_.\d]|$)/i;

export function environmentOf(scope: IConstruct): string {
  return Stage.of(scope)?.stageName || DEFAULT_ENVIRONMENT;
}

/** Whether an environment pages people. Everything does that is not known to be for development: rather one page too many than none. */
export function isProduction(environment: string): boolean {
  const withWordsApart = environment.replace(/([a-z\d])([A-Z])/g, '$1-$2');
  return !NON_PRODUCTION.test(environment) && !NON_PRODUCTION.test(withWordsApart);
}

/** Refuses a name that alarms, dashboards and tags cannot carry. */
export function checkName(scope: IConstruct, what: string, value: string): void {
  if (Token.isUnresolved(value) || !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value)) {
    throw complaint(scope, {
      what: `${what} becomes part of physical names`, received: value, valid: 'a literal of 1 to 64 letters, digits, - and _ that begins with a letter or a digit',
    });
  }
}
