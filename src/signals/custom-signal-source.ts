import type { ObservedResource } from './observed-resource';
import type { ISignalSource, SignalVariant } from './signal-source';
import { SignalScope, type SignalSpec } from './signal-spec';
import type { SliSpec, UserFacing } from './sli-spec';

/**
 * A kind of resource of your own, with everything but its data filled in. Give the abstract members, override what differs.
 */
export abstract class SignalSource implements ISignalSource {
  /** Name of the kind in kebab case; unique within a catalog. */
  public abstract readonly kind: string;

  /** The kind as a person would say it. */
  public abstract readonly title: string;

  /** CloudFormation type. */
  public abstract readonly resourceType: string;

  /** CloudWatch namespace of its metrics. */
  public abstract readonly namespace: string;

  /** What can be measured. */
  public abstract readonly signals: SignalSpec[];

  /**
   * The one Region in which a global service publishes the metrics.
   *
   * @default - the Region of the resource
   */
  public readonly metricsRegion?: string;

  /**
   * Further CloudFormation types of the same kind.
   *
   * @default - none
   */
  public readonly alternateResourceTypes?: string[];

  /**
   * What to know before reading the numbers.
   *
   * @default - nothing
   */
  public readonly cautions?: string[];

  /**
   * What objectives can be set for.
   *
   * @default - nothing
   */
  public readonly slis?: SliSpec[];

  /**
   * How near to users it stands.
   *
   * @default - an objective has to name it
   */
  public readonly userFacing?: UserFacing;

  /** What is needed to name an imported resource in a dimension. */
  public readonly naming: string = 'the name of the resource: declare it with ImportedResource.declare';

  /** Claims every resource of its type. */
  public claims(_resource: ObservedResource): boolean {
    return true;
  }

  /** The dimensions that name the resource, or `undefined` when they are not known. */
  public abstract dimensions(resource: ObservedResource): { [name: string]: string } | undefined;

  /** One variant with the dimensions of the resource; none where they are not known, no dimensions for a signal of the account. */
  public variants(resource: ObservedResource, signal: SignalSpec): SignalVariant[] {
    const dimensions = signal.scope === SignalScope.ACCOUNT ? {} : this.dimensions(resource);
    return dimensions === undefined ? [] : [{ dimensions }];
  }

  /** Says that the resource publishes every signal. */
  public publishes(_resource: ObservedResource, _signal: SignalSpec): boolean {
    return true;
  }
}
