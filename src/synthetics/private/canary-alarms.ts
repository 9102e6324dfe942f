import { ReferenceStrength, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isPlanned, planAlarm } from '../../alarms/private/alarm-plan';
import type { PlannedAlarm } from '../../alarms/private/alarm-site';
import { ServiceAlarms } from '../../alarms/private/service-alarms';
import { ServiceTier } from '../../core/service-tier';
import { consoleOf, runbookLink } from '../../runbooks/private/runbook-link';
import { BoundSignal } from '../../signals/bound-signal';
import { labelOf } from '../../signals/private/resource-label';
import { StackResources } from '../../signals/private/stack-resources';
import { SignalCatalog } from '../../signals/signal-catalog';
import type { SyntheticCanaryProps } from '../synthetic-canary-props';

/** The alarms that the catalog has for canaries, on one that no service observes. */
export function canaryAlarms(scope: Construct, canary: CfnResource, canaryName: string, props: SyntheticCanaryProps): ServiceAlarms {
  const context = { tier: ServiceTier.TIER_2, production: true };
  const page = consoleOf(scope).page({ path: 'cloudwatch/home', hash: `synthetics:canary/detail/${canaryName}` });
  const alarms = new ServiceAlarms({
    scope, serviceTitle: canaryName, namePrefix: `${canaryName}-`, strength: ReferenceStrength.WEAK, routes: props.routes ?? [], context, suppression: {}, muteWindows: [],
    healthRunbook: props.runbookBaseUrl ?? page,
    runbookOf: ({ source, spec }) => props.runbookBaseUrl === undefined ? page : runbookLink(props.runbookBaseUrl, source.kind, spec.id),
  });
  StackResources.around(canary).refresh();
  alarms.add(plannedFor(scope, canary, context));
  return alarms;
}

function plannedFor(scope: Construct, canary: CfnResource, context: Parameters<typeof planAlarm>[1]): PlannedAlarm[] {
  const catalog = SignalCatalog.builtIn();
  const resource = catalog.resource(canary)!;
  const source = catalog.sourceOf(resource)!;
  const label = labelOf(resource, scope);
  return source.signals.flatMap(spec => source.variants(resource, spec).flatMap(variant => {
    const signal = BoundSignal._bind(source, spec, resource, variant, label, ReferenceStrength.WEAK);
    const plan = spec.alarm && planAlarm(signal, context);
    return plan && isPlanned(plan) ? [{ signal, plan }] : [];
  }));
}
