import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { append } from './append';
import { grouped } from './links';
import { mayShareEnvironment, visibleFrom } from './template-unit';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';

/** What resource ids start with, up to and with the name of the resource. */
interface Scheme {
  readonly pattern: RegExp;
  readonly types: readonly string[];
  /** The property with the name, where it is none that names usually are in. */
  readonly nameProperty?: string;
}

/** @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html */
const SCHEMES: readonly Scheme[] = [
  { pattern: /^service\/[^/]*\/([^/]+)$/, types: ['AWS::ECS::Service'] },
  { pattern: /^table\/([^/]+)/, types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'] },
  { pattern: /^endpoint\/([^/]+)\/variant\//, types: ['AWS::SageMaker::Endpoint'] },
  { pattern: /^function:([^:]+):/, types: [FUNCTION] },
  { pattern: /^replication-group\/(.+)$/, types: ['AWS::ElastiCache::ReplicationGroup'], nameProperty: 'ReplicationGroupId' },
  { pattern: /^cluster:(.+)$/, types: ['AWS::RDS::DBCluster', 'AWS::Neptune::DBCluster'] },
  { pattern: /^keyspace\/[^/]+\/table\/(.+)$/, types: ['AWS::Cassandra::Table'] },
];

/** What Application Auto Scaling scales in an app. */
class ScalableTargets {
  private readonly byDimension = new Map<string, WorkloadResource[]>();
  private readonly byResource = new Map<WorkloadResource, WorkloadResource[]>();
  /** Those of which only deployment tells what they scale. */
  private readonly unresolved: WorkloadResource[] = [];
  private readonly named = new Map<string, Map<string, WorkloadResource[]>>();

  constructor(private readonly workload: Workload) {
    for (const target of workload.ofType(TARGET)) this.add(target);
  }

  public of(resource: WorkloadResource, dimension: string): WorkloadResource[] {
    return (this.byResource.get(resource) ?? []).filter(target => target.property('ScalableDimension').text === dimension);
  }

  public ofDimension(dimension: string): WorkloadResource[] {
    return [...this.byDimension.get(dimension) ?? []];
  }

  public mayBe({ _unit: unit }: WorkloadResource, dimension: string): boolean {
    return this.unresolved.some(target => {
      const scaled = target.property('ScalableDimension');
      return (scaled.isUnknown || scaled.text === dimension) && target._unit.stage === unit.stage && mayShareEnvironment(target._unit, unit);
    });
  }

  private add(target: WorkloadResource): void {
    const dimension = target.property('ScalableDimension');
    const id = target.property('ResourceId');
    if (dimension.text !== undefined) append(this.byDimension, dimension.text, target);
    const scaled = this.scaledBy(target, id);
    if (dimension.isUnknown || (id.isUnknown && scaled.size === 0)) this.unresolved.push(target);
    for (const resource of scaled) append(this.byResource, resource, target);
  }

  private scaledBy(target: WorkloadResource, id: PropertyValue): ReadonlySet<WorkloadResource> {
    // What is referred to stands as a name that no resource has.
    const text = id._marked(() => '*');
    const scheme = SCHEMES.find(({ pattern }) => pattern.test(text));
    const referred = id.isUnknown ? id.targets() : [];
    if (!scheme) return new Set(referred);
    const own = referred.filter(({ resourceType }) => scheme.types.includes(resourceType) || resourceType === ALIAS);
    const scaled = own.length > 0 ? own : this.namedBy(target, scheme, scheme.pattern.exec(text)![1]);
    return new Set(scheme.types.includes(FUNCTION) ? scaled.flatMap(resource => withAliases(resource, text.split(':')[2])) : scaled);
  }

  private namedBy(target: WorkloadResource, { types, nameProperty }: Scheme, name: string): readonly WorkloadResource[] {
    if (nameProperty === undefined) return types.flatMap(type => this.workload._named(target._unit, type, name));
    return types.flatMap(type => {
      let named = this.named.get(type);
      if (!named) this.named.set(type, named = grouped(this.workload.ofType(type), resource => resource.property(nameProperty).text));
      return visibleFrom(target._unit, (named.get(name) ?? []).map(resource => ({ resource, unit: resource._unit }))).map(({ resource }) => resource);
    });
  }
}

/** An alias and its function; of a function, the alias that is named too. */
function withAliases(resource: WorkloadResource, alias: string | undefined): WorkloadResource[] {
  const { workload } = resource;
  if (resource.resourceType === ALIAS) return [resource, ...resource.property('FunctionName').targets(FUNCTION)];
  return [resource, ...workload.referrersOf(resource, ALIAS, 'FunctionName').filter(({ physicalName }) => physicalName === alias)];
}

/** The targets that scale a resource in a dimension, such as `dynamodb:table:WriteCapacityUnits`. Those of an alias are also those of its function. */
export function scalableTargetsOf(resource: WorkloadResource, dimension: string): WorkloadResource[] {
  return resource.workload._once(indexed).of(resource, dimension);
}

/** All targets of a dimension. */
export function scalableTargets(workload: Workload, dimension: string): WorkloadResource[] {
  return workload._once(indexed).ofDimension(dimension);
}

/** Whether something scales a resource in a dimension; `undefined` where only deployment tells what a target nearby scales. */
export function isScaled(resource: WorkloadResource, dimension: string): boolean | undefined {
  const targets = resource.workload._once(indexed);
  if (targets.of(resource, dimension).length > 0) return true;
  return targets.mayBe(resource, dimension) ? undefined : false;
}

function indexed(workload: Workload): ScalableTargets {
  return new ScalableTargets(workload);
}
