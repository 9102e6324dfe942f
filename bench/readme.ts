import * as fs from 'fs';

/** Puts figures between the markers of a file. */
export function writeFigures(file: string, figures: string): void {
  const text = fs.readFileSync(file, 'utf-8');
  const block = /<!-- figures -->[^]*?<!-- \/figures -->/;
  if (!block.test(text)) throw new Error(`${file} has no block '<!-- figures -->'.`);
  fs.writeFileSync(file, text.replace(block, () => `<!-- figures -->\n${figures}\n<!-- /figures -->`));
}
