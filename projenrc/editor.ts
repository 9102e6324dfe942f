import { Component, Project, TextFile, vscode } from 'projen';

const EDITOR_CONFIG = [
  '',
  'root = true',
  '',
  '[*]',
  'charset = utf-8',
  'end_of_line = lf',
  'indent_style = space',
  'indent_size = 2',
  'insert_final_newline = true',
  'trim_trailing_whitespace = true',
  'max_line_length = 150',
  '',
  '[*.md]',
  'max_line_length = off',
  '',
];

/** Settings with which an editor does what the linter asks for. */
export class Editor extends Component {
  constructor(project: Project) {
    super(project);
    const config = new TextFile(project, '.editorconfig', { marker: true });
    config.addLine(`# ${config.marker}`);
    for (const line of EDITOR_CONFIG) config.addLine(line);
    const code = new vscode.VsCode(project);
    code.extensions.addRecommendations('dbaeumer.vscode-eslint', 'orta.vscode-jest', 'editorconfig.editorconfig');
    code.settings.addSettings({
      'typescript.tsdk': 'node_modules/typescript/lib',
      'eslint.useFlatConfig': false,
      'editor.codeActionsOnSave': { 'source.fixAll.eslint': 'explicit' },
      'jest.jestCommandLine': 'npx jest',
      'jest.runMode': 'on-demand',
      'files.exclude': { lib: true },
    });
  }
}
