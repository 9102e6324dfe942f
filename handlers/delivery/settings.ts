import { DEFAULT_DELIVERY_NAMESPACE, DELIVERY_DEFAULTS, DELIVERY_ENVIRONMENT } from '../../src/core/schemas/private/delivery';
import type { Settings } from './ports';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the construct says through environment variables. */
export function settingsIn(variables: Variables): Settings {
  const secondsIn = (name: string, usual: number) => numberIn(variables, name) ?? usual;
  return {
    table: required(variables, DELIVERY_ENVIRONMENT.table),
    namespace: variables[DELIVERY_ENVIRONMENT.namespace] ?? DEFAULT_DELIVERY_NAMESPACE,
    grace: secondsIn(DELIVERY_ENVIRONMENT.grace, DELIVERY_DEFAULTS.graceSeconds),
    changeFailureWindow: secondsIn(DELIVERY_ENVIRONMENT.changeFailureWindow, DELIVERY_DEFAULTS.changeFailureSeconds),
    reopenWithin: secondsIn(DELIVERY_ENVIRONMENT.reopenWithin, DELIVERY_DEFAULTS.reopenSeconds),
    changeGap: secondsIn(DELIVERY_ENVIRONMENT.changeGap, DELIVERY_DEFAULTS.changeGapSeconds),
    reworkWindow: secondsIn(DELIVERY_ENVIRONMENT.reworkWindow, DELIVERY_DEFAULTS.reworkSeconds),
    retention: secondsIn(DELIVERY_ENVIRONMENT.retention, DELIVERY_DEFAULTS.retentionSeconds),
  };
}

export function required(variables: Variables, name: string): string {
  const value = variables[name];
  if (!value) throw new Error(`The environment variable ${name} is not set`);
  return value;
}

function numberIn(variables: Variables, name: string): number | undefined {
  const text = variables[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value >= 0)) throw new Error(`The environment variable ${name} is no number of seconds: ${text}`);
  return value;
}
