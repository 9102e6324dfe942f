import type { Page } from 'playwright-core';
import type { Texts } from '../texts';

/** What a journey through pages is given. */
export interface PageRun {
  readonly page: Page;
  readonly texts: Texts;
  /** Runs a step, which shows as the dimension `StepName`. A failed step ends the journey. */
  step(name: string, action: () => Promise<void>, options?: { readonly pictured?: boolean }): Promise<void>;
}
