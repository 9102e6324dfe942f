import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { atLeast, MOST_URGENT_FIRST } from '../../src/core/private/severity-order';
import type { Severity } from '../../src/core/severity';

type Route = NonNullable<ServiceManifest['routes']>[number];

/** One alarm to be set by hand, and what should arrive where. */
export interface Drill {
  readonly severity: string;
  readonly alarm: string;
  /** Whether the alarm stays as it was set until one of its children changes. */
  readonly isComposite: boolean;
  /** Absent where only deployment can tell. */
  readonly region?: string;
  readonly command: string;
  readonly commandBack: string;
  readonly routes: ReadonlyArray<Pick<Route, 'kind' | 'description' | 'notifyRecovery' | 'arrivals'>>;
}

/** The drills of one service. */
export interface ServiceDrills {
  readonly service: string;
  readonly environment: string;
  readonly path: string;
  readonly account?: string;
  readonly drills: readonly Drill[];
  /** Routes that take no alarm that the service has. */
  readonly idleRoutes: readonly string[];
}

interface Acting {
  readonly name: string;
  readonly severity: string;
  readonly isComposite: boolean;
  readonly region?: string;
}

/** For each severity, and for each Region that its alarms are in, one alarm that acts by itself. */
export function drillsOf(manifest: ServiceManifest): ServiceDrills {
  const { service, environment, path, account, routes = [] } = manifest;
  const chosen = new Map<string, Acting>();
  for (const alarm of acting(manifest)) {
    const key = `${alarm.severity} ${alarm.region}`;
    if (!chosen.has(key)) chosen.set(key, alarm);
  }
  const drills = MOST_URGENT_FIRST.flatMap(severity => [...chosen.values()]
    .filter(alarm => alarm.severity === severity)
    .map(alarm => drill(alarm, routes.filter(route => takes(route, severity)))));
  const idle = routes.filter(route => !MOST_URGENT_FIRST.some(severity => takes(route, severity) && drills.some(each => each.severity === severity)));
  return {
    service, environment, path, account,
    drills: drills.filter(each => each.routes.length > 0),
    idleRoutes: idle.map(({ description }) => description),
  };
}

function acting({ alarms, health, healthElsewhere = [], region: home }: ServiceManifest): Acting[] {
  return [
    ...health ? [{ ...health, isComposite: true, region: home }] : [],
    ...healthElsewhere.map(alarm => ({ ...alarm, isComposite: true })),
    ...alarms.filter(({ through }) => through === undefined).map(alarm => ({ ...alarm, isComposite: false, region: alarm.region ?? home })),
  ];
}

function takes({ minimumSeverity }: Route, severity: Severity): boolean {
  return atLeast(severity, minimumSeverity as Severity);
}

function drill({ name, severity, isComposite, region }: Acting, routes: readonly Route[]): Drill {
  const command = (state: string) => [
    'aws cloudwatch set-alarm-state', `--alarm-name ${quoted(name)}`, `--state-value ${state}`, '--state-reason drill', ...region === undefined ? [] : [`--region ${region}`],
  ].join(' ');
  return {
    severity, alarm: name, isComposite, region, command: command('ALARM'), commandBack: command('OK'),
    routes: routes.map(({ kind, description, notifyRecovery, arrivals }) => ({ kind, description, notifyRecovery, arrivals })),
  };
}

/** As a shell takes it for one word. */
function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replace(/'/g, '\'\\\'\'')}'`;
}
