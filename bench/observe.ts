import * as fs from 'fs';
import * as path from 'path';
import { CASES } from './observe/cases';
import { figures, type Round } from './observe/figures';
import { handWrittenModule } from './observe/hand-written';
import type { Sample } from './observe/measurement';
import { tables } from './observe/table';
import { run } from './run';

run<Sample>({
  name: 'observe', cases: CASES, figures: rounds => figures(rounds as Round[]), tables: rounds => tables(rounds as Round[]),
  prepare: script => fs.writeFileSync(path.join(path.dirname(script), 'hand-written.js'), handWrittenModule()),
});
