import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { bundleCanaries, CANARY_SCRIPTS } from '../../../projenrc/bundles/canaries';

const root = path.join(__dirname, '..', '..', '..');

/** Bundles the scripts of canaries to where constructs find them, as `npm run compile` does; files that are right stay untouched, as other tests may read them. */
export async function bundleScripts(): Promise<void> {
  const fresh = fs.mkdtempSync(path.join(os.tmpdir(), 'canaries-'));
  try {
    await bundleCanaries(root, fresh);
    for (const entry of fs.readdirSync(fresh, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) install(file, path.join(root, CANARY_SCRIPTS, path.relative(fresh, file)));
    }
  } finally {
    fs.rmSync(fresh, { recursive: true });
  }
}

function install(from: string, to: string): void {
  const content = fs.readFileSync(from, 'utf-8');
  if (fs.existsSync(to) && fs.readFileSync(to, 'utf-8') === content) return;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  const beside = `${to}.${process.pid}`;
  fs.writeFileSync(beside, content);
  fs.renameSync(beside, to);
}
