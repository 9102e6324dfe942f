import { type Figure, median } from '../figure';
import { CASES, type CaseName } from './cases';
import type { Sample } from './measurement';

export type Round = Readonly<Record<CaseName, Sample>>;

/** What the rounds come to: medians, and where two cases are compared, the median of how they compared in each round. */
export function figures(rounds: readonly Round[]): Figure[] {
  const over = (of: (round: Round) => number) => median(rounds.map(of));
  const perResource = (name: CaseName) => over(round => 1_000 * validateMs(round[name]) / round[name].resources);
  const growth = (of: (sample: Sample) => number) => over(({ packs200, packs8000 }) =>
    Math.log(of(packs8000) / of(packs200)) / Math.log(packs8000.resources / packs200.resources));
  return [
    { what: 'both packs, every rule, 4,000 resources', value: perResource('packs4000'), unit: 'µs a resource', target: 25 },
    { what: 'the same where templates tell no paths', value: perResource('withoutPaths'), unit: 'µs a resource', target: 25 },
    { what: 'of it, loading the rules', value: over(({ packs4000 }) => 1_000 * packs4000.loadingMs / packs4000.resources), unit: 'µs a resource' },
    { what: '`AwsSolutionsChecks` of cdk-nag, 4,000 resources', value: perResource('awsSolutions'), unit: 'µs a resource' },
    { what: 'both packs by `AwsSolutionsChecks`', value: over(({ packs4000, awsSolutions }) => validateMs(packs4000) / validateMs(awsSolutions)), target: 0.17 },
    { what: 'growth exponent of the time from 200 to 8,000 resources', value: growth(validateMs), target: 1.05 },
    { what: 'the same without loading the rules', value: growth(sample => validateMs(sample) - sample.loadingMs), target: 1.05 },
    { what: 'stacks of 100 by stacks of 450', value: over(({ smallStacks, packs4000 }) => validateMs(smallStacks) / validateMs(packs4000)) },
    { what: 'peak memory of synthesis by that without packs', value: over(({ packs4000, nobody }) => packs4000.peakMb / nobody.peakMb), target: 1.3 },
  ];
}

/** Medians of a case. */
export function typical(name: CaseName, rounds: readonly Round[]): { readonly name: CaseName; readonly ms: number; readonly sample: Sample } {
  const samples = rounds.map(round => round[name]);
  return { name, ms: median(samples.map(validateMs)), sample: { ...samples[0], peakMb: median(samples.map(({ peakMb }) => peakMb)) } };
}

export const CASE_NAMES = Object.keys(CASES) as CaseName[];

function validateMs({ validateMs: byPlugin }: Sample): number {
  return Object.values(byPlugin).reduce((sum, ms) => sum + ms, 0);
}
