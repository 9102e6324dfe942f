/** Something that the user can mend; the message says how. */
export class Failure extends Error {}
