import { Token } from 'aws-cdk-lib';

/** How much the observability of a service may cost in a month, and what happens when it costs more. */
export class CostBudget {
  /**
   * Synthesis warns, with `cdk-pillars:costBudget`, when the service costs more.
   *
   * @param usd USD a month by list price; above 0
   * @throws when `usd` is not a literal number above 0
   */
  public static warnAbove(usd: number): CostBudget {
    return new CostBudget(checked(usd), false);
  }

  /**
   * Synthesis fails when the service costs more.
   *
   * @param usd USD a month by list price; above 0
   * @throws when `usd` is not a literal number above 0
   */
  public static failAbove(usd: number): CostBudget {
    return new CostBudget(checked(usd), true);
  }

  private constructor(
    /** USD a month by list price. */
    public readonly usd: number,
    /** Whether a service that costs more fails synthesis. */
    public readonly fails: boolean,
  ) {}
}

function checked(usd: number): number {
  if (Token.isUnresolved(usd) || !Number.isFinite(usd) || usd <= 0) {
    throw new Error(`CostBudget: a budget is a literal number of USD a month above 0; received ${Token.isUnresolved(usd) ? 'a token' : usd}.`);
  }
  return usd;
}
