import { figureTable } from '../figure';
import { CASES, type CaseName } from './cases';
import { CASE_NAMES, figures, type Round, typical } from './figures';

/** The figures beside their targets, and the medians that they come from, in Markdown. */
export function tables(rounds: readonly Round[]): string {
  return [
    ...figureTable(figures(rounds)),
    '',
    '| case | resources | findings | `validate` | a resource | peak memory |',
    '|---|---:|---:|---:|---:|---:|',
    ...CASE_NAMES.map(name => caseRow(name, rounds)),
  ].join('\n');
}

function caseRow(name: CaseName, rounds: readonly Round[]): string {
  const { ms, sample: { resources, findings, peakMb } } = typical(name, rounds);
  const cells = [title(name), resources.toLocaleString('en'), findings.toLocaleString('en'), `${ms.toFixed(0)} ms`, `${(1_000 * ms / resources).toFixed(1)} µs`, `${peakMb.toFixed(0)} MB`];
  return `| ${cells.join(' | ')} |`;
}

function title(name: CaseName): string {
  const { validators, stackSize, pathMetadata } = CASES[name];
  const who = { packs: 'both packs', AwsSolutions: '`AwsSolutionsChecks`', nobody: 'no packs' }[validators];
  return `${who}, stacks of ${stackSize}${pathMetadata ? '' : ', no paths'}`;
}
