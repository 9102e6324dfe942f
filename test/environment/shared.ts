/** Under which name the sandbox of a test finds the validator. */
export const SHARED_VALIDATOR = 'sharedTemplateValidator';
