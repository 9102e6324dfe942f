import type { CountedSource, IncidentSeverity, RegisteredService } from '../../../src/core/schemas/private/delivery';

export interface Owner {
  readonly service: string;
  readonly environment: string;
  readonly counts: CountedSource;
}

export interface AlarmOwner extends Owner {
  /** Where the alarm stands for incidents. */
  readonly severity?: IncidentSeverity;
  readonly isSymptom: boolean;
}

const LISTS = ['stacks', 'pipelines', 'deploymentGroups', 'ecsServices', 'aliases', 'canaries'] as const;
export type OwnedList = typeof LISTS[number];

/** Finds whose something is. Of several services that claim the same, the first by name and environment has it. */
export class RegistryIndex {
  private readonly owners = new Map<string, Owner>();
  private readonly alarms = new Map<string, Owner & { readonly severity: IncidentSeverity }>();
  /** The longest first. */
  private readonly prefixes: { readonly prefix: string; readonly owner: Owner }[] = [];

  constructor(services: readonly RegisteredService[]) {
    for (const service of [...services].sort(byName)) this.add(service);
    this.prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  public ownerOf(list: OwnedList | 'owner', name: string): Owner | undefined {
    return this.owners.get(`${list}:${name}`);
  }

  public named(service: string, environment: string): Owner | undefined {
    return this.ownerOf('owner', `${service}#${environment}`);
  }

  public alarmOwner(name: string): AlarmOwner | undefined {
    const incidents = this.alarms.get(name);
    const symptoms = this.prefixes.find(({ prefix }) => name.startsWith(prefix))?.owner;
    if (incidents) return { ...incidents, isSymptom: symptoms !== undefined && sameOwner(symptoms, incidents) };
    return symptoms && { ...symptoms, isSymptom: true };
  }

  private add(registered: RegisteredService): void {
    const { service, environment, counts } = registered;
    const owner = { service, environment, counts };
    this.claim(`owner:${service}#${environment}`, owner);
    for (const list of LISTS) for (const name of registered[list] ?? []) this.claim(`${list}:${name}`, owner);
    for (const [name, severity] of Object.entries(registered.alarms ?? {})) {
      if (!this.alarms.has(name)) this.alarms.set(name, { ...owner, severity });
    }
    for (const prefix of registered.symptomPrefixes ?? []) this.prefixes.push({ prefix, owner });
  }

  private claim(key: string, owner: Owner): void {
    if (!this.owners.has(key)) this.owners.set(key, owner);
  }
}

function byName(a: RegisteredService, b: RegisteredService): number {
  return compare(a.service, b.service) || compare(a.environment, b.environment);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sameOwner(a: Owner, b: Owner): boolean {
  return a.service === b.service && a.environment === b.environment;
}
