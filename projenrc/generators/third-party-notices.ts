import * as fs from 'fs';
import * as path from 'path';
import type { Metafile } from 'esbuild';

/** The licences of the packages whose code stands in a bundle, as most of them ask for when code is passed on. */
export function thirdPartyNotices(root: string, { inputs }: Metafile): string {
  const packages = new Set(Object.keys(inputs).flatMap(file => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...packages].sort().map(folder => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf-8'));
    const file = fs.readdirSync(path.join(root, folder)).find(each => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence file, so its code cannot be passed on in a bundle.`);
    return `${name} ${version} (${license})\n\n${fs.readFileSync(path.join(root, folder, file), 'utf-8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}
