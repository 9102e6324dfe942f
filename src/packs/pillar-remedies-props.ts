/** Which remedies are applied. */
export interface PillarRemediesProps {
  /**
   * Ids of the rules that are remedied, of either pillar. Remedies that are not applied by themselves, because they cost more than they may be worth or need a decision,
   * are applied when they are named here.
   *
   * @default - all remedies that are applied by themselves
   */
  readonly only?: string[];

  /**
   * Ids of rules that are not remedied, of either pillar.
   *
   * @default - none is left out
   */
  readonly excluding?: string[];

  /**
   * For how many days log groups that say nothing keep their events (`OE-LogRetention`): what is older is deleted for good. One of the retentions that CloudWatch Logs knows.
   *
   * @default 731 - two years, as the CDK sets for its own log groups
   */
  readonly logRetentionDays?: number;
}
