import { Command } from 'commander';
import { ruleNamed } from '../rules/catalog';
import { palette } from '../terminal/palette';
import type { Terminal } from '../terminal/terminal';
import { renderRule } from './render-rule';

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('Explain a rule: what holds, why, what to do, which best practices it stands for, and examples that it reports and accepts.')
    .argument('<id>', 'a rule such as OE-LambdaTracing, or the id of a finding')
    .addHelpText('after', `
Exit codes:
  0  the rule is explained
  2  there is no such rule: the message says what may be meant

Examples:
  npx cdk-pillars explain OE-LambdaTracing
  npx cdk-pillars explain 'OperationalExcellence::OE-RequiredTags[owner]'
`)
    .action((id: string) => terminal.out(renderRule(ruleNamed(id), palette(terminal.colors), terminal.width)));
}
