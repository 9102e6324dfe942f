import { Command, Option } from 'commander';
import { FindingsFail } from '../failure';
import type { Terminal } from '../terminal/terminal';
import { check } from './check';
import { PILLARS, type CheckOptions } from './options';
import { FORMATS } from './reports/formats';
import { reportsOf, writeAll } from './reports/write-all';

export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Judge templates of CloudFormation and SAM, and cloud assemblies, by the rules of the packs. All that is named is one workload: references from one template to another count.')
    .argument('<targets...>', 'templates, folders of templates, or folders that `cdk synth` wrote')
    .optionsGroup('What is checked:')
    .addOption(new Option('--pillar <pillar>', 'the rules of one pillar only').choices(Object.keys(PILLARS)))
    .option('--strict', 'strict rules too: those that are a matter of taste, or guess')
    .option('--enable <id>', 'a strict rule, without --strict (repeatable)', collected)
    .option('--disable <id>', 'a rule that is not checked (repeatable)', collected)
    .option('--account-baseline', 'rules about what an account has once too, such as the recorder of AWS Config')
    .option('--rules <module>', 'a CommonJS module of rules of your own: its default export, or `rules`, is a list of them (repeatable)', collected)
    .option('--exempt <path>', 'a path that nothing is reported about, such as \'legacy/**\' (repeatable)', collected)
    .optionsGroup('How it is judged:')
    .addOption(new Option('--fail-on <level>', 'which findings fail').choices(['none', 'error', 'warning']).default('error'))
    .option('--level <id=level>', 'another level for a rule, such as OE-LambdaTracing=error (repeatable)', collected)
    .option('--required-tags <keys>', 'keys of tags that every resource must have, with commas between (default: owner,service,environment)')
    .option('--runbook-pattern <regexp>', 'what the description of an alarm with a runbook matches')
    .option('--as-of <day>', 'the day that counts as today, as YYYY-MM-DD')
    .optionsGroup('Findings that were there before:')
    .option('--baseline <file>', 'findings that are reported and do not fail')
    .addOption(new Option('--update-baseline <how>', '`all` writes the baseline anew, `fixed` drops what is gone').choices(['fixed', 'all']))
    .optionsGroup('Reports:')
    .addOption(new Option('--format <format>', 'what is printed').choices(FORMATS).default('text'))
    .option('--output <file>', 'print it into a file')
    .option('--report <format=file>', 'write a report besides, such as sarif=out.sarif (repeatable)', collected)
    .optionsGroup('Options:')
    .addHelpText('after', `
Exit codes:
  0  no finding fails
  1  findings fail; those that are accepted, in the baseline or [unresolved]
     never do
  2  an option, a template or an acknowledgement is not understood

Accept a finding in a template, below the resource:
  Metadata:
    cdk-pillars:
      acknowledge:
        - { id: OE-LambdaTracing, reason: retired soon, until: 2027-03-31 }

Examples:
  npx cdk-pillars check template.yaml
  npx cdk synth && npx cdk-pillars check cdk.out --fail-on warning
  npx cdk-pillars check templates --baseline known.json --update-baseline all
  npx cdk-pillars check templates --report sarif=check.sarif --format markdown
`)
    .action((targets: string[], options: CheckOptions) => {
      const reports = reportsOf(options);
      const result = check(targets, options);
      writeAll(result, reports, terminal);
      if (result.failing > 0) throw new FindingsFail();
    });
}

function collected(value: string, before: string[] = []): string[] {
  return [...before, value];
}
