import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Whoever gave a service an empty list of routes has said what the rule about alarms without actions would ask. */
export function acknowledgeSilence(service: IConstruct): void {
  Validations.of(service).acknowledge({
    id: 'OperationalExcellence::OE-AlarmHasAlarmAction',
    reason: 'routes: [] makes the alarms of this service silent on purpose',
  });
}
