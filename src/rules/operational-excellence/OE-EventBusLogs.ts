import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const BUS = 'AWS::Events::EventBus';
const PROPERTY = 'LogConfig.Level';

export default defineRule({
  id: 'OE-EventBusLogs',
  bestPractices: ['OPS04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Event buses log what becomes of events',
  why: 'Metrics count deliveries that failed, and tell neither the event nor the error, so whoever misses an event cannot tell where it was lost',
  remedy: 'Set logConfig: { level: events.Level.ERROR }, and deliver the log with an AWS::Logs::DeliverySource',
  resourceTypes: [BUS],
  check: bus => {
    const level = bus.property(PROPERTY);
    if (level.isUnknown) return Verdict.UNKNOWN;
    if (level.text !== undefined && level.text !== 'OFF') return Verdict.COMPLIANT;
    return Verdict.violating({ message: `The log level is ${level.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'a log of errors',
      resources: { Orders: { Type: BUS, Properties: { Name: 'orders', LogConfig: { Level: 'ERROR', IncludeDetail: 'NONE' } } } },
      cdk: 'new events.EventBus(this, \'Orders\', { logConfig: { level: events.Level.ERROR } });',
    },
  ],
  violating: [
    {
      title: 'a bus that says nothing',
      resources: { Orders: { Type: BUS, Properties: { Name: 'orders' } } },
      cdk: 'new events.EventBus(this, \'Orders\');',
    },
    { title: 'a log that is off', resources: { Orders: { Type: BUS, Properties: { Name: 'orders', LogConfig: { Level: 'OFF' } } } } },
  ],
  ignored: [{ title: 'the level is a parameter', resources: { Orders: { Type: BUS, Properties: { Name: 'orders', LogConfig: { Level: { Ref: 'LogLevel' } } } } } }],
});
