import { ArnFormat, ReferenceStrength, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { UNKNOWN_NAME } from '../../alarms/private/literal-name';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import { consumed, outermostStack } from '../../core/private/cross-stack';
import type { ServiceView } from './service-view';
import { jsonText, type WidgetPlan } from './widget-plan';

const PER_WIDGET = 100;

/** An alarm, and what it is called where it has to be called by its name. */
type NamedAlarm = ServiceView['healthAlarms'][number];

/** The state of the health alarm, and of all alarms behind and beside it; by Region, as a widget shows the alarms of one. */
export function alarmPlans(view: ServiceView): WidgetPlan[] {
  const regions = [...new Set([view.region, ...view.alarms.map(regionOf)])];
  return regions.flatMap(region => plansOf(
    view.healthAlarms.find(({ alarm }) => regionOf(alarm) === region),
    [
      ...view.alarms.filter(alarm => regionOf(alarm) === region).map(alarm => ({ alarm, literalName: alarm.literalName })),
      ...region === view.region ? view.ownAlarms : [],
    ],
    region === view.region ? '' : `, ${region}`,
  ));
}

function plansOf(health: NamedAlarm | undefined, alarms: readonly NamedAlarm[], place: string): WidgetPlan[] {
  const groups: NamedAlarm[][] = [];
  for (let first = 0; first < alarms.length; first += PER_WIDGET) groups.push(alarms.slice(first, first + PER_WIDGET));
  const heightOf = (group: readonly NamedAlarm[]) => 3 + Math.ceil(group.length / 12);
  const titleOf = (index: number) => `${groups.length === 1 ? 'Alarms' : `Alarms ${index + 1} of ${groups.length}`}${place}`;
  return [
    ...(health === undefined ? [] : [alarmPlan(6, heightOf(groups[0]), `Health${place}`, stack => [arnFor(health, stack)])]),
    ...groups.map((group, index) => alarmPlan(health !== undefined && index === 0 ? 18 : 24, heightOf(group), titleOf(index),
      stack => group.map(alarm => arnFor(alarm, stack)))),
  ];
}

/** Of nested stacks, that of the stack around them: their own is another token. */
function regionOf(alarm: IAlarm): string {
  return outermostStack(alarm).region;
}

/** A widget of alarm states. */
export function alarmPlan(width: number, height: number, title: string, arns: (stack: Stack) => string[]): WidgetPlan {
  return {
    width, height, widgets: 1, metrics: 0,
    draw: (x, y, stack) => jsonText({ type: 'alarm', x, y, width, height, properties: { title, sortBy: 'stateUpdatedTimestamp', alarms: arns(stack) } }, stack),
  };
}

/** Outside the stack of the alarm its ARN is spelled out from the literal name: no output of a nested stack, no reference across stacks. */
export function arnFor({ alarm, literalName }: NamedAlarm, stack: Stack): string {
  const home = Stack.of(alarm);
  if (literalName === UNKNOWN_NAME) return consumed(alarm.alarmArn, stack, ReferenceStrength.WEAK);
  return home === stack ? (alarm as Partial<SignalAlarm>)._localArn ?? alarm.alarmArn : home.formatArn({
    service: 'cloudwatch', resource: 'alarm', resourceName: literalName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
