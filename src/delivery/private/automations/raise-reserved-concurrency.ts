import { BEFORE } from './change-document';
import { assertThat, change, integer, refuseOutside, wholeNumber, type Recipe } from './recipe';

/** Gives a function more of the concurrency of the account, which the others then lack. */
export function raiseReservedConcurrency(functionName: string, functionArn: string, range: readonly [number, number]): Recipe {
  const describe = { service: 'lambda', api: 'GetFunctionConcurrency', inputs: { FunctionName: functionName } };
  const reserved = '$.ReservedConcurrentExecutions';
  return {
    title: `Raise the reserved concurrency of ${functionName}`,
    parameters: { Concurrency: wholeNumber(`How many invocations may run at once, ${range[0]} to ${range[1]}.`) },
    state: { ...describe, outputs: [integer('Concurrency', reserved)] },
    guards: [refuseOutside('Concurrency', range, describe, reserved)],
    paths: [{
      plan: `The reserved concurrency goes from ${BEFORE('Concurrency')} to {{ Concurrency }}.`,
      steps: [
        change('raise', { service: 'lambda', api: 'PutFunctionConcurrency', inputs: { FunctionName: functionName, ReservedConcurrentExecutions: '{{ Concurrency }}' } }),
        assertThat('verify', describe, reserved, ['{{ Concurrency }}']),
      ],
    }],
    resources: { function: [functionArn] },
  };
}
