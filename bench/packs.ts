import { CASES } from './packs/cases';
import { figures, type Round } from './packs/figures';
import type { Sample } from './packs/measurement';
import { tables } from './packs/table';
import { run } from './run';

run<Sample>({ name: 'packs', cases: CASES, figures: rounds => figures(rounds as Round[]), tables: rounds => tables(rounds as Round[]) });
