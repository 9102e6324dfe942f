import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** One action of Fault Injection Service, on one kind of target. */
export interface Fault {
  readonly description: string;
  readonly actionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Name that the action has for its targets. */
  readonly targetName: string;
  readonly target: FaultTarget;
  /** What the experiment role may do to inject it. */
  readonly statements: readonly PolicyStatement[];
}

export interface FaultTarget {
  readonly resourceType: string;
  readonly selectionMode: string;
  readonly resourceArns?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
}
