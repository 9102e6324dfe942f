import * as path from 'path';
import { loadESLint } from 'eslint';

const root = path.join(__dirname, '..', '..');

/** What our linter says of the text of a file; without its rules that need types, which would take half a minute. */
export async function styleErrors(content: string, file: string): Promise<string[]> {
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  const eslint = new LegacyESLint({
    cwd: root,
    overrideConfig: {
      parserOptions: { projectService: false },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
    },
  });
  const [{ messages }] = await eslint.lintText(content, { filePath: path.join(root, file) });
  return messages.map(({ message }) => message);
}
