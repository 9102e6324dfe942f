import type { ObservedResource } from './observed-resource';
import type { SignalSpec } from './signal-spec';
import type { SliSpec, UserFacing } from './sli-spec';

/** One set of dimensions under which a signal of a resource is published. */
export interface SignalVariant {
  /** CloudWatch dimensions by name; values may be tokens. */
  readonly dimensions: { readonly [name: string]: string };

  /**
   * The dimensions of single inputs of an expression, by the id of the input, where they differ from `dimensions`.
   *
   * @default - all inputs have the same dimensions
   */
  readonly inputDimensions?: { readonly [input: string]: { readonly [name: string]: string } };

  /**
   * Numbers of the resource's own configuration, by the name that stands for each in braces in the expression or the statistic: `100*used/{maximum}`.
   *
   * @default - none
   */
  readonly constants?: { readonly [name: string]: number };

  /**
   * Length of one period in seconds, where the resource's own configuration tells how often it publishes: 10, 20, 30 or a multiple of 60.
   *
   * @default - the period of the alarm
   */
  readonly periodSeconds?: number;

  /**
   * Tells variants of one signal apart, such as the name of an index; literal.
   *
   * @default - the signal has one variant only
   */
  readonly id?: string;
}

/**
 * Everything known about a kind of resource: which resources are its own, what can be measured, what deserves an alarm.
 * Alarms, dashboards, runbooks, coverage and reference documentation are projections of it. Extend `SignalSource` to write
 * your own; the built-in kinds have no other powers.
 */
export interface ISignalSource {
  /** Name of the kind in kebab case, such as `lambda-function`; unique within a catalog. */
  readonly kind: string;

  /** The kind as a person would say it, such as "Lambda function". */
  readonly title: string;

  /** CloudFormation type, such as `AWS::Lambda::Function`. */
  readonly resourceType: string;

  /**
   * Further CloudFormation types of the same kind.
   *
   * @default - none
   */
  readonly alternateResourceTypes?: string[];

  /** CloudWatch namespace of its metrics, such as `AWS/Lambda`. */
  readonly namespace: string;

  /**
   * The one Region in which a global service publishes the metrics, such as `us-east-1` for CloudFront.
   *
   * @default - the Region of the resource
   */
  readonly metricsRegion?: string;

  /** What is needed to name an imported resource in a dimension, in one sentence without a full stop. */
  readonly naming: string;

  /**
   * What to know before reading the numbers.
   *
   * @default - nothing
   */
  readonly cautions?: string[];

  /** What can be measured. */
  readonly signals: SignalSpec[];

  /**
   * What objectives can be set for.
   *
   * @default - nothing; an objective of your own metrics can be
   */
  readonly slis?: SliSpec[];

  /**
   * How near to users it stands, which decides what an objective watches that names no resource.
   *
   * @default - an objective has to name it
   */
  readonly userFacing?: UserFacing;

  /** Whether a resource of one of the types is of this kind. Of the kinds of a catalog, exactly one claims a resource. */
  claims(resource: ObservedResource): boolean;

  /** The dimensions that name the resource, or `undefined` when they are not known (an import without a name). */
  dimensions(resource: ObservedResource): { [name: string]: string } | undefined;

  /** The dimension sets under which the resource has the signal; none when it has not, as for index signals of a table without an index. */
  variants(resource: ObservedResource, signal: SignalSpec): SignalVariant[];

  /** Whether the configuration of the resource publishes the signal. Asked only for signals with `requires`. */
  publishes(resource: ObservedResource, signal: SignalSpec): boolean;
}
