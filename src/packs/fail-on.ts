/** Which findings of a pack fail synthesis. */
export enum FailOn {
  /** No finding does; errors are reported as warnings. */
  NONE = 'none',

  /** Findings of level error do. */
  ERROR = 'error',

  /** Findings of any level do; warnings are reported as errors. */
  WARNING = 'warning',
}
