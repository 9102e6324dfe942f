import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { ActionDelivery } from './action-deliveries';

/** An investigation of CloudWatch, which an alarm begins by itself. */
export function investigationGroup(groupArn: string): ActionDelivery {
  if (!Token.isUnresolved(groupArn) && !/^arn:[\w-]+:aiops:[\w-]+:\d{12}:investigation-group[:/]\w+$/.test(groupArn)) {
    throw complaint('AlarmRoute.toInvestigationGroup', {
      what: 'that is not the ARN of an investigation group', received: groupArn, valid: 'arn:aws:aiops:<region>:<account>:investigation-group/<id>',
    });
  }
  const arrivals = ['an investigation in the console of CloudWatch, in the Region of the alarm'];
  return new ActionDelivery({ bind: () => ({ alarmActionArn: groupArn }) }, 'investigation of CloudWatch', { kind: 'investigation', arrivals });
}
