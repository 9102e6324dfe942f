import type { RuleTable } from '../rule-table';

/** What runs on Graviton with the same proportions of CPU, memory, storage and network. */
const SIBLINGS: Readonly<Record<string, string>> = {
  t4g: 't2 t3 t3a',
  m8g: 'm4 m5 m5a m6i m6a m7i m7i-flex m7a m8i m8i-flex m8a',
  m8gd: 'm5d m5ad m6id',
  m8gn: 'm5n m6in',
  c8g: 'c4 c5 c5a c6i c6a c7i c7i-flex c7a c8i c8i-flex c8a',
  c8gd: 'c5d c5ad c6id',
  c8gn: 'c5n c6in',
  r8g: 'r4 r5 r5a r6i r6a r7i r7a r8i r8i-flex r8a',
  r8gd: 'r5d r5ad r6id',
  r8gn: 'r5n r6in',
  r8gb: 'r5b',
  x8g: 'x1 x1e',
  i8g: 'i3 i4i i7i',
  i8ge: 'i3en i7ie',
};

/** Families of EC2 instances on x86 that have a sibling on Graviton. */
export const GRAVITON_FAMILIES: RuleTable = {
  name: 'graviton-families',
  asOf: '2026-11-20',
  source: 'https://aws.amazon.com/ec2/graviton/',
  about: 'families of EC2 instances on x86, with the family on Graviton that is most like them',
  rows: Object.fromEntries(Object.entries(SIBLINGS).flatMap(([sibling, families]) => families.split(' ').map(family => [family, sibling]))),
};
