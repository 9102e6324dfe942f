import * as fs from 'fs';
import * as path from 'path';
import { BaselineUpdate, FindingsBaseline } from '../../src/packs/findings-baseline';
import { UsageFailure } from '../failure';
import type { CheckOptions } from './options';

const UPDATES: Readonly<Record<string, BaselineUpdate>> = { fixed: BaselineUpdate.FIXED, all: BaselineUpdate.ALL };

/** The baseline that the options name. */
export function baselineOf({ baseline, updateBaseline }: CheckOptions): FindingsBaseline | undefined {
  if (baseline === undefined) {
    if (updateBaseline !== undefined) throw new UsageFailure('--update-baseline needs the file to update. Name it with --baseline known-findings.json.');
    return undefined;
  }
  const update = updateBaseline === undefined ? BaselineUpdate.NONE : UPDATES[updateBaseline];
  if (update === BaselineUpdate.ALL) fs.mkdirSync(path.dirname(baseline), { recursive: true });
  return FindingsBaseline.fromFile(baseline, { update });
}
