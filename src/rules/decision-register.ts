/**
 * Decisions that a team has recorded. A finding of a rule about a trade-off, such as caching, is not reported where the decision is recorded.
 */
export interface IDecisionRegister {
  /**
   * The decision about a trade-off, if there is one.
   *
   * @param tradeOff name of the trade-off, as `RuleMetadata.tradeOff` has it
   * @param path construct path of the resource that the finding is about
   * @returns what was decided, in words; `undefined` where nothing was
   */
  decisionOn(tradeOff: string, path: string): string | undefined;
}
