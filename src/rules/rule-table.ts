/** Dated facts that a rule goes by, such as the day from which a runtime is deprecated. Nothing is looked up over the network, so they age. */
export interface RuleTable {
  /** Name of the table, such as `lambda-runtimes`: a pack is given another one under it. */
  readonly name: string;

  /** The day that the facts were true, as `YYYY-MM-DD`. Packs warn when it is more than a year ago. */
  readonly asOf: string;

  /** Address of the page that the facts are from. */
  readonly source: string;

  /** What the names in the table mean, and what is said of them, as a clause. */
  readonly about: string;

  /** What is said of each name. */
  readonly rows: { readonly [name: string]: string };
}
