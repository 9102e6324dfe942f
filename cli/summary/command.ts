import { Command } from 'commander';
import { readServices } from '../assembly/observed-services';
import { readFindings } from '../assembly/validation-report';
import { Failure } from '../failure';
import { palette } from '../terminal/palette';
import type { Terminal } from '../terminal/terminal';
import { isOwn } from './finding-rows';
import { renderSummary } from './render-summary';

export function summaryCommand(terminal: Terminal): Command {
  return new Command('summary')
    .description('Print, for every observed service of a synthesized app: its alarms by severity and whom they reach, its dashboards, what is covered and what is not, what it costs a month, and which files to open; then what the rule packs found, with the fixes.')
    .argument('[assembly]', 'the folder that `cdk synth` wrote', 'cdk.out')
    .option('--json', 'print the descriptions of the services as a JSON array, for scripts')
    .action((folder: string, { json }: { json?: boolean }) => {
      const services = readServices(folder);
      if (json) {
        terminal.out(`${JSON.stringify(services.map(({ manifest }) => manifest), undefined, 2)}\n`);
        if (services.length === 0) throw nothingObserved(folder);
        return;
      }
      const reports = readFindings(folder);
      if (services.length === 0 && !reports.some(isOwn)) throw nothingObserved(folder);
      terminal.out(renderSummary(services, reports, palette(terminal.colors), terminal.width));
    });
}

function nothingObserved(folder: string): Failure {
  return new Failure(`No service is observed in '${folder}'. Add \`new ObservedService(this, …)\` to a stack of the app and synthesize again.`);
}
