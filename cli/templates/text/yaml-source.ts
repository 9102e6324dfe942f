import { type Document, LineCounter, parseAllDocuments, type ParsedNode, type YAMLParseError } from 'yaml';
import { problem, together } from './problem';
import { positionAt, type Source } from './source';
import { YamlReader } from './yaml-reader';

const MOST_TOLD = 10;

const ADVICE: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces: YAML allows no tabs there',
  BAD_INDENT: 'Indent all members of a mapping or a list alike',
  MISSING_CHAR: 'Close quotes and brackets, and quote a text that begins with one of the characters * & ! % @ ` or has a colon inside',
  BLOCK_IN_FLOW: 'Put what stands in brackets on one line, or write it without brackets',
  MULTILINE_IMPLICIT_KEY: 'Put the key on one line, and its value behind a colon; quote a text that goes over several lines',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value on a line of its own, or quote a text that has a colon inside',
  BAD_SCALAR_START: 'Put the text in quotes',
  BAD_DQ_ESCAPE: 'Put a text with backslashes in single quotes',
  UNEXPECTED_TOKEN: 'Put the text in quotes, or correct the indentation',
};

/** Reads a YAML text as CloudFormation does. */
export function yamlSource(file: string, text: string): Source {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    // What scalars and tags mean is read below: CloudFormation's rules are neither those of YAML 1.1 nor those of 1.2.
    schema: 'failsafe', resolveKnownTags: false, merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent', lineCounter: lines,
  }) as Document.Parsed[];
  if (lines.lineStarts.length === 0) lines.addNewLine(0);
  const errors = documents.flatMap(({ errors: own }) => own);
  if (errors.length > 0) throw together(errors.slice(0, MOST_TOLD).map(error => told(file, lines, error)));
  const [first, ...rest] = documents.filter(({ contents }) => contents !== null && !isEmpty(contents));
  if (rest.length > 0) {
    const position = positionAt(lines, rest[0].contents!.range[0]);
    throw problem(file, position, 'a second document begins, and CloudFormation reads one', 'Put each template in a file of its own, and remove the line ---');
  }
  if (!first) return { value: undefined, root: { offset: 0 }, lines };
  const complain = (offset: number, what: string, fix: string) => problem(file, positionAt(lines, offset), what, fix);
  const { value, spot } = new YamlReader(complain, offset => positionAt(lines, offset).line).read(first.contents);
  return { value, root: spot, lines };
}

function isEmpty(node: ParsedNode): boolean {
  return 'value' in node && node.value === '' && node.range[0] === node.range[1];
}

function told(file: string, lines: LineCounter, { code, message, pos }: YAMLParseError) {
  const what = message.replace(/[.\s]+$/, '');
  return problem(file, positionAt(lines, pos[0]), `the YAML cannot be read (${what})`, ADVICE[code] ?? 'Correct the YAML');
}
