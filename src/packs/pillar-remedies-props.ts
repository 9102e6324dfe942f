/** Which remedies are applied. */
export interface PillarRemediesProps {
  /**
   * Ids of the rules that are remedied, of either pillar. Remedies that are not applied by themselves, because they may cost more than cents or change what somebody relies on,
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
   * For how many days log groups that say nothing keep their events: what is older is deleted for good. One of the retentions that CloudWatch Logs knows. To give it is to ask
   * for the remedy of `OE-LogRetention`.
   *
   * @default - log groups are left as they are, or 731 days, as the CDK sets, where `only` names `OE-LogRetention`
   */
  readonly logRetentionDays?: number;
}
