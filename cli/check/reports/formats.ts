import { packVersion } from '../../../src/packs/private/pack-version';
import { render } from '../../../src/packs/private/reports/write-reports';
import { ReportFormat } from '../../../src/packs/report-format';
import type { Palette } from '../../terminal/palette';
import type { CheckResult } from '../check';
import { json } from './json';
import { text } from './text';

export const FORMATS = ['text', 'json', ...Object.values(ReportFormat)] as const;

export type Format = typeof FORMATS[number];

export function isFormat(name: string): name is Format {
  return (FORMATS as readonly string[]).includes(name);
}

/** A report on what was found. */
export function formatted(format: Format, result: CheckResult, colors: Palette, width: number): string {
  switch (format) {
    case 'text': return text(result, colors, width);
    case 'json': return json(result);
    default: return render(format, result.packs, packVersion());
  }
}
