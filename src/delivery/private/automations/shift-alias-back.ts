import { BEFORE } from './change-document';
import { assertThat, change, look, text, texts, type Recipe } from './recipe';

/** The value of the parameter that takes an unfinished shift back. */
export const STABLE = 'stable';

export interface AliasTarget {
  readonly functionName: string;
  readonly functionArn: string;
  readonly aliasName: string;
}

/**
 * While traffic is shifted, the alias itself still names the version that is left, so an unfinished shift is taken back without knowing more. After that, nothing in
 * AWS tells which version came before: whoever starts the automation names it.
 */
export function shiftAliasBack({ functionName, functionArn, aliasName }: AliasTarget): Recipe {
  const alias = { FunctionName: functionName, Name: aliasName };
  const describe = { service: 'lambda', api: 'GetAlias', inputs: alias };
  const version = { service: 'lambda', api: 'GetFunctionConfiguration', inputs: { FunctionName: functionName, Qualifier: '{{ Version }}' } };
  const move = (name: string, to: string) => change(name, {
    service: 'lambda', api: 'UpdateAlias', inputs: { ...alias, FunctionVersion: to, RoutingConfig: { AdditionalVersionWeights: {} } },
  });
  return {
    title: `Shift the traffic of ${functionName}:${aliasName} back`,
    parameters: {
      Version: {
        type: 'String', default: STABLE, allowedPattern: `^(${STABLE}|[1-9][0-9]{0,9})$`,
        description: `The version that gets all traffic. With ${STABLE}, a shift that is under way is taken back.`,
      },
    },
    state: { ...describe, outputs: [text('Version', '$.FunctionVersion'), text('Revision', '$.RevisionId')] },
    looks: [look('findVersions', { service: 'lambda', api: 'ListVersionsByFunction', inputs: { FunctionName: functionName } }, [texts('Versions', '$.Versions..Version')])],
    guards: [],
    paths: [
      {
        when: { Variable: '{{ Version }}', StringEquals: STABLE },
        plan: `Version ${BEFORE('Version')} gets all traffic, and a version that is being shifted to gets none.`,
        steps: [move('endShift', BEFORE('Version')), assertThat('verifyEnd', describe, '$.FunctionVersion', [BEFORE('Version')])],
      },
      {
        looks: [assertThat('checkVersion', version, '$.State', ['Active', 'Inactive'])],
        plan: `The traffic of version ${BEFORE('Version')} goes to version {{ Version }}.`,
        steps: [move('goBack', '{{ Version }}'), assertThat('verify', describe, '$.FunctionVersion', ['{{ Version }}'])],
      },
    ],
    resources: { 'function': [functionArn], 'function-version': [`${functionArn}:*`] },
  };
}
