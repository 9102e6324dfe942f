import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const SILENT = new WeakSet<IConstruct>();

/** Whoever gave a service an empty list of routes has said what the rule about alarms without actions would ask. */
export function acknowledgeSilence(scope: IConstruct): void {
  if (SILENT.has(scope)) return;
  SILENT.add(scope);
  Validations.of(scope).acknowledge({
    id: 'OperationalExcellence::OE-AlarmHasAlarmAction',
    reason: 'routes: [] makes the alarms of this service silent on purpose',
  });
}
