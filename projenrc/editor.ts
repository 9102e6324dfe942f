import { Component, Project, TextFile, vscode } from 'projen';

/** Settings with which an editor does what the linter asks for. */
export class Editor extends Component {
  constructor(project: Project) {
    super(project);
    new TextFile(project, '.editorconfig', {
      marker: true,
      lines: [
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
      ],
    });
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
