import type { FixtureOptions } from './fixture/app';

/** Who validates the fixture. */
export type Validators = 'packs' | 'AwsSolutions' | 'nobody';

/** What one process measures: one synthesis of one fixture. */
export interface Measurement extends FixtureOptions {
  readonly validators: Validators;
}

/** What it came to. */
export interface Sample {
  /** Of all templates. */
  readonly resources: number;
  /** Spent inside of `validate`, by plugin. */
  readonly validateMs: { readonly [plugin: string]: number };
  /** The part of it that went into loading modules. */
  readonly loadingMs: number;
  readonly findings: number;
  /** The most memory that the process had. */
  readonly peakMb: number;
}
