import { Token } from 'aws-cdk-lib';

/** What stands in a file for values that only deployment knows, and how to get them. */
export class StandIns {
  /** By stand-in, the command that prints the value or the words that describe it. */
  public readonly commands = new Map<string, string>();

  /** A value, or its stand-in. */
  public text(value: string, name: string, command: string): string {
    if (!Token.isUnresolved(value)) return value;
    const standIn = `@${name}@`;
    this.commands.set(standIn, command);
    return standIn;
  }
}
