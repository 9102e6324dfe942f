import { Command, Option } from 'commander';
import { BEST_PRACTICES } from '../../src/core/private/best-practices';
import { suggest } from '../../src/core/private/suggest';
import { UsageFailure } from '../failure';
import { palette } from '../terminal/palette';
import type { Terminal } from '../terminal/terminal';
import { catalog, PILLARS } from './catalog';
import { rulesJson } from './json';
import { renderRules } from './render-rules';

interface RulesOptions {
  readonly pillar?: string;
  readonly practice?: string;
  readonly json?: boolean;
}

export function rulesCommand(terminal: Terminal): Command {
  return new Command('rules')
    .description('List the rules of the packs: id, level, whether it is strict, the best practices of the Well-Architected Framework that it stands for, and what holds where it is kept.')
    .addOption(new Option('--pillar <pillar>', 'the rules of one pillar only').choices(Object.keys(PILLARS)))
    .option('--practice <id>', 'the rules of one best practice only, such as OPS08-BP04')
    .option('--json', 'print them as a JSON array, for scripts')
    .addHelpText('after', `
Strict rules are checked with \`check --strict\` or \`check --enable <id>\`,
those of the account with \`check --account-baseline\`.

Exit codes:
  0  the rules are listed
  2  an option was not understood

Examples:
  npx cdk-pillars rules
  npx cdk-pillars rules --practice OPS08-BP04
  npx cdk-pillars rules --json | jq -r '.[].id'
`)
    .action(({ pillar, practice, json }: RulesOptions) => {
      const id = practice?.toUpperCase();
      if (id !== undefined && !BEST_PRACTICES.has(id)) throw new UsageFailure(`There is no best practice '${practice}': ${suggest(id, BEST_PRACTICES.keys())}`);
      const rules = catalog(pillar).filter(({ bestPractices }) => id === undefined || bestPractices.includes(id));
      if (json) terminal.out(rulesJson(rules));
      else terminal.out(rules.length > 0 ? renderRules(rules, palette(terminal.colors), terminal.width) : `No rule stands for ${id ?? pillar}.\n`);
    });
}
