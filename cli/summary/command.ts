import { Command } from 'commander';
import { readServices } from '../assembly/observed-services';
import { Failure } from '../failure';
import { palette } from '../terminal/palette';
import type { Terminal } from '../terminal/terminal';
import { renderSummary } from './render-summary';

export function summaryCommand(terminal: Terminal): Command {
  return new Command('summary')
    .description('Print, for every observed service of a synthesized app: its alarms by severity and whom they reach, its dashboards, what is covered and what is not, what it costs a month, and which files to open.')
    .argument('[assembly]', 'the folder that `cdk synth` wrote', 'cdk.out')
    .option('--json', 'print the descriptions of the services as a JSON array, for scripts')
    .action((folder: string, { json }: { json?: boolean }) => {
      const services = readServices(folder);
      if (json) {
        terminal.out(`${JSON.stringify(services.map(({ manifest }) => manifest), undefined, 2)}\n`);
      } else if (services.length > 0) {
        terminal.out(renderSummary(services, palette(terminal.colors), terminal.width));
      }
      if (services.length === 0) {
        throw new Failure(`No service is observed in '${folder}'. Add \`new ObservedService(this, …)\` to a stack of the app and synthesize again.`);
      }
    });
}
