import * as fs from 'fs';
import * as path from 'path';
import type { Metafile } from 'esbuild';

interface Package {
  readonly title: string;
  /** Of one repository and one licence. */
  readonly origin: string;
  readonly text?: string;
}

/** The licences of the packages whose code stands in a bundle, as most of them ask for when code is passed on; each text once. */
export function thirdPartyNotices(root: string, { inputs }: Metafile): string {
  const folders = new Set(Object.keys(inputs).flatMap(file => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const packages = [...folders].sort().map(folder => readPackage(path.join(root, folder)));
  const titlesOf = new Map<string, string[]>();
  for (const each of packages) {
    // Some packages of the AWS SDK leave out the text that the others of its repository have.
    const text = each.text ?? packages.find(({ origin, text: ofSibling }) => origin === each.origin && ofSibling !== undefined)?.text;
    if (text === undefined) throw new Error(`${each.title} has no licence file, so its code cannot be passed on in a bundle.`);
    titlesOf.set(text, [...titlesOf.get(text) ?? [], each.title]);
  }
  return [...titlesOf].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

function readPackage(folder: string): Package {
  const { name, version, license, repository } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf-8'));
  const file = fs.readdirSync(folder).find(each => /^licen[cs]e/i.test(each));
  return {
    title: `${name} ${version} (${license})`,
    origin: `${repository?.url ?? name} ${license}`,
    ...file === undefined ? {} : { text: fs.readFileSync(path.join(folder, file), 'utf-8').trim() },
  };
}
