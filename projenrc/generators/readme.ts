import * as fs from 'fs';
import * as path from 'path';
import type { GeneratedFile } from './files';
import { catalogInWords } from './reference-docs';

/** The README with its derived parts as they should be: what the catalog holds, and what the demo prints. */
export function readme(root: string, demoOutput: string): GeneratedFile {
  const text = fs.readFileSync(path.join(root, 'README.md'), 'utf-8');
  const withCatalog = replaceBlock(text, 'catalog', catalogInWords(root));
  return { path: 'README.md', content: replaceBlock(withCatalog, 'demo', `\`\`\`text\n${demoOutput.trim()}\n\`\`\``) };
}

function replaceBlock(text: string, name: string, content: string): string {
  const block = new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`);
  if (!block.test(text)) throw new Error(`README.md has no block '<!-- ${name} -->'.`);
  return text.replace(block, () => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`);
}
