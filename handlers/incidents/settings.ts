import type { IncidentSeverity } from '../../src/core/schemas/private/delivery';
import { INCIDENT_ENVIRONMENT, NO_REVIEWS } from '../../src/core/schemas/private/incidents';

export interface Settings {
  readonly registryPath: string;
  readonly namespace: string;
  readonly reopenMs: number;
  readonly reviewDueMs: number;
  readonly reviewReminderMs: number;
  readonly minimumReviewSeverity?: IncidentSeverity;
  readonly resolveOnRecovery: boolean;
  readonly notify?: string;
}

export function settingsOf(environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: keyof typeof INCIDENT_ENVIRONMENT) => {
    const value = environment[INCIDENT_ENVIRONMENT[name]];
    if (value === undefined) throw new Error(`The environment variable ${INCIDENT_ENVIRONMENT[name]} is missing.`);
    return value;
  };
  const milliseconds = (name: keyof typeof INCIDENT_ENVIRONMENT) => Number(text(name)) * 1000;
  const minimum = text('minimumReviewSeverity');
  return {
    registryPath: text('registryPath'),
    namespace: text('namespace'),
    reopenMs: milliseconds('reopenWithin'),
    reviewDueMs: milliseconds('reviewDue'),
    reviewReminderMs: milliseconds('reviewReminder'),
    minimumReviewSeverity: minimum === NO_REVIEWS ? undefined : minimum as IncidentSeverity,
    resolveOnRecovery: text('resolveOnRecovery') === 'true',
    notify: text('notify') || undefined,
  };
}
