import { BEFORE } from './change-document';
import { text, type Recipe } from './recipe';

/** Has a function of the user's own fill a cache: only what is in its network reaches it. */
export function warmCache(functionName: string, functionArn: string, payload: Readonly<Record<string, unknown>>, timeoutSeconds: number): Recipe {
  return {
    title: `Warm the cache with ${functionName}`,
    parameters: {},
    state: {
      service: 'lambda', api: 'GetFunctionConfiguration', inputs: { FunctionName: functionName },
      outputs: [text('State', '$.State'), text('Version', '$.Version'), text('LastModified', '$.LastModified')],
    },
    guards: [],
    paths: [{
      plan: `The function ${functionName}, as it was deployed at ${BEFORE('LastModified')}, is called and fills the cache.`,
      steps: [{
        name: 'warm', action: 'aws:invokeLambdaFunction', timeoutSeconds,
        inputs: { FunctionName: functionName, InvocationType: 'RequestResponse', InputPayload: payload },
      }],
    }],
    resources: { function: [functionArn] },
  };
}
