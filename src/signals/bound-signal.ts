import { ReferenceStrength, Stack } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { consumed, outermostStack } from '../core/private/cross-stack';
import { isOwn } from '../core/private/own-constructs';
import type { ObservedResource } from './observed-resource';
import { withConstants } from './private/metric-math';
import { renderMetric, type MetricModel } from './private/metric-model';
import { metricsElsewhere } from './private/metrics-region';
import type { ISignalSource, SignalVariant } from './signal-source';
import type { SignalSpec } from './signal-spec';

/** What of a metric may differ from its signal. */
export interface SignalMetricOptions {
  /**
   * Statistic, such as `p99`. Has no effect on an expression.
   *
   * @default - the statistic of the signal
   */
  readonly statistic?: string;

  /**
   * Period of the metric.
   *
   * @default - the period of the signal's alarm, one minute without an alarm
   */
  readonly period?: Duration;
}

/** A signal of one resource: the description of a kind, bound to the dimensions of a thing that exists. */
export class BoundSignal {
  /** @internal */
  public static _bind(
    source: ISignalSource, spec: SignalSpec, resource: ObservedResource, variant: SignalVariant, label: string, strength: ReferenceStrength,
  ): BoundSignal {
    return new BoundSignal(source, spec, resource, variant, label, strength);
  }

  /** Unique within the resource: the id of the signal, and of its variant where it has several. */
  public readonly id: string;

  /** Name of the resource in alarms and on dashboards; literal. */
  public readonly resourceLabel: string;

  private constructor(
    /** The kind of the resource. */
    public readonly source: ISignalSource,
    /** What is measured. */
    public readonly spec: SignalSpec,
    /** What it is measured of. */
    public readonly resource: ObservedResource,
    /** The dimensions under which it is published. */
    public readonly variant: SignalVariant,
    resourceLabel: string,
    private readonly strength: ReferenceStrength,
  ) {
    this.id = variant.id === undefined ? spec.id : `${spec.id}-${variant.id}`;
    this.resourceLabel = resourceLabel;
  }

  /** `<kind>.<signal>`, the key by which overrides and exclusions name the signal. */
  public get key(): string {
    return `${this.source.kind}.${this.spec.id}`;
  }

  /** What is measured of what, for people. */
  public get title(): string {
    return this.variant.id === undefined ? this.spec.title : `${this.spec.title} (${this.variant.id})`;
  }

  /**
   * The signal as a CloudWatch metric or math expression, for alarms, widgets and objectives of your own. The metric of a global service has the
   * Region in which it is published, where that is not the one of the scope.
   *
   * @param scope where the metric will be used: a resource of another stack is then referred to without an export
   */
  public metric(scope: IConstruct, options: SignalMetricOptions = {}): IMetric {
    const consumer = Stack.of(scope);
    return renderMetric(this._model(consumer, options.statistic, options.period?.toSeconds()), metricsElsewhere(this.source, consumer));
  }

  /**
   * The signal as plain data.
   *
   * @internal
   */
  public _model(consumer: Stack, statistic?: string, periodSeconds?: number): MetricModel {
    const period = periodSeconds ?? this.variant.periodSeconds ?? this.spec.alarm?.periodSeconds ?? 60;
    const { spec, source, variant } = this;
    const dimensions = this.asUsedIn(consumer, variant.dimensions);
    if (spec.metricName !== undefined) {
      return {
        namespace: spec.namespace ?? source.namespace, metricName: spec.metricName, dimensions, statistic: this._filled(statistic ?? spec.statistic ?? 'Average'), period,
      };
    }
    const inputs = Object.entries(spec.inputs ?? {}).map(([id, input]) => [id, {
      namespace: input.namespace ?? spec.namespace ?? source.namespace, metricName: input.metricName,
      dimensions: variant.inputDimensions?.[id] ? this.asUsedIn(consumer, variant.inputDimensions[id]) : dimensions,
      statistic: input.statistic, period,
    }] as const);
    return { expression: this._filled(spec.expression ?? ''), inputs: Object.fromEntries(inputs), period };
  }

  /**
   * Something else that is measured of the same resource, under other dimensions or under the same.
   *
   * @internal
   */
  public _sibling(spec: SignalSpec, variant: SignalVariant = this.variant): BoundSignal {
    return new BoundSignal(this.source, spec, this.resource, variant, this.resourceLabel, this.strength);
  }

  /**
   * An expression or a statistic of the kind with the numbers of the resource.
   *
   * @internal
   */
  public _filled(text: string): string {
    return withConstants(text, this.variant.constants);
  }

  /** Dimension values as a stack may use them: across stacks by weak reference, so that nothing is exported. */
  private asUsedIn(consumer: Stack, dimensions: { readonly [name: string]: string }): { readonly [name: string]: string } {
    if (Stack.of(this.resource.construct) === consumer) return dimensions;
    // Nothing can be exported to the stacks of other Regions that the library makes.
    const strength = isOwn(outermostStack(consumer)) ? ReferenceStrength.WEAK : this.strength;
    return Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [name, consumed(value, consumer, strength)]));
  }
}
