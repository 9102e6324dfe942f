interface Answer { readonly isValid: boolean; readonly errors: object[] }

// The validator has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const validate: (definition: object) => Answer = require('asl-validator');

/** What is wrong with the definition of a state machine. */
export function definitionErrors(definition: object): object[] {
  const { isValid, errors } = validate(definition);
  return isValid ? [] : errors;
}
