import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import { DELIVERY_METRICS_NOTE } from '../../delivery/private/delivery-metrics';
import type { TelemetrySwitch } from '../../tracing/private/telemetry/telemetry-switch';
import type { Billed } from '../monthly-cost';
import type { ObservedService } from '../observed-service';
import type { ObservedServiceProps } from '../observed-service-props';
import type { ServiceDelivery } from './service-delivery';

interface Parts {
  readonly alarms: ServiceAlarms;
  readonly telemetry?: TelemetrySwitch;
  readonly delivery?: ServiceDelivery;
  readonly props: ObservedServiceProps;
}

/** What a service has that is paid for. Dashboards that it was given are paid for by whoever made them. */
export function billed(service: ObservedService, { alarms, telemetry, delivery, props }: Parts): Billed {
  const { slos, canaries } = service;
  return {
    alarms: [
      ...service.alarms.map(alarm => ({ name: alarm.literalName, metrics: alarm._billedMetrics, isHighResolution: alarm._plan.periodSeconds < 60 })),
      ...slos.flatMap(({ _billed }) => _billed.alarms),
      ...alarms.helpers.map(helper => ({ ...helper, isHighResolution: false })),
      ...alarms.routeAlarmNames.map(name => ({ name, metrics: 1, isHighResolution: false })),
    ],
    compositeAlarms: slos.reduce((sum, { _billed }) => sum + _billed.composites, alarms.composites),
    customMetrics: [...alarms.customMetrics, ...delivery?.customMetrics ?? []],
    dashboards: [...props.opsDashboard ? [] : service.opsDashboard.pageNames, ...props.perfDashboard ? [] : service.perfDashboard.pageNames],
    telemetry: telemetry?.board.charges,
    notes: [...telemetry?.board.notes ?? [], ...delivery ? [DELIVERY_METRICS_NOTE] : []],
    canaries: canaries.map(({ canaryName, monthlyRuns }) => ({ name: canaryName, runs: monthlyRuns })),
  };
}
