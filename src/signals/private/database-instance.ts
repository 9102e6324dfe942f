import { Token } from 'aws-cdk-lib';
import { capacityOfClass, defaultConnections, GIB_PER_CAPACITY_UNIT, serverlessConnections } from '../../core/private/database-capacity';
import type { ObservedResource } from '../observed-resource';
import type { ThresholdValue } from '../threshold';
import { DerivedThreshold } from './derived-threshold';
import { numeric } from './numeric';
import { unknownProperty } from './unknown-property';

const GIB = 2 ** 30;
const OVERRIDE = 'give the signal a threshold of its own';
const SCALING = 'ServerlessV2ScalingConfiguration';

/** Whether an instance belongs to an Aurora cluster, which has the storage and the replication for it. */
export function isInAurora(instance: ObservedResource): boolean {
  return (instance.property('DBClusterIdentifier') ?? undefined) !== undefined || (literal(instance.property('Engine')) ?? '').startsWith('aurora');
}

/** The engine of an instance or of the cluster that it belongs to, where it is literal. */
export function engineOf(database: ObservedResource): string | undefined {
  const engine = database.property('Engine') ?? database.referenced('DBClusterIdentifier')?.property('Engine');
  return literal(engine)?.toLowerCase();
}

/** A share of the memory of the class of an instance, in bytes. */
export function shareOfMemory(words: string, share: (instance: ObservedResource) => number): DerivedThreshold {
  return new DerivedThreshold(words, instance => scaled(instanceMemory(instance), share(instance) * GIB));
}

/** A share of `max_connections`: that of the parameter group, or else the default of engine and class. */
export function shareOfConnections(words: string, share: number): DerivedThreshold {
  return new DerivedThreshold(words, instance => scaled(maxConnections(instance), share));
}

/** The vCPUs of the class of an instance. */
export function vCpusOf(words: string): DerivedThreshold {
  return new DerivedThreshold(words, instance => {
    const name = instance.property('DBInstanceClass');
    const capacity = capacityOf(name);
    if (!capacity) return unknownClass(instance, name);
    const isDefault = (instance.property('ProcessorFeatures') ?? undefined) === undefined;
    return isDefault ? { value: capacity.vCpus } : { reason: `ProcessorFeatures change the vCPUs of the class: ${OVERRIDE}` };
  });
}

/** A share of the memory of the smallest instance of a cluster, in bytes. */
export function shareOfSmallestMemory(words: string, share: number, instanceType: string, scaling: string): DerivedThreshold {
  return new DerivedThreshold(words, cluster => {
    const classes = cluster.imported
      ? [cluster.property('DBInstanceClass')]
      : cluster.referencedBy(instanceType, 'DBClusterIdentifier').map(instance => instance.property('DBInstanceClass'));
    if (classes.length === 0) return { reason: `no instance of the cluster stands in its stack: ${OVERRIDE}` };
    const memories = classes.map(name => memoryOf(cluster, name, cluster, scaling));
    const unknown = memories.find(({ value }) => value === undefined);
    return unknown ?? scaled({ value: Math.min(...memories.map(({ value = Infinity }) => value)) }, share * GIB);
  });
}

function instanceMemory(instance: ObservedResource): ThresholdValue {
  return memoryOf(instance, instance.property('DBInstanceClass'), instance.referenced('DBClusterIdentifier'), SCALING);
}

/** GiB of a class; what a serverless one has at its maximum is in the scaling configuration of its cluster. */
function memoryOf(asked: ObservedResource, name: unknown, cluster: ObservedResource | undefined, scaling: string): ThresholdValue {
  if (name === 'db.serverless') return scaled(maximumCapacity(cluster, scaling), GIB_PER_CAPACITY_UNIT);
  const capacity = capacityOf(name);
  return capacity ? { value: capacity.memoryGiB } : unknownClass(asked, name);
}

function maximumCapacity(cluster: ObservedResource | undefined, scaling: string): ThresholdValue {
  const maximum = numeric(cluster?.property(`${scaling}.MaxCapacity`));
  return maximum !== undefined && maximum > 0 ? { value: maximum } : { reason: `the MaxCapacity of its ${scaling} is not known: ${OVERRIDE}` };
}

function maxConnections(instance: ObservedResource): ThresholdValue {
  const cluster = instance.referenced('DBClusterIdentifier');
  const set = connectionsOfGroup(instance, 'DBParameterGroupName') ?? (cluster && connectionsOfGroup(cluster, 'DBClusterParameterGroupName'));
  if (set) return set;
  const memory = instanceMemory(instance);
  if (memory.value === undefined) return memory;
  const engine = engineOf(instance);
  if (engine === undefined) return unknownEngine(instance);
  const value = instance.property('DBInstanceClass') === 'db.serverless'
    ? serverlessConnections(engine, numeric(cluster?.property(`${SCALING}.MinCapacity`)) ?? 0, memory.value / GIB_PER_CAPACITY_UNIT)
    : defaultConnections(engine, memory.value);
  return value === undefined ? { reason: `the default of max_connections of the engine ${engine} on this class is not known: ${OVERRIDE}` } : { value };
}

/** What the parameter group of an instance or a cluster says of connections; `undefined` when it leaves the default. */
function connectionsOfGroup(database: ObservedResource, property: string): ThresholdValue | undefined {
  const name = database.property(property) ?? undefined;
  if (name === undefined || literal(name)?.startsWith('default.')) return undefined;
  const group = database.referenced(property);
  if (!group) return { reason: `${property} names a parameter group that is not in this app: ${OVERRIDE}` };
  const parameter = group.property('Parameters.max_connections') ?? undefined;
  if (parameter === undefined) return undefined;
  const value = numeric(parameter);
  return value !== undefined && value > 0 ? { value } : { reason: `max_connections in ${property} is not a number: ${OVERRIDE}` };
}

function capacityOf(name: unknown) {
  const known = literal(name);
  return known === undefined ? undefined : capacityOfClass(known);
}

function unknownClass(asked: ObservedResource, name: unknown): ThresholdValue {
  if (Token.isUnresolved(name)) return unknownProperty(asked, 'DBInstanceClass', 'token');
  if (name === undefined || name === null) return unknownProperty(asked, 'DBInstanceClass', 'absent');
  return { reason: `DBInstanceClass is ${literal(name) ?? 'not a text'}, a class of which vCPUs and memory are not known: ${OVERRIDE}` };
}

function unknownEngine(instance: ObservedResource): ThresholdValue {
  const engine = instance.property('Engine') ?? undefined;
  if (engine === undefined || Token.isUnresolved(engine)) return unknownProperty(instance, 'Engine', engine === undefined ? 'absent' : 'token');
  return { reason: `Engine is not a text: ${OVERRIDE}` };
}

function literal(value: unknown): string | undefined {
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : undefined;
}

function scaled({ value, reason }: ThresholdValue, factor: number): ThresholdValue {
  return value === undefined ? { reason } : { value: Math.floor(value * factor) };
}
