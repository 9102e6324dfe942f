import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from '../../../cli/program';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a terminal without colours does. */
export function cli(...args: string[]): Ran {
  let out = '';
  let err = '';
  const code = run(args, { width: 80, colors: false, out: text => { out += text; }, err: text => { err += text; } });
  return { code, out, err };
}

/** A folder for each test, in which the command runs as well, so that paths are short. */
export class Workspace {
  public readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'check-')));
  private readonly before = process.cwd();

  constructor() {
    process.chdir(this.folder);
  }

  public write(name: string, content: unknown): string {
    fs.mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
    return name;
  }

  public read(name: string): string {
    return fs.readFileSync(path.join(this.folder, name), 'utf-8');
  }

  public remove(): void {
    process.chdir(this.before);
    fs.rmSync(this.folder, { recursive: true });
  }
}

/** Options that leave one rule of each level, so that tests stay as they are when rules are added. */
export function only(...ids: string[]): string[] {
  const rules: { id: string; strict: boolean; accountBaseline: boolean }[] = JSON.parse(cli('rules', '--json').out);
  return rules.filter(({ id, strict, accountBaseline }) => !strict && !accountBaseline && !ids.includes(id)).flatMap(({ id }) => ['--disable', id]);
}

export const TWO_RULES = only('OE-LogRetention', 'OE-LambdaTracing');

/** An error at line 5, and a warning at line 9. */
export const TEMPLATE = `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Kept:
    Type: AWS::SNS::Topic
  Log:
    Type: AWS::Logs::LogGroup
  Handler:
    Type: AWS::Lambda::Function
    Properties: { TracingConfig: { Mode: PassThrough } }
`;

export interface JsonFinding {
  readonly id: string;
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly fails: boolean;
  readonly isUnresolved: boolean;
  readonly inBaseline?: boolean;
  readonly acknowledged?: string;
}

/** The findings that the command tells scripts. */
export function findings(...args: string[]): JsonFinding[] {
  const { out, err } = cli('check', ...args, '--format', 'json');
  if (err !== '') throw new Error(err);
  return JSON.parse(out).findings;
}
