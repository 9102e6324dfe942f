import { run } from './program';
import { processTerminal } from './terminal/terminal';

process.exitCode = run(process.argv.slice(2), processTerminal());
