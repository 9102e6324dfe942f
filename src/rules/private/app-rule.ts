import type { WorkloadResource } from '../workload-resource';

/** Whether a stack stands for the whole app in a rule about the app: the first one does. */
export function standsForApp(stack: WorkloadResource): boolean {
  return stack.workload.stacks[0] === stack;
}
