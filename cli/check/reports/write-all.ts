import * as fs from 'fs';
import * as path from 'path';
import { UsageFailure } from '../../failure';
import { palette } from '../../terminal/palette';
import type { Terminal } from '../../terminal/terminal';
import type { CheckResult } from '../check';
import type { CheckOptions } from '../options';
import { type Format, formatted, FORMATS, isFormat } from './formats';

/** Columns of a text that goes into a file. */
const FILE_WIDTH = 120;

/** What is printed, without a file, and what is written. */
export interface Report {
  readonly format: Format;
  readonly file?: string;
}

/** The reports that options ask for. */
export function reportsOf({ format, output, report = [] }: CheckOptions): Report[] {
  return [...report.map(written), { format, file: output }];
}

export function writeAll(result: CheckResult, reports: readonly Report[], terminal: Terminal): void {
  for (const { format, file } of reports) {
    if (file === undefined) terminal.out(formatted(format, result, palette(terminal.colors), terminal.width));
    else write(file, format, result);
  }
}

function written(option: string): Report {
  const [, format = '', file] = /^([^=]*)=(.+)$/.exec(option) ?? [];
  if (file !== undefined && isFormat(format)) return { format, file };
  throw new UsageFailure(`--report '${option}' is not understood. Write a format (${FORMATS.join(', ')}) and a file, such as --report sarif=out.sarif.`);
}

function write(file: string, format: Format, result: CheckResult): void {
  const content = formatted(format, result, palette(false), FILE_WIDTH);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  } catch (error) {
    throw new UsageFailure(`'${file}' cannot be written (${error instanceof Error ? error.message : error}). Name a file in a folder that you may write to.`);
  }
}
