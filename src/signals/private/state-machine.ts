import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import type { ThresholdValue } from '../threshold';
import { numeric } from './numeric';
import { unknownProperty } from './unknown-property';

/** The longest that AWS lets an Express workflow run. */
const EXPRESS_SECONDS = 300;

/** Whether the state machine runs Express workflows; a type that only deployment tells is none. */
export function isExpress(machine: ObservedResource): boolean {
  const type = machine.property('StateMachineType');
  return typeof type === 'string' && !Token.isUnresolved(type) && type !== 'STANDARD';
}

/** Milliseconds that are a fraction of the longest that an execution may take. */
export function fractionOfTimeout(machine: ObservedResource, fraction: number): ThresholdValue {
  const definition = definitionOf(machine);
  const seconds = numeric(definition?.TimeoutSeconds);
  if (isExpress(machine)) return { value: 1000 * fraction * Math.min(seconds ?? EXPRESS_SECONDS, EXPRESS_SECONDS) };
  if (seconds !== undefined) return { value: 1000 * fraction * seconds };
  if (machine.imported) return unknownProperty(machine, 'Definition', 'absent');
  return unknownProperty(machine, 'TimeoutSeconds of the definition', definition === undefined || definition.TimeoutSeconds !== undefined ? 'token' : 'absent');
}

type Definition = { readonly [name: string]: unknown };

/** The definition at its top level, or `undefined` when only deployment tells it. */
function definitionOf(machine: ObservedResource): Definition | undefined {
  return structure(machine.property('Definition')) ?? parsed(machine.property('DefinitionString'));
}

function parsed(declared: unknown): Definition | undefined {
  if (Token.isUnresolved(declared)) return structure(beforeStringified(declared));
  if (typeof declared !== 'string') return undefined;
  try {
    return structure(JSON.parse(declared));
  } catch {
    return undefined;
  }
}

function structure(value: unknown): Definition | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !Token.isUnresolved(value) ? value as Definition : undefined;
}

/**
 * What `Stack.toJsonString` makes a text of, as L2s do with a definition. It gives the structure to whoever resolves it, tokens included: nothing
 * is resolved here, so no lazy value in the definition is asked before its time.
 */
function beforeStringified(token: any): unknown {
  let given: unknown;
  const noted = new Error('Not resolved');
  try {
    (token.inner ?? token).producer?.produce?.({
      resolve: (value: unknown) => {
        given ??= value;
        throw noted;
      },
    });
  } catch {
    return given;
  }
  return undefined;
}
