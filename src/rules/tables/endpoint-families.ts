import type { RuleTable } from '../rule-table';

export const ENDPOINT_FAMILIES: RuleTable = {
  name: 'endpoint-families',
  asOf: '2026-09-01',
  source: 'https://aws.amazon.com/ec2/instance-types/accelerated-computing/',
  about: 'families of SageMaker instances that newer ones replace, and which those are',
  rows: {
    'ml.p2': 'ml.g5 or ml.g6',
    'ml.p3': 'ml.g6e or ml.p5',
    'ml.g3': 'ml.g6',
    'ml.g4dn': 'ml.g6',
    'ml.inf1': 'ml.inf2',
    'ml.m4': 'ml.m7i',
    'ml.c4': 'ml.c7i',
  },
};
