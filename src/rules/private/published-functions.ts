import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const FUNCTION = 'AWS::Lambda::Function';
const VERSION = 'AWS::Lambda::Version';
const ALIAS = 'AWS::Lambda::Alias';

/** Whether the app publishes versions of a function, or names one that was published; `undefined` where only deployment can tell. */
export function isPublished(fn: WorkloadResource): boolean | undefined {
  const { workload } = fn;
  const aliases = workload.referrersOf(fn, ALIAS, 'FunctionName');
  const isNamed = aliases.some(alias => !['$LATEST', undefined].includes(alias.property('FunctionVersion').text));
  if (isNamed || workload.referrersOf(fn, VERSION, 'FunctionName').length > 0) return true;
  return aliases.some(alias => alias.property('FunctionVersion').isUnknown) || workload._once(hasVersionOfSomething) ? undefined : false;
}

/** Whether an alias or a version of a function keeps environments ready, or may do so. */
export function mayHaveProvisionedConcurrency(fn: WorkloadResource): boolean {
  return [ALIAS, VERSION].some(type => fn.workload.referrersOf(fn, type, 'FunctionName')
    .some(qualifier => !qualifier.property('ProvisionedConcurrencyConfig').isAbsent));
}

/** A version that can be one of any function. */
function hasVersionOfSomething(workload: Workload): boolean {
  return workload.ofType(VERSION).some(version => {
    const name = version.property('FunctionName');
    return name.isUnknown && name.targets(FUNCTION).length === 0;
  });
}
