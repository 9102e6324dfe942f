import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { checkCommand } from './check/command';
import { drillCommand } from './drill/command';
import { explainCommand } from './explain/command';
import { ExitCode, Failure, FindingsFail } from './failure';
import { rulesCommand } from './rules/command';
import { summaryCommand } from './summary/command';
import type { Terminal } from './terminal/terminal';

/**
 * Runs the command.
 *
 * @returns the exit code
 */
export function run(args: readonly string[], terminal: Terminal): number {
  try {
    program(terminal).parse(args, { from: 'user' });
    return ExitCode.OK;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
    if (error instanceof FindingsFail) return ExitCode.PROBLEM;
    if (!(error instanceof Failure)) throw error;
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  }
}

function program(terminal: Terminal): Command {
  const command = new Command('cdk-pillars')
    .description('Judges templates by the rules of Operational Excellence and Performance Efficiency, and shows what cdk-pillars made of a CDK app: alarms and whom they reach, dashboards, coverage, cost, findings.')
    .version(version)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => terminal.width, getErrHelpWidth: () => terminal.width })
    .showHelpAfterError('Run `cdk-pillars --help` to see what it can do.')
    .exitOverride()
    .addHelpText('after', `
Exit codes:
  0  all is well
  1  there is a problem: the message or the findings say what to do
  2  the command was not understood, or what it names cannot be read

Examples:
  npx cdk synth && npx cdk-pillars summary
  npx cdk-pillars summary path/to/cdk.out --json | jq '.[].coverage.percentage'
  npx cdk-pillars drill
  npx cdk-pillars check templates/ --fail-on warning
  npx cdk-pillars explain OE-LambdaTracing
`);
  for (const make of [summaryCommand, drillCommand, checkCommand, rulesCommand, explainCommand]) {
    command.addCommand(make(terminal).copyInheritedSettings(command));
  }
  return command;
}
