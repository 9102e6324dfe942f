import { problem } from './problem';
import { lineCounterOf, positionAt, type Source, type Spot } from './source';

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![\w.])/y;

/** Reads a JSON text; strict, as CloudFormation is. */
export function jsonSource(file: string, text: string): Source {
  const lines = lineCounterOf(text);
  const complain = (offset: number, what: string, fix: string) => problem(file, positionAt(lines, offset), what, fix);
  const root = new JsonScanner(text, complain, offset => positionAt(lines, offset).line).scan();
  return { value: JSON.parse(text), root, lines };
}

class JsonScanner {
  private offset = 0;

  constructor(
    private readonly text: string,
    private readonly complain: (offset: number, what: string, fix: string) => Error,
    private readonly lineOf: (offset: number) => number,
  ) {}

  public scan(): Spot {
    const spot = this.value();
    this.skip();
    if (this.offset < this.text.length) throw this.unexpected('the end of the text', 'Remove what follows the last brace');
    return spot;
  }

  private value(): Spot {
    this.skip();
    const offset = this.offset;
    if (this.take('{')) return { offset, members: this.object() };
    if (this.take('[')) return { offset, members: this.list() };
    if (this.match(STRING) === undefined && this.match(SCALAR) === undefined) throw this.unexpected('a value', this.advice());
    return { offset };
  }

  private object(): ReadonlyMap<string, Spot> {
    const members = new Map<string, Spot>();
    if (this.take('}')) return members;
    do {
      this.skip();
      const offset = this.offset;
      const key = this.match(STRING);
      if (key === undefined) throw this.unexpected('a key in double quotes', this.advice());
      const name = JSON.parse(key) as string;
      const first = members.get(name);
      if (first) throw this.complain(offset, `the key '${name}' stands twice in one object, first in line ${this.lineOf(first.offset)}`, 'Keep one of them');
      if (!this.take(':')) throw this.unexpected("':'", 'Put a colon between the key and its value');
      members.set(name, { ...this.value(), offset });
    } while (this.take(','));
    if (!this.take('}')) throw this.unexpected("',' or '}'", 'Put a comma between members, and close what was opened');
    return members;
  }

  private list(): ReadonlyMap<string, Spot> {
    const members = new Map<string, Spot>();
    if (this.take(']')) return members;
    do members.set(String(members.size), this.value()); while (this.take(','));
    if (!this.take(']')) throw this.unexpected("',' or ']'", 'Put a comma between members, and close what was opened');
    return members;
  }

  private skip(): void {
    SPACE.lastIndex = this.offset;
    SPACE.exec(this.text);
    this.offset = SPACE.lastIndex;
  }

  private take(character: string): boolean {
    this.skip();
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  private unexpected(expected: string, fix: string): Error {
    const found = this.offset < this.text.length ? `'${this.text.slice(this.offset, this.offset + 20).split('\n')[0]}'` : 'the end of the text';
    return this.complain(this.offset, `${expected} is expected, and there is ${found}`, fix);
  }

  private advice(): string {
    const next = this.text[this.offset];
    if (next === '/' || next === '#') return 'JSON has no comments: remove it, or write the template in YAML';
    if (next === '}' || next === ']') return 'Remove the comma before it';
    if (next === '\'') return 'JSON has double quotes only';
    return 'Correct the JSON';
  }
}
