import type { IConstruct } from 'constructs';

/** How well a resource, or one of its signals, is observed. */
export enum CoverageState {
  /** At least one alarm of the service watches it. */
  ALARMED = 'ALARMED',

  /** An alarm that somebody wrote by hand watches it; it is not duplicated. */
  ALARMED_ELSEWHERE = 'ALARMED_ELSEWHERE',

  /** Dashboards show it, no alarm watches it. */
  SHOWN = 'SHOWN',

  /** Its configuration publishes nothing; the notes say how to switch it on. */
  BLIND = 'BLIND',

  /** Left out on purpose; the notes say why. */
  EXCLUDED = 'EXCLUDED',

  /** It publishes metrics that the catalog does not know, or cannot be named from here; the notes say what to do. */
  UNSUPPORTED = 'UNSUPPORTED',

  /** Made by the CDK for its own purposes. */
  INTERNAL = 'INTERNAL',
}

/** How one signal of a resource is observed. */
export interface SignalCoverage {
  /** Id of the signal, with its variant where it has several. */
  readonly id: string;

  /** How it is observed. */
  readonly state: CoverageState;

  /**
   * Why it is not alarmed, and what to do about it.
   *
   * @default - it is alarmed
   */
  readonly note?: string;
}

/** How one resource is observed. */
export interface ResourceCoverage {
  /** Path of the resource in the construct tree. */
  readonly path: string;

  /** CloudFormation type of the resource. */
  readonly resourceType: string;

  /**
   * Kind in the signal catalog.
   *
   * @default - the catalog has none for the resource
   */
  readonly kind?: string;

  /** How it is observed. */
  readonly state: CoverageState;

  /**
   * The reason for the state, and what to do about it.
   *
   * @default - the state says it all
   */
  readonly note?: string;

  /** Its signals, in the order of the catalog. */
  readonly signals: SignalCoverage[];
}

/** How the resources of a service are observed. */
export class Coverage {
  private readonly entries = new Map<IConstruct, ResourceCoverage>();

  /** @internal */
  public _set(construct: IConstruct, entry: ResourceCoverage): void {
    this.entries.set(construct, entry);
  }

  /** @internal */
  public _has(construct: IConstruct): boolean {
    return this.entries.has(construct);
  }

  /** All resources that publish metrics, in the order in which they were met. */
  public get resources(): ResourceCoverage[] {
    return [...this.entries.values()];
  }

  /** The resources in a state. */
  public inState(state: CoverageState): ResourceCoverage[] {
    return this.resources.filter(entry => entry.state === state);
  }

  /**
   * The coverage of a construct: of the resource itself, or of the L1 inside an L2.
   *
   * @param construct an L1, L2 or import
   */
  public of(construct: IConstruct): ResourceCoverage | undefined {
    return this.entries.get(construct) ?? (construct.node.defaultChild && this.entries.get(construct.node.defaultChild));
  }

  /**
   * Share of resources that are alarmed, alarmed elsewhere or excluded with a reason, in percent, 0 to 100. What the CDK made for itself does
   * not count; a service without resources is covered.
   */
  public get percentage(): number {
    const counted = this.resources.filter(({ state }) => state !== CoverageState.INTERNAL);
    const covered = counted.filter(({ state }) => [CoverageState.ALARMED, CoverageState.ALARMED_ELSEWHERE, CoverageState.EXCLUDED].includes(state));
    return counted.length === 0 ? 100 : Math.round(1000 * covered.length / counted.length) / 10;
  }
}
