/** A part of a text, as plain data. */
export type Block =
  | { readonly paragraph: string }
  | { readonly bullets: readonly string[] }
  | { readonly steps: readonly Step[] }
  | { readonly code: Code };

/** One numbered step, with what to type where there is something to type. */
export interface Step {
  readonly text: string;
  readonly code?: readonly Code[];
}

/** Something to copy. */
export interface Code {
  readonly language: string;
  readonly lines: readonly string[];
}

/** Blocks as markdown; steps are numbered from `firstStep` on. */
export function blocksMarkdown(blocks: readonly Block[], firstStep = 1): string {
  let step = firstStep;
  return blocks.map(block => {
    if ('paragraph' in block) return block.paragraph;
    if ('bullets' in block) return block.bullets.map(text => `- ${text}`).join('\n');
    if ('code' in block) return fenced(block.code).join('\n');
    return block.steps.map(each => stepMarkdown(each, step++)).join('\n');
  }).join('\n\n');
}

export function stepsIn(blocks: readonly Block[]): number {
  return blocks.reduce((count, block) => count + ('steps' in block ? block.steps.length : 0), 0);
}

/** A link whose address may hold parentheses, as those of the console do. */
export function link(title: string, url: string): string {
  return `[${title}](<${url}>)`;
}

export function inlineCode(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n');
}

/** What a table cannot hold, in most texts there is none of it. */
const UNFIT = /\||\s\s|[^\S ]/;

function cellText(text: string): string {
  return UNFIT.test(text) ? text.replace(/\|/g, '\\|').replace(/\s+/g, ' ') : text;
}

/** A word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replace(/'/g, '\'\\\'\'')}'`;
}

function stepMarkdown({ text, code = [] }: Step, number: number): string {
  const marker = `${number}. `;
  const indent = ' '.repeat(marker.length);
  return [`${marker}${text}`, ...code.flatMap(each => ['', ...fenced(each).map(line => `${indent}${line}`), ''])].join('\n').trimEnd();
}

function fenced({ language, lines }: Code): string[] {
  return [`\`\`\`${language}`, ...lines, '```'];
}
