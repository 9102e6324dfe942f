import { CfnResource, Token } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LIMITS } from '../../core/private/limits';
import { peekProperty } from '../../signals/private/peek';

/** Nobody knows the name before deployment; as long as a name can be. */
export const UNKNOWN_NAME = '?'.repeat(LIMITS.alarm.nameLength);

/** The name of an alarm as it is written in its template, or a text of the longest possible name where only deployment tells it. */
export function literalNameOf(alarm: IAlarm): string {
  const resource = alarm.node.defaultChild;
  const written = resource && CfnResource.isCfnResource(resource) ? peekProperty(resource, 'AlarmName') : alarm.alarmName;
  return typeof written === 'string' && !Token.isUnresolved(written) ? written : UNKNOWN_NAME;
}
