export enum ExitCode {
  OK = 0,
  PROBLEM = 1,
  USAGE = 2,
}

/** Something that the user can mend; the message says how. */
export class Failure extends Error {
  constructor(message: string, public readonly exitCode: ExitCode = ExitCode.PROBLEM) {
    super(message);
  }
}

/** What the user asked for cannot be done as it was asked. */
export class UsageFailure extends Failure {
  constructor(message: string) {
    super(message, ExitCode.USAGE);
  }
}

/** All was done and said, and findings fail. */
export class FindingsFail extends Error {}
