/** How much a finding weighs. */
export enum RuleLevel {
  /** Synthesis fails, unless the pack was told otherwise. */
  ERROR = 'error',

  /** The finding is reported, and synthesis goes on. */
  WARNING = 'warning',
}
