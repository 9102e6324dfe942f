import type { RuleTable } from '../rule-table';

export const KAFKA_BROKER_FAMILIES: RuleTable = {
  name: 'kafka-broker-families',
  asOf: '2026-09-01',
  source: 'https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-types.html',
  about: 'families of MSK brokers that are burstable or of an earlier generation, and which ones replace them',
  rows: { 'kafka.t3': 'kafka.m7g or express.m7g', 'kafka.m5': 'kafka.m7g or express.m7g' },
};
