import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from './observed-resource';
import { numeric } from './private/numeric';
import { unknownProperty } from './private/unknown-property';

/** How a fraction of a resource's configuration becomes a threshold. */
export interface FractionOptions {
  /**
   * Multiplier from the unit of the property to the unit of the signal, such as 1000 from seconds to milliseconds.
   *
   * @default 1
   */
  readonly scale?: number;

  /**
   * The value that the service uses when the property is absent, in the unit of the property.
   *
   * @default - an absent property gives no threshold
   */
  readonly fallback?: number;

  /**
   * The threshold is never below this, in the unit of the signal.
   *
   * @default - no lower bound
   */
  readonly minimum?: number;

  /**
   * The threshold is never above this, in the unit of the signal.
   *
   * @default - no upper bound
   */
  readonly maximum?: number;
}

/** A threshold that was worked out for one resource, or the reason why it could not be. */
export interface ThresholdValue {
  /**
   * The threshold in the unit of the signal; for an anomaly band, its width in standard deviations.
   *
   * @default - see `reason`
   */
  readonly value?: number;

  /**
   * Why there is no value, and what to do about it.
   *
   * @default - there is a value
   */
  readonly reason?: string;
}

/** The limit that a signal must not cross: a number, a fraction of the resource's own configuration, or an anomaly band. */
export abstract class Threshold {
  /**
   * A fixed number, in the unit of the signal.
   *
   * @param value any finite number
   * @throws when `value` is a token or not finite: CloudWatch takes a literal only
   */
  public static absolute(value: number): Threshold {
    return new AbsoluteThreshold(literal(value, 'Threshold.absolute'));
  }

  /**
   * A fraction of a property of the resource itself, such as 80% of a function's timeout. It follows the property when that changes.
   *
   * @param property path of a CloudFormation property with a numeric value, such as `Timeout` or `ProvisionedThroughput.ReadCapacityUnits`
   * @param fraction above 0; above 1 for a multiple
   * @throws when `fraction` is not above 0, or an option is no literal number
   */
  public static fractionOf(property: string, fraction: number, options: FractionOptions = {}): Threshold {
    if (!(literal(fraction, 'Threshold.fractionOf') > 0)) throw new Error(`Threshold.fractionOf: the fraction of ${property} must be above 0; received ${fraction}.`);
    for (const [name, value] of Object.entries(options)) if (value !== undefined) literal(value, `Threshold.fractionOf, ${name}`);
    if ((options.minimum ?? -Infinity) > (options.maximum ?? Infinity)) {
      throw new Error(`Threshold.fractionOf: the minimum ${options.minimum} is above the maximum ${options.maximum}: there is no threshold between them.`);
    }
    return new FractionThreshold(property, fraction, options);
  }

  /**
   * A band that CloudWatch learns from the history of the signal. Bills three alarm metrics.
   *
   * @param standardDeviations half width of the band; above 0, usually 2 to 4
   * @throws when `standardDeviations` is not above 0
   */
  public static anomalyBand(standardDeviations: number = 3): Threshold {
    if (!(literal(standardDeviations, 'Threshold.anomalyBand') > 0)) {
      throw new Error(`Threshold.anomalyBand: the width must be above 0 standard deviations; received ${standardDeviations}.`);
    }
    return new AnomalyBandThreshold(standardDeviations);
  }

  /**
   * There is no safe default: without a threshold from the user no alarm is made, and the coverage says so.
   *
   * @param hint what a good value depends on, in one sentence without a full stop
   */
  public static unset(hint: string): Threshold {
    return new UnsetThreshold(hint);
  }

  /** The threshold in words, as the documentation prints it. */
  public abstract readonly description: string;

  /** Whether the threshold is an anomaly band and not a number. */
  public readonly isAnomalyBand: boolean = false;

  /** Whether the threshold depends on the resource. */
  public readonly isDerived: boolean = false;

  /** The threshold for one resource as it is declared at the moment of the call. */
  public abstract evaluate(resource: ObservedResource): ThresholdValue;

  /**
   * The same threshold with a fraction multiplied by `factor`; other thresholds stay as they are.
   *
   * @internal
   */
  public _tightened(factor: number): Threshold {
    literal(factor, 'Threshold');
    return this;
  }
}

class AbsoluteThreshold extends Threshold {
  public readonly description: string;

  constructor(private readonly value: number) {
    super();
    this.description = String(value);
  }

  public evaluate(): ThresholdValue {
    return { value: this.value };
  }
}

class FractionThreshold extends Threshold {
  public readonly description: string;
  public readonly isDerived = true;

  constructor(private readonly property: string, private readonly fraction: number, private readonly options: FractionOptions) {
    super();
    const bounds = [
      options.minimum !== undefined ? `at least ${options.minimum}` : '',
      options.maximum !== undefined ? `at most ${options.maximum}` : '',
    ].filter(Boolean).join(', ');
    const share = fraction <= 1 ? `${round(fraction * 100)}% of` : `${round(fraction)} times`;
    this.description = `${share} the resource's ${property}${bounds ? ` (${bounds})` : ''}`;
  }

  /** @internal */
  public _tightened(factor: number): Threshold {
    return factor === 1 ? this : new FractionThreshold(this.property, this.fraction * factor, this.options);
  }

  public evaluate(resource: ObservedResource): ThresholdValue {
    const { scale = 1, fallback, minimum = -Infinity, maximum = Infinity } = this.options;
    const declared = resource.property(this.property) ?? (resource.imported ? undefined : fallback);
    if (Token.isUnresolved(declared)) return unknownProperty(resource, this.property, 'token');
    if (declared === undefined) return unknownProperty(resource, this.property, 'absent');
    const number = numeric(declared);
    if (number === undefined) return unknownProperty(resource, this.property, 'not a number');
    return { value: round(Math.min(maximum, Math.max(minimum, number * scale * this.fraction))) };
  }
}

class AnomalyBandThreshold extends Threshold {
  public readonly description: string;
  public readonly isAnomalyBand = true;

  constructor(private readonly standardDeviations: number) {
    super();
    this.description = `its anomaly band of ${standardDeviations} standard deviations`;
  }

  public evaluate(): ThresholdValue {
    return { value: this.standardDeviations };
  }
}

class UnsetThreshold extends Threshold {
  public readonly description: string;

  constructor(private readonly hint: string) {
    super();
    this.description = `no default: ${hint}`;
  }

  public evaluate(): ThresholdValue {
    return { reason: `it has no safe default threshold: ${this.hint}` };
  }
}

function literal(value: number, where: string): number {
  if (Token.isUnresolved(value) || !Number.isFinite(value)) {
    throw new Error(`${where}: CloudWatch takes a literal number; received ${Token.isUnresolved(value) ? 'a token' : value}. Give a finite number.`);
  }
  return value;
}

/** Keeps binary fractions such as 0.8 * 3000 out of templates. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
