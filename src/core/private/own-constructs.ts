import type { IConstruct } from 'constructs';

const OWN = Symbol.for('cdk-pillars.own');

/** Marks a construct of this library, so that whoever looks for the user's resources does not descend into it. */
export function markOwn(construct: IConstruct): void {
  Object.defineProperty(construct, OWN, { value: true });
}

/** Whether a construct was made by this library. */
export function isOwn(construct: IConstruct): boolean {
  return OWN in construct;
}
