import { CfnResource, ReferenceStrength } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { BoundSignal, SignalCatalog, SignalCategory, SignalSource, SignalUnit, type SignalSpec } from '../../src';

/** One signal of a construct, bound as a service binds it; of the built-in catalog or of another. */
export function boundSignal(construct: IConstruct, id: string, catalog = SignalCatalog.builtIn()): BoundSignal {
  const resource = catalog.resource(construct);
  const source = resource && catalog.sourceOf(resource);
  const spec = source?.signals.find(signal => signal.id === id);
  if (!resource || !source || !spec) throw new Error(`${construct.node.path} has no signal ${id}`);
  const [variant] = source.variants(resource, spec);
  if (!variant) throw new Error(`${construct.node.path} has the signal ${id} in no variant`);
  return BoundSignal._bind(source, spec, resource, variant, construct.node.id, ReferenceStrength.WEAK);
}

/** A kind of the user's own with the signals that a test needs. */
export class ProbeSource extends SignalSource {
  public readonly kind = 'probe';
  public readonly title = 'Probe';
  public readonly resourceType = 'AWS::SNS::Topic';
  public readonly namespace = 'Probes';
  public readonly signals: SignalSpec[];

  constructor(...signals: Array<Partial<SignalSpec> & { readonly id: string }>) {
    super();
    const defaults = { category: SignalCategory.ERRORS, unit: SignalUnit.COUNT, source: 'https://example.com/probes' };
    this.signals = signals.map(signal => ({
      title: signal.id, ...defaults, ...(signal.expression === undefined ? { metricName: signal.id, statistic: 'Sum' } : {}), ...signal,
    }));
  }

  public dimensions(): { [name: string]: string } {
    return { Probe: 'one' };
  }
}

/** A catalog that knows probes, and nothing else that tests make. */
export function probes(...signals: Array<Partial<SignalSpec> & { readonly id: string }>): SignalCatalog {
  return SignalCatalog.builtIn().withSource(new ProbeSource(...signals));
}

/** A resource of the kind of `probes`. */
export function probe(scope: Construct, id = 'Probe'): CfnResource {
  return new CfnResource(scope, id, { type: 'AWS::SNS::Topic' });
}
