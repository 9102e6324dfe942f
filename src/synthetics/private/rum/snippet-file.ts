import * as fs from 'node:fs';
import * as path from 'node:path';
import { attachCustomSynthesis } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Files of snippets, below a cloud assembly. */
const FOLDER = path.join('cdk-pillars', 'rum');

/** Names taken in the assemblies of this synthesis; a folder that is new here may hold what an earlier synthesis left. */
const WRITTEN = new WeakMap<object, Set<string>>();

/** Puts a snippet into the cloud assembly. */
export function writeSnippet(monitor: Construct, name: string, content: () => string): void {
  attachCustomSynthesis(monitor, {
    onSynthesize: ({ outdir, assembly }) => {
      const folder = path.join(outdir, FOLDER);
      let written = WRITTEN.get(assembly);
      if (!written) {
        fs.rmSync(folder, { recursive: true, force: true });
        fs.mkdirSync(folder, { recursive: true });
        WRITTEN.set(assembly, written = new Set());
      }
      // Two Regions may have a monitor of one name each, and a file system may take Shop for shop.
      const file = written.has(name.toLowerCase()) ? `${name}-${monitor.node.addr.slice(-8)}` : name;
      written.add(file.toLowerCase());
      fs.writeFileSync(path.join(folder, `${file}.html`), content());
    },
  });
}
