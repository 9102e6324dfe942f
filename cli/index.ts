import { runToEnd } from './program';
import { processTerminal } from './terminal/terminal';

void runToEnd(process.argv.slice(2), processTerminal()).then(code => {
  process.exitCode = code;
});
