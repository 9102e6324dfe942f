import { aws_scheduler as scheduler, type Stack } from 'aws-cdk-lib';

export default (stack: Stack) => new scheduler.ScheduleGroup(stack, 'Subject', { scheduleGroupName: 'orders' });
