import * as fs from 'fs';

/** Puts the figures of a benchmark between its markers in a file. */
export function writeFigures(file: string, name: string, figures: string): void {
  const text = fs.readFileSync(file, 'utf-8');
  const block = new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`);
  if (!block.test(text)) throw new Error(`${file} has no block '<!-- ${name} -->'.`);
  fs.writeFileSync(file, text.replace(block, () => `<!-- ${name} -->\n${figures}\n<!-- /${name} -->`));
}
