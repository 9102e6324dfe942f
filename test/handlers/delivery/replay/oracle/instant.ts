import type { BusEvent } from '../log';

/** When something happened, as its source says, in milliseconds. */
export function instant(event: BusEvent): number {
  const { detail } = event;
  if (event['detail-type'] === 'CloudWatch Alarm State Change') return Date.parse(detail.state.timestamp);
  if (event['detail-type'] === 'ECS Deployment State Change') return Date.parse(detail.updatedAt);
  if (event['detail-type'] === 'OpsItem Create') return Date.parse(detail['created-time']);
  if (event['detail-type'] === 'OpsItem Update') return Date.parse(detail['modified-time']);
  if (event.source === 'aws.lambda') return Date.parse(detail.eventTime);
  if (event.source === 'cdk-pillars' && detail.at) return Date.parse(detail.at);
  return Date.parse(event.time);
}
