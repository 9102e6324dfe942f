import type { Measurement } from './measurement';

const usual: Measurement = { validators: 'packs', resources: 4_000, stackSize: 450, pathMetadata: true };

/** What is measured, by name; all of it once a round. */
export const CASES = {
  packs200: { ...usual, resources: 200 },
  packs1000: { ...usual, resources: 1_000 },
  packs4000: usual,
  packs8000: { ...usual, resources: 8_000 },
  withoutPaths: { ...usual, pathMetadata: false },
  smallStacks: { ...usual, stackSize: 100 },
  awsSolutions: { ...usual, validators: 'AwsSolutions' },
  nobody: { ...usual, validators: 'nobody' },
} satisfies Record<string, Measurement>;

export type CaseName = keyof typeof CASES;
