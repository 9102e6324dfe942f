/** How well teams of one level deliver. A value that is absent is not known of the level. */
export interface DeliveryLevel {
  readonly name: string;
  /** At least. */
  readonly deploymentsPerWeek?: number;
  /** From commit to production, at most. */
  readonly leadTimeHours?: number;
  /** As found: the share of deployments that failed. */
  readonly changeFailurePercent?: number;
  /** At most. */
  readonly restoreHours?: number;
}

/** Levels of delivery, the best first, and who says so. */
export interface DeliveryBands {
  readonly year: number;
  readonly source: string;
  readonly levels: readonly DeliveryLevel[];
  /** What to know about them. */
  readonly notes?: readonly string[];
}

const DAY = 24;
const WEEK = 7 * DAY;
const MONTH = 365 / 12 * DAY;
const PER_MONTH = 12 / 52;
const PER_HALF_YEAR = 2 / 52;

/**
 * The levels of software delivery of the latest report that has any. Of a range, the end that a team of the level is not beyond.
 *
 * Source: DORA, Accelerate State of DevOps 2024, "Performance levels". The report of 2025 describes seven archetypes of teams by eight measures, burnout and friction among
 * them, and has no levels by which a number of one metric could be judged.
 */
export const DORA_BANDS: DeliveryBands = {
  year: 2024,
  source: 'https://dora.dev/research/2024/dora-report/',
  levels: [
    { name: 'Elite', deploymentsPerWeek: 7, leadTimeHours: DAY, changeFailurePercent: 5, restoreHours: 1 },
    { name: 'High', deploymentsPerWeek: 1, leadTimeHours: WEEK, changeFailurePercent: 20, restoreHours: DAY },
    { name: 'Medium', deploymentsPerWeek: PER_MONTH, leadTimeHours: MONTH, changeFailurePercent: 10, restoreHours: DAY },
    { name: 'Low', deploymentsPerWeek: PER_HALF_YEAR, leadTimeHours: 6 * MONTH, changeFailurePercent: 40, restoreHours: MONTH },
  ],
  notes: [
    'Levels are groups of answers to a survey, not goals: that High failed more often than Medium is what was found.',
    'The report of 2025 has seven archetypes of teams in place of levels, and none of them for rework.',
    'DORA asks for the time to recover from failed deployments; time to restore here is that of all incidents.',
  ],
};
