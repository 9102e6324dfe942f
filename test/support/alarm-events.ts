/** An alarm as its events tell it. */
export interface AlarmInEvent {
  readonly name: string;
  /** Left out of the events of composite alarms: no documentation promises it there. */
  readonly description?: string;
}

/**
 * An alarm state change as EventBridge delivers it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmEvent({ name, description }: AlarmInEvent, value: string): Record<string, any> {
  return {
    'version': '0',
    'id': '572ff84c-e5c5-47dd-ae0b-23de878559e0',
    'detail-type': 'CloudWatch Alarm State Change',
    'source': 'aws.cloudwatch',
    'account': '123456789012',
    'time': '2026-03-02T11:27:00Z',
    'region': 'us-east-1',
    'resources': [`arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`],
    'detail': {
      alarmName: name,
      configuration: {
        description,
        metrics: [{ id: 'm1', metricStat: { metric: { namespace: 'AWS/SQS', name: 'NumberOfMessagesSent', dimensions: {} }, period: 60, stat: 'Sum' }, returnData: true }],
      },
      previousState: { value: value === 'OK' ? 'ALARM' : 'OK', reason: 'Threshold Crossed', timestamp: '2026-03-02T11:21:00.041+0000' },
      state: { value, reason: 'Threshold Crossed', timestamp: '2026-03-02T11:27:00.052+0000' },
    },
  };
}

/** The same of a composite alarm: its configuration has a rule, and neither metrics nor a description. */
export function compositeAlarmEvent(name: string, value: string): Record<string, any> {
  const event = alarmEvent({ name }, value);
  return { ...event, detail: { ...event.detail, configuration: { alarmRule: 'ALARM("one") OR ALARM("two")' } } };
}
