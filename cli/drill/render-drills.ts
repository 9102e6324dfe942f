import { renderRows, type Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';
import type { Drill, ServiceDrills } from './drills';

/** Commands stay in one piece, so that they can be copied. */
type Line = Row & { readonly isCommand?: boolean };

const PAINT: Readonly<Record<string, keyof Palette>> = { PAGE: 'bad', TICKET: 'attention', INFO: 'quiet' };

/** What to run and what to expect, service by service. */
export function renderDrills(services: readonly ServiceDrills[], colors: Palette, width: number): string {
  return services.map(each => rowsOf(each, colors).map(({ isCommand, ...row }) => renderRows([row], isCommand ? Infinity : width)).join('')).join('\n');
}

function rowsOf({ service, environment, account, drills, idleRoutes }: ServiceDrills, colors: Palette): Line[] {
  const place = account === undefined ? '' : ` · with credentials of the account ${account}`;
  return [
    { label: colors.title(service), text: `environment ${environment}${place}` },
    ...drills.flatMap(each => rowsOfDrill(each, colors)),
    ...drills.length === 0 ? [{ text: colors.bad('nobody is told of any alarm: there is nothing to drill') }] : [],
    ...idleRoutes.map((route): Row => ({ label: colors.quiet('idle'), level: 1, text: `${route}: no alarm of the service is urgent enough for it` })),
  ];
}

function rowsOfDrill({ severity, command, commandBack, isComposite, region, routes }: Drill, colors: Palette): Line[] {
  return [
    { label: colors[PAINT[severity] ?? 'quiet'](severity), level: 1, text: command, isCommand: true },
    ...region === undefined ? [{ level: 1 as const, text: colors.quiet('in the Region that the stack is deployed to') }] : [],
    ...routes.flatMap(({ kind, description, notifyRecovery, arrivals }): Row[] => [
      { level: 1, text: `→ ${colors.heading(description)}${notifyRecovery ? ', and the recovery too' : ''}` },
      ...arrivals.map((arrival): Row => ({ level: 2, text: arrival })),
      ...kind === 'escalation' && !isComposite ? [{ level: 2 as const, text: colors.quiet('only if the alarm is still on when the escalation looks, some seconds later') }] : [],
    ]),
    { label: 'back', level: 1, text: commandBack, isCommand: true },
    { level: 1, text: colors.quiet(isComposite ? 'needed: a composite alarm stays as it was set until one of its alarms changes' : 'not needed: the alarm goes back by itself when it is next evaluated') },
  ];
}
