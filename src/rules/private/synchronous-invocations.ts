import type { PropertyValue } from '../property-value';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';

/** An API or an event source that calls a function. */
export interface Invocation {
  readonly invoker: WorkloadResource;
  /** Whether it names an alias or a version. */
  readonly isQualified: boolean;
}

/** Where APIs and event sources name the function that they call. */
const INVOKERS: readonly (readonly [type: string, path: string])[] = [
  ['AWS::ApiGateway::Method', 'Integration.Uri'],
  ['AWS::ApiGatewayV2::Integration', 'IntegrationUri'],
  ['AWS::Lambda::EventSourceMapping', 'FunctionName'],
];

/** `…:lambda:path/2015-03-31/functions/<ARN of the function>/invocations` */
const INVOCATION_URI = /\/functions\/(.*)\/invocations$/;
/** Of `arn:aws:lambda:eu-west-1:123456789012:function:orders`. */
const PARTS_OF_ARN = 7;

/** The APIs and event sources that call a function, or an alias or version of it. */
export function invocationsOf(fn: WorkloadResource): readonly Invocation[] {
  return fn.workload._once(invocations).get(fn) ?? [];
}

function invocations(workload: Workload): ReadonlyMap<WorkloadResource, Invocation[]> {
  const byFunction = new Map<WorkloadResource, Invocation[]>();
  for (const [type, path] of INVOKERS) {
    for (const invoker of workload.ofType(type)) {
      const value = invoker.property(path);
      for (const { fn, isQualified } of functionsNamedBy(value)) {
        const list = byFunction.get(fn);
        if (list) list.push({ invoker, isQualified }); else byFunction.set(fn, [{ invoker, isQualified }]);
      }
    }
  }
  return byFunction;
}

function functionsNamedBy(value: PropertyValue): { readonly fn: WorkloadResource; readonly isQualified: boolean }[] {
  return value.targets(FUNCTION, 'AWS::Lambda::Alias', 'AWS::Lambda::Version').flatMap(target => {
    if (target.resourceType === FUNCTION) return [{ fn: target, isQualified: hasQualifier(value.knownText) }];
    return target.property('FunctionName').targets(FUNCTION).map(fn => ({ fn, isQualified: true }));
  });
}

/** Of a reference to the function nothing is left in the text but what follows it. */
function hasQualifier(text: string): boolean {
  const name = INVOCATION_URI.exec(text)?.[1] ?? text;
  return name.startsWith(':') || name.split(':').length > PARTS_OF_ARN;
}
