import { Tokenization } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { BoundSignal } from '../../signals/bound-signal';
import type { ObservedResource } from '../../signals/observed-resource';
import { peekProperty, referencesIn } from '../../signals/private/peek';
import { StackResources } from '../../signals/private/stack-resources';

interface WatchedMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: ReadonlyArray<{ readonly name: string; readonly value: unknown }>;
  readonly alarm: CfnResource;
}

/** What the alarms of one stack watch; read once, and further as the stack grows. */
class WatchedInStack {
  public static of(index: StackResources): WatchedInStack {
    let watched = WatchedInStack.tables.get(index);
    if (!watched) {
      watched = new WatchedInStack(index);
      WatchedInStack.tables.set(index, watched);
    }
    return watched;
  }

  private static readonly tables = new WeakMap<StackResources, WatchedInStack>();

  private readonly byMetric = new Map<string, WatchedMetric[]>();
  private read = 0;

  private constructor(private readonly index: StackResources) {}

  public metrics(key: string): readonly WatchedMetric[] {
    const alarms = this.index.ofType('AWS::CloudWatch::Alarm');
    for (; this.read < alarms.length; this.read++) {
      for (const metric of metricsOf(alarms[this.read])) {
        const list = this.byMetric.get(keyOf(metric));
        if (list) list.push(metric); else this.byMetric.set(keyOf(metric), [metric]);
      }
    }
    return this.byMetric.get(key) ?? [];
  }
}

/** What the alarms that somebody wrote by hand watch, in the stacks that a service has to do with. */
export class HandWrittenAlarms {
  private readonly stacks: readonly WatchedInStack[];

  constructor(indexes: Iterable<StackResources>) {
    this.stacks = [...indexes].map(index => WatchedInStack.of(index));
  }

  /** The path of an alarm that already watches a signal of a resource. */
  public watching(signal: BoundSignal): string | undefined {
    const { spec, source } = signal;
    const names = spec.metricName === undefined ? Object.values(spec.inputs ?? {}).map(({ metricName }) => metricName) : [spec.metricName];
    const key = keyOf({ namespace: spec.namespace ?? source.namespace, metricName: names[0] });
    const found = this.stacks.flatMap(stack => stack.metrics(key)).find(metric => watches(metric, signal));
    return found?.alarm.node.path.replace(/\/Resource$/, '');
  }
}

function keyOf({ namespace, metricName }: Pick<WatchedMetric, 'namespace' | 'metricName'>): string {
  return `${namespace}#${metricName}`;
}

function watches({ dimensions }: WatchedMetric, { resource, variant }: BoundSignal): boolean {
  return dimensions.length === Object.keys(variant.dimensions).length
    && dimensions.every(({ name, value }) => name in variant.dimensions && denotesSame(value, variant.dimensions[name], resource));
}

/** Whether what an alarm names is what we name: by the same text, by a reference to the same resource, or by its literal name. */
function denotesSame(written: unknown, ours: string, resource: ObservedResource): boolean {
  if (written === ours) return true;
  const targets = referencesIn(written).map(({ target }) => target);
  const ourTargets = referencesIn(ours).map(({ target }) => target);
  if (targets.length === 0) return ourTargets.includes(resource.construct) && resource._isNamedBy(written);
  if (ourTargets.length === 0) return targets.includes(resource.construct);
  const sameTargets = targets.length === ourTargets.length && targets.every((target, index) => target === ourTargets[index]);
  return sameTargets && literalsOf(written) === literalsOf(ours);
}

/** What a text says besides its tokens. */
function literalsOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return Tokenization.reverseString(value).mapTokens({ mapToken: () => '' }).join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }) ?? '';
}

function metricsOf(alarm: CfnResource): WatchedMetric[] {
  return ['', ...paths(alarm, 'Metrics').map(path => `${path}.MetricStat.Metric.`)].flatMap(prefix => {
    const namespace = peekProperty(alarm, `${prefix}Namespace`);
    const metricName = peekProperty(alarm, `${prefix}MetricName`);
    if (typeof namespace !== 'string' || typeof metricName !== 'string') return [];
    const dimensions = paths(alarm, `${prefix}Dimensions`).map(path => ({ name: String(peekProperty(alarm, `${path}.Name`)), value: peekProperty(alarm, `${path}.Value`) }));
    return [{ namespace, metricName, dimensions, alarm }];
  });
}

/** The paths of the items of a list. */
function paths(alarm: CfnResource, list: string): string[] {
  const items = peekProperty(alarm, list);
  return Array.isArray(items) ? items.map((_, index) => `${list}.${index}`) : [];
}
