/** What became of the tracing of a resource. */
export enum TracingOutcome {
  /** It was switched on. */
  ENABLED = 'ENABLED',

  /** It was on already, and nothing was changed. */
  ALREADY_TRACED = 'ALREADY_TRACED',

  /** Another tool instruments the resource, and nothing was changed. */
  INSTRUMENTED = 'INSTRUMENTED',

  /** The app chose something else, and nothing was changed. */
  CHOSEN = 'CHOSEN',

  /** It cannot be switched on from here, and nothing was changed. */
  NOT_POSSIBLE = 'NOT_POSSIBLE',
}

/** What was decided about the tracing of a resource. */
export interface TracingDecision {
  /** Path of the construct. */
  readonly path: string;

  /** CloudFormation type, such as `AWS::Lambda::Function`. */
  readonly resourceType: string;

  /** What became of it. */
  readonly outcome: TracingOutcome;

  /** Why, for people; what to do where something is left to do. */
  readonly reason: string;
}
