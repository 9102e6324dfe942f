/** A stack beside the one that an example is about. */
export interface ExampleStack {
  /** CloudFormation resources by logical id. */
  readonly resources: { readonly [logicalId: string]: any };

  /**
   * What the stack says of itself in its `Description`.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Region of the stack.
   *
   * @default - only deployment tells
   */
  readonly region?: string;
}

/** A piece of a template that a rule judges in a known way: its test and its documentation. */
export interface RuleExample {
  /** What the example shows, in a few words without a full stop. */
  readonly title: string;

  /** CloudFormation resources by logical id, as the `Resources` section of a template has them; those that the judged one is related to included. */
  readonly resources: { readonly [logicalId: string]: any };

  /**
   * Logical id of the resource that is judged.
   *
   * @default - the first of a type that the rule is about, or the stack where the rule is about stacks
   */
  readonly subject?: string;

  /**
   * What the stack says of itself in its `Description`.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * Region of the stack.
   *
   * @default - only deployment tells
   */
  readonly region?: string;

  /**
   * Other stacks of the app, by their path, such as `Prod/Network`: what is before the last slash is their Stage. The stack of the example is `Example`.
   *
   * @default - the app has one stack
   */
  readonly otherStacks?: { readonly [path: string]: ExampleStack };

  /**
   * What each asset of the example weighs, in bytes: the files themselves are not there.
   *
   * @default - nobody knows
   */
  readonly assetBytes?: number;

  /**
   * Names of the single findings that are expected, for a rule that names them.
   *
   * @default - one finding without a name where the example violates the rule
   */
  readonly findings?: string[];

  /**
   * Statements that make the same with the CDK; `this` is a stack, and `lambda` stands for `aws_lambda` of `aws-cdk-lib`.
   *
   * @default - none
   */
  readonly cdk?: string;
}
