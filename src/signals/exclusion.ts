import type { IConstruct } from 'constructs';

/** Something that is left out on purpose, with the reason that the coverage prints. */
export class Exclusion {
  /**
   * Leaves a construct, and everything below it, unobserved.
   *
   * @param construct a resource, or a construct that holds resources
   * @param reason why; printed in the coverage
   * @throws when the reason is empty
   */
  public static of(construct: IConstruct, reason: string): Exclusion {
    return new Exclusion(stated(reason, construct.node.path), construct, undefined);
  }

  /**
   * Leaves one signal without an alarm; dashboards still show it.
   *
   * @param key `<kind>.<signal>` for all resources of a kind, or `<resource>.<signal>` for one, such as `lambda-function.duration`
   * @param reason why; printed in the coverage
   * @throws when the reason is empty
   */
  public static signal(key: string, reason: string): Exclusion {
    return new Exclusion(stated(reason, key), undefined, key);
  }

  private constructor(
    /** Why it is left out. */
    public readonly reason: string,
    /** The construct that is left out, if one is. */
    public readonly construct: IConstruct | undefined,
    /** The signal that is left out, if one is. */
    public readonly signalKey: string | undefined,
  ) {}
}

function stated(reason: string, what: string): string {
  if (reason.trim() === '') throw new Error(`Exclusion of ${what}: a reason is required. Say why it is left out, such as 'retired in March'.`);
  return reason;
}
