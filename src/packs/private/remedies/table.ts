import { OPERATIONAL_EXCELLENCE_REMEDIES } from './operational-excellence';
import { PERFORMANCE_EFFICIENCY_REMEDIES } from './performance-efficiency';
import type { Remedy } from './remedy';

/** All remedies that there are. */
export const REMEDIES: readonly Remedy[] = [...OPERATIONAL_EXCELLENCE_REMEDIES, ...PERFORMANCE_EFFICIENCY_REMEDIES];
