import type { ServiceFile } from '../assembly/observed-services';
import type { Row } from '../terminal/layout';
import type { Palette } from '../terminal/palette';

export function fileRows(files: readonly ServiceFile[], colors: Palette): Row[] {
  return [
    { label: colors.heading('Files'), text: '' },
    ...files.map(({ path, holds }): Row => ({ label: holds, level: 1, text: path })),
  ];
}
