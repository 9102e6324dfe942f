import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { Failure } from './failure';
import { summaryCommand } from './summary/command';
import type { Terminal } from './terminal/terminal';

const OK = 0;
const PROBLEM = 1;
const USAGE = 2;

/**
 * Runs the command.
 *
 * @returns the exit code
 */
export function run(args: readonly string[], terminal: Terminal): number {
  try {
    program(terminal).parse(args, { from: 'user' });
    return OK;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    if (!(error instanceof Failure)) throw error;
    terminal.err(`${error.message}\n`);
    return PROBLEM;
  }
}

function program(terminal: Terminal): Command {
  const command = new Command('cdk-pillars')
    .description('Shows what cdk-pillars made of a CDK app: alarms and whom they reach, dashboards, coverage, cost, findings.')
    .version(version)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => terminal.width, getErrHelpWidth: () => terminal.width })
    .showHelpAfterError('Run `cdk-pillars --help` to see what it can do.')
    .exitOverride()
    .addHelpText('after', `
Exit codes:
  0  all is well
  1  there is a problem: the message says what to do
  2  the command was not understood

Examples:
  npx cdk synth && npx cdk-pillars summary
  npx cdk-pillars summary path/to/cdk.out --json | jq '.[].coverage.percentage'
`);
  command.addCommand(summaryCommand(terminal).copyInheritedSettings(command));
  return command;
}
