/** What a stack is called among the types that rules are about. */
export const STACK_TYPE = 'Stack';
