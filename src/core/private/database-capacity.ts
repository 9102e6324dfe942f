import { entryOf } from './entry-of';
/** What a database instance class has. */
export interface ClassCapacity {
  readonly vCpus: number;
  readonly memoryGiB: number;
}

const VCPUS: Readonly<Record<string, number>> = {
  'large': 2, 'xlarge': 4, '2xlarge': 8, '4xlarge': 16, '8xlarge': 32, '12xlarge': 48, '16xlarge': 64, '24xlarge': 96, '32xlarge': 128, '48xlarge': 192,
};
const UP_TO_16 = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const UP_TO_24 = [...UP_TO_16, '24xlarge'];

/**
 * The sizes of each family of classes. A class has the vCPUs and the memory of the EC2 instance of the same name.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html and the sizes of EC2, 2 August 2026.
 */
const SIZES: Readonly<Record<string, readonly string[]>> = {
  m5: UP_TO_24, m6g: UP_TO_16, m6i: [...UP_TO_24, '32xlarge'], m7g: UP_TO_16, m8g: [...UP_TO_24, '48xlarge'],
  r5: UP_TO_24, r6g: UP_TO_16, r6i: [...UP_TO_24, '32xlarge'], r7g: UP_TO_16, r8g: [...UP_TO_24, '48xlarge'],
};
const GIB_PER_VCPU: Readonly<Record<string, number>> = { m: 4, r: 8 };

const BURSTABLE: Readonly<Record<string, ClassCapacity>> = {
  'micro': { vCpus: 2, memoryGiB: 1 }, 'small': { vCpus: 2, memoryGiB: 2 }, 'medium': { vCpus: 2, memoryGiB: 4 },
  'large': { vCpus: 2, memoryGiB: 8 }, 'xlarge': { vCpus: 4, memoryGiB: 16 }, '2xlarge': { vCpus: 8, memoryGiB: 32 },
};

/** vCPUs and memory of a class such as `db.r6g.large`; `undefined` for classes that are not known here. */
export function capacityOfClass(name: string): ClassCapacity | undefined {
  const [, family = '', size = ''] = /^db\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(name) ?? [];
  if (['t3', 't4g'].includes(family)) return entryOf(BURSTABLE, size);
  if (!entryOf(SIZES, family)?.includes(size)) return undefined;
  return { vCpus: VCPUS[size], memoryGiB: VCPUS[size] * GIB_PER_VCPU[family.charAt(0)] };
}

const GIB = 2 ** 30;

/**
 * `DBInstanceClassMemory` in bytes. The nominal memory of a class is an upper bound: the operating system and RDS take theirs first. Documented and
 * measured defaults amount to 90% to 97% of what the nominal memory would give, on classes below 4 GiB to less; so a tenth is taken off, a quarter GiB at least.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html (630 of 683 for MySQL on 8 GiB, 60 of 85 on 1 GiB), 2026.
 */
function classMemory(memoryGiB: number): number {
  return Math.min(0.9 * memoryGiB, memoryGiB - 0.25) * GIB;
}

/**
 * Defaults of `max_connections` that are documented by class, by GiB of memory, of which alone they depend.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html and AuroraPostgreSQL.Managing.html, 15 June 2023.
 */
const AURORA_MYSQL: Readonly<Record<number, number>> = {
  4: 90, 8: 135, 16: 1_000, 32: 2_000, 64: 3_000, 128: 4_000, 256: 5_000, 384: 6_000, 512: 6_000,
};
const AURORA_POSTGRESQL: Readonly<Record<number, number>> = { 4: 405, 8: 844, 16: 1_722, 32: 3_479 };

/** The engines whose default is known here, and how it follows from the memory. Formulas: as `classMemory`. */
const DEFAULTS: Readonly<Record<string, (memoryGiB: number) => number | undefined>> = {
  'mysql': memoryGiB => Math.floor(classMemory(memoryGiB) / 12_582_880),
  'mariadb': memoryGiB => Math.min(Math.floor(classMemory(memoryGiB) / 25_165_760), 12_000),
  'postgres': postgresConnections,
  'aurora': memoryGiB => AURORA_MYSQL[memoryGiB],
  'aurora-mysql': memoryGiB => AURORA_MYSQL[memoryGiB],
  'aurora-postgresql': memoryGiB => AURORA_POSTGRESQL[memoryGiB] ?? postgresConnections(memoryGiB),
};

function postgresConnections(memoryGiB: number): number {
  return Math.min(Math.floor(classMemory(memoryGiB) / 9_531_392), 5_000);
}

/** The default of `max_connections` of an engine on so much memory; `undefined` where it is not known. */
export function defaultConnections(engine: string, memoryGiB: number): number | undefined {
  return entryOf(DEFAULTS, engine)?.(memoryGiB);
}

/** Memory of one capacity unit of Aurora, Neptune (NCU) and DocumentDB (DCU) serverless. */
export const GIB_PER_CAPACITY_UNIT = 2;

/**
 * The default of `max_connections` by the maximum of capacity units, for Aurora MySQL and Aurora PostgreSQL.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html, 15 June 2023.
 */
const SERVERLESS: ReadonlyArray<readonly [units: number, mysql: number, postgresql: number]> = [
  [1, 90, 189], [4, 135, 823], [8, 1_000, 1_669], [16, 2_000, 3_360], [32, 3_000, 5_000], [64, 4_000, 5_000], [128, 5_000, 5_000],
];

/** Aurora PostgreSQL that scales down to half a unit, or to none, has no more connections than this. */
const LOW_MINIMUM = 2_000;

/** The least that `max_connections` can be by default on Aurora Serverless v2: that of the documented maximum next below. */
export function serverlessConnections(engine: string, minimumUnits: number, maximumUnits: number): number | undefined {
  const row = [...SERVERLESS].reverse().find(([units]) => units <= maximumUnits);
  if (!row || !['aurora-mysql', 'aurora-postgresql'].includes(engine)) return undefined;
  if (engine === 'aurora-mysql') return row[1];
  return minimumUnits <= 0.5 ? Math.min(row[2], LOW_MINIMUM) : row[2];
}
