import { Command } from 'commander';
import { readServices } from '../assembly/observed-services';
import { Failure } from '../failure';
import { palette } from '../terminal/palette';
import type { Terminal } from '../terminal/terminal';
import { drillsOf } from './drills';
import { renderDrills } from './render-drills';

export function drillCommand(terminal: Terminal): Command {
  return new Command('drill')
    .description('Print, for every observed service of a synthesized app and every severity of its alarms, the command that sets one alarm to ALARM, what should then arrive where over which route, and the command that sets it back. Nothing is run: run the commands after the first deployment, before going live, and tell whoever is on call.')
    .argument('[assembly]', 'the folder that `cdk synth` wrote', 'cdk.out')
    .option('--json', 'print the drills as a JSON array, for scripts')
    .addHelpText('after', `
While the actions of a composite alarm are suppressed, its drill tells nobody
but the receivers of events.

Exit codes:
  0  the drills are printed
  1  no service has a route, or there is no assembly: the message says more
  2  an option was not understood

Examples:
  npx cdk synth && npx cdk-pillars drill
  npx cdk-pillars drill --json | jq -r '.[].drills[].command'
`)
    .action((folder: string, { json }: { json?: boolean }) => {
      const services = readServices(folder).map(({ manifest }) => drillsOf(manifest));
      if (json) terminal.out(`${JSON.stringify(services, undefined, 2)}\n`);
      if (services.every(({ drills }) => drills.length === 0)) {
        throw new Failure(`No service in '${folder}' has a route that takes one of its alarms. Give ObservedService routes, such as routes: [AlarmRoute.toTopic(onCall)], and synthesize again.`);
      }
      if (!json) terminal.out(renderDrills(services, palette(terminal.colors), terminal.width));
    });
}
