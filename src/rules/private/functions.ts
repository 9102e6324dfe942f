import type { PropertyValue } from '../property-value';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';

/** A function as something invokes it. */
export interface FunctionUse {
  readonly fn: WorkloadResource;
  /** The alias or version that is invoked: as a resource, or by name. */
  readonly qualifier: WorkloadResource | string;
}

/** The functions that a value names, also by an alias or a version. */
export function functionsIn(value: PropertyValue): FunctionUse[] {
  const uses: FunctionUse[] = [];
  for (const target of value.targets(FUNCTION, 'AWS::Lambda::Alias', 'AWS::Lambda::Version')) {
    if (target.resourceType === FUNCTION) {
      uses.push({ fn: target, qualifier: qualifierIn(value.knownText) });
    } else if (value.isUnknown) {
      for (const fn of target.property('FunctionName').targets(FUNCTION)) uses.push({ fn, qualifier: target });
    }
  }
  return uses;
}

/** The timeout of a function in seconds; `undefined` when only deployment can tell. */
export function timeoutOf(fn: WorkloadResource): number | undefined {
  return numberOr(fn.property('Timeout'), 3);
}

/** The number, or the one that stands for none; `undefined` when only deployment can tell. */
export function numberOr(value: PropertyValue, absent: number): number | undefined {
  return value.isAbsent ? absent : value.number;
}

function qualifierIn(text: string): string {
  // `arn:aws:lambda:eu-west-1:123456789012:function:orders:live`, or what follows a reference to the function
  const [, afterName, afterReference] = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+:([^:/]+)$|^:([\w$-]+)$/.exec(text) ?? [];
  return afterName ?? afterReference ?? '$LATEST';
}
