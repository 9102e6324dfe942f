import * as fs from 'fs';
import type { IConstruct } from 'constructs';
import { Workload } from '../workload';
import { stacksUnder, synthesizedUnits } from './app-units';
import { resolvedUnits } from './construct-units';

interface Entry {
  readonly workload: Workload;
  /** Who has judged it. Nobody judges one synthesis twice, so whoever asks again asks about a new one. */
  readonly readers: WeakSet<object>;
  readonly state: string;
}

const SYNTHESIZED = new WeakMap<IConstruct, Entry>();

/** The workload of a synthesized app; packs that judge the same synthesis share it. */
export function synthesizedWorkload(root: IConstruct, reader: object): Workload {
  let entry = SYNTHESIZED.get(root);
  if (!entry || entry.readers.has(reader) || entry.state !== stateOf(entry.workload)) {
    const workload = Workload._of(synthesizedUnits(stacksUnder(root)));
    entry = { workload, readers: new WeakSet(), state: stateOf(workload) };
    SYNTHESIZED.set(root, entry);
  }
  entry.readers.add(reader);
  return entry.workload;
}

/** The workload of an app as its constructs stand now. */
export function resolvedWorkload(root: IConstruct): Workload {
  return Workload._of(resolvedUnits(stacksUnder(root)));
}

const RESOLVED = new WeakMap<IConstruct, Omit<Entry, 'state'>>();

/**
 * The workload of one Stage as its constructs stand now, without what is in other Stages: they may not be final yet, and resolving them would freeze what they
 * make when they are asked for. Shared like that of a synthesized app.
 */
export function stageWorkload(stage: IConstruct, reader: object): Workload {
  let entry = RESOLVED.get(stage);
  if (!entry || entry.readers.has(reader)) {
    const own = stacksUnder(stage).filter(({ stage: path }) => path === stage.node.path);
    entry = { workload: Workload._of(resolvedUnits(own)), readers: new WeakSet() };
    RESOLVED.set(stage, entry);
  }
  entry.readers.add(reader);
  return entry.workload;
}

/** Which templates were read, and in which state they were written. */
function stateOf({ _units }: Workload): string {
  return _units.map(({ file }) => {
    const { mtimeMs, size } = fs.statSync(file!, { throwIfNoEntry: false }) ?? {};
    return `${file} ${mtimeMs} ${size}`;
  }).join('\n');
}
