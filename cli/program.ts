import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { checkCommand } from './check/command';
import { drillCommand } from './drill/command';
import { eventCommand } from './event/command';
import type { Afterwards } from './event/deliver';
import { explainCommand } from './explain/command';
import { ExitCode, Failure, FindingsFail } from './failure';
import { rulesCommand } from './rules/command';
import { summaryCommand } from './summary/command';
import type { Terminal } from './terminal/terminal';

/**
 * Runs the command, but for what takes its time: that is left in `afterwards`.
 *
 * @returns the exit code
 */
export function run(args: readonly string[], terminal: Terminal, afterwards: Afterwards = []): number {
  try {
    program(terminal, afterwards).parse(args, { from: 'user' });
    return ExitCode.OK;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

/**
 * Runs the command to its end.
 *
 * @returns the exit code
 */
export async function runToEnd(args: readonly string[], terminal: Terminal): Promise<number> {
  const afterwards: Afterwards = [];
  const code = run(args, terminal, afterwards);
  try {
    for (const work of afterwards) await work();
    return code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

/** Says what went wrong. What is no failure of the user's is thrown on. */
function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  if (error instanceof FindingsFail) return ExitCode.PROBLEM;
  if (!(error instanceof Failure)) throw error;
  terminal.err(`${error.message}\n`);
  return error.exitCode;
}

function program(terminal: Terminal, afterwards: Afterwards): Command {
  const command = new Command('cdk-pillars')
    .description('Judges templates by the rules of Operational Excellence and Performance Efficiency, and shows what cdk-pillars made of a CDK app: alarms and whom they reach, dashboards, coverage, cost, findings. Tells DeliveryTelemetry of deployments and incidents.')
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
  npx cdk-pillars event deployment --help
`);
  for (const make of [summaryCommand, drillCommand, checkCommand, rulesCommand, explainCommand, eventCommand]) {
    const made = make(terminal, afterwards).copyInheritedSettings(command);
    for (const part of made.commands) part.copyInheritedSettings(made);
    command.addCommand(made);
  }
  return command;
}
