import * as fs from 'fs';
import * as path from 'path';
import { writeSources } from '../generators/sources';

/** Something the user asked for that cannot be done; the message says why and what to do instead. */
export class UsageError extends Error {}

/** The one source file of a new thing. */
export interface Scaffold {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly content: string;
  /** What is left to a person. */
  readonly nextSteps: readonly string[];
}

/** Writes the file, registers it, and says what to do next. */
export function writeScaffold(root: string, scaffold: Scaffold): void {
  const target = path.join(root, scaffold.path);
  if (fs.existsSync(target)) throw new UsageError(`${scaffold.path} exists already: edit it, or choose another name.`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, scaffold.content);
  writeSources(root);
  console.log([`Wrote ${scaffold.path}. Next:`, ...scaffold.nextSteps].join('\n  - '));
}

/** Runs a scaffold command, and reports what the user did wrong without a stack trace. */
export async function runScaffold(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
