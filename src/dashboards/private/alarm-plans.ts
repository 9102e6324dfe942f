import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import type { ServiceView } from './service-view';
import { jsonText, type WidgetPlan } from './widget-plan';

const PER_WIDGET = 100;

/** The state of the health alarm, and of all alarms behind and beside it. */
export function alarmPlans(view: ServiceView): WidgetPlan[] {
  const health = view.healthAlarm;
  const groups: SignalAlarm[][] = [];
  for (let first = 0; first < view.alarms.length; first += PER_WIDGET) groups.push(view.alarms.slice(first, first + PER_WIDGET));
  const heightOf = (group: readonly SignalAlarm[]) => 3 + Math.ceil(group.length / 12);
  return [
    ...(health === undefined ? [] : [alarmPlan(6, heightOf(groups[0]), 'Health', stack => [arnFor(health.alarm, health.literalName, stack)])]),
    ...groups.map((group, index) => alarmPlan(health !== undefined && index === 0 ? 18 : 24, heightOf(group), groups.length === 1 ? 'Alarms' : `Alarms ${index + 1} of ${groups.length}`,
      stack => group.map(alarm => arnFor(alarm, alarm.literalName, stack)))),
  ];
}

function alarmPlan(width: number, height: number, title: string, arns: (stack: Stack) => string[]): WidgetPlan {
  return {
    width, height, widgets: 1, metrics: 0,
    draw: (x, y, stack) => jsonText({ type: 'alarm', x, y, width, height, properties: { title, sortBy: 'stateUpdatedTimestamp', alarms: arns(stack) } }, stack),
  };
}

/** Outside the stack of the alarm its ARN is spelled out from the literal name: no output of a nested stack, no reference across stacks. */
function arnFor(alarm: IAlarm, literalName: string, stack: Stack): string {
  const home = Stack.of(alarm);
  return home === stack ? alarm.alarmArn : home.formatArn({
    service: 'cloudwatch', resource: 'alarm', resourceName: literalName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
