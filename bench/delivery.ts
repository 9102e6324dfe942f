import { buildHandler } from './delivery/build';
import { CASES, figures, type Round } from './delivery/figures';
import type { Sample } from './delivery/measurement';
import { tables } from './delivery/table';
import { run } from './run';

run<Sample>({
  name: 'delivery', cases: CASES, build: buildHandler, figures: rounds => figures(rounds as Round[]), tables: rounds => tables(rounds as Round[]),
});
