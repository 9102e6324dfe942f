/** A property that `PillarRemedies` set. */
export interface RemedyChange {
  /** Id of the rule that is kept by it, such as `PE-CloudFrontHttp3`. */
  readonly ruleId: string;

  /** Path of the construct of the resource. */
  readonly path: string;

  /** CloudFormation type of the resource. */
  readonly resourceType: string;

  /** The property, below `Properties`: names and indexes of lists, joined by dots. */
  readonly property: string;

  /** What it is now. */
  readonly value: any;
}
