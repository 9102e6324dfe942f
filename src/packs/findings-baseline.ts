import * as fs from 'fs';
import { complaint } from '../core/private/errors';
import type { Finding } from '../rules/finding';

/** What becomes of the file of a baseline at synthesis. */
export enum BaselineUpdate {
  /** It stays as it is. */
  NONE = 'NONE',

  /** Findings that are gone are dropped from it, so that they cannot come back unseen. */
  FIXED = 'FIXED',

  /** It is written anew with all findings that there are: how a baseline begins. */
  ALL = 'ALL',
}

/** How a baseline is kept. */
export interface FindingsBaselineProps {
  /**
   * What becomes of the file at synthesis.
   *
   * @default BaselineUpdate.NONE
   */
  readonly update?: BaselineUpdate;
}

interface Entry {
  readonly id: string;
  readonly path: string;
}

const VERSION = 1;

/**
 * The findings that an app had when it took up the packs. They are still reported, and do not fail synthesis; new ones do. Both packs may share one file.
 *
 * A finding is known by its id and the path of its construct.
 */
export class FindingsBaseline {
  /**
   * The baseline in a JSON file, which belongs under version control.
   *
   * @param file its path, relative to the folder that the app runs in
   * @param props how it is kept
   * @throws when the file is not there, unless `update` is `ALL`, or is no baseline
   */
  public static fromFile(file: string, props: FindingsBaselineProps = {}): FindingsBaseline {
    const { update = BaselineUpdate.NONE } = props;
    if (!Object.values(BaselineUpdate).includes(update)) {
      throw complaint('FindingsBaseline.update', { what: 'there is no such choice', received: update, valid: Object.values(BaselineUpdate).join(', ') });
    }
    if (update !== BaselineUpdate.ALL && !fs.existsSync(file)) {
      throw complaint('FindingsBaseline', { what: 'there is no such file', received: file, fix: 'Write it once with update: BaselineUpdate.ALL' });
    }
    return new FindingsBaseline(file, update, fs.existsSync(file) && update !== BaselineUpdate.ALL ? read(file) : []);
  }

  private readonly known: ReadonlySet<string>;

  private constructor(
    /** Path of the file. */
    public readonly file: string,
    private readonly update: BaselineUpdate,
    entries: readonly Entry[],
  ) {
    this.known = new Set(entries.map(keyOf));
  }

  /**
   * Whether a finding of a pack was there already.
   *
   * @internal
   */
  public _has(pack: string, { id, path }: Finding): boolean {
    return this.update === BaselineUpdate.ALL || this.known.has(keyOf({ id: `${pack}::${id}`, path }));
  }

  /**
   * Brings the file up to date with all that a pack found about a scope.
   *
   * @internal
   */
  public _settle(pack: string, findings: readonly Finding[], isInScope: (path: string) => boolean): void {
    if (this.update === BaselineUpdate.NONE) return;
    const before = fs.existsSync(this.file) ? read(this.file) : [];
    const others = before.filter(({ id, path }) => !id.startsWith(`${pack}::`) || !isInScope(path));
    const current = findings.map(({ id, path }): Entry => ({ id: `${pack}::${id}`, path }));
    const kept = this.update === BaselineUpdate.ALL ? current : current.filter(entry => this.known.has(keyOf(entry)));
    const byKey = new Map([...others, ...kept].map(entry => [keyOf(entry), entry]));
    const entries = [...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, entry]) => entry);
    const text = `${JSON.stringify({ version: VERSION, findings: entries }, undefined, 2)}\n`;
    if (!fs.existsSync(this.file) || fs.readFileSync(this.file, 'utf-8') !== text) fs.writeFileSync(this.file, text);
  }
}

function read(file: string): Entry[] {
  let content: any;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf-8'));
  } catch (error) {
    throw complaint('FindingsBaseline', { what: `the file is no JSON (${(error as Error).message})`, received: file, fix: 'Write it anew with update: BaselineUpdate.ALL' });
  }
  const isEntry = (entry: any) => typeof entry?.id === 'string' && typeof entry?.path === 'string';
  if (content?.version !== VERSION || !Array.isArray(content.findings) || !content.findings.every(isEntry)) {
    throw complaint('FindingsBaseline', { what: `the file is no baseline of version ${VERSION}`, received: file, fix: 'Write it anew with update: BaselineUpdate.ALL' });
  }
  return content.findings;
}

function keyOf({ id, path }: Entry): string {
  return `${path} ${id}`;
}
