import { logWarning, problemOf } from '../log';
import type { Print } from '../ports';

/** What services call it that the role may not do something. */
const DENIED = ['AccessDenied', 'AccessDeniedException', 'OpsItemAccessDeniedException', 'UnauthorizedOperation'];

/** Tells what is gone, or may not be known, from calls that failed and may go better next time. */
export class Refusals {
  private readonly told = new Set<string>();

  constructor(private readonly print: Print) {}

  /**
   * The answer, or what stands for it where there is none to be had. That a call is not allowed is logged once for each operation.
   *
   * @throws what the call does, unless the thing is gone or the call is not allowed
   */
  public async unlessRefused<T>(operation: string, isGone: (error: Error) => boolean, none: T, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (caught) {
      const error = caught as Error;
      if (isGone(error)) return none;
      if (!DENIED.includes(error.name)) throw error;
      if (!this.told.has(operation)) {
        this.told.add(operation);
        logWarning(this.print, `${operation} is not allowed: what it would tell is absent from now on`, { problem: problemOf(error) });
      }
      return none;
    }
  }
}
