import { Component, javascript } from 'projen';
import { IMPORT_NAME } from './identity';
import { PROGRAMS } from './layout';

/** One lint of all our TypeScript, which changes files only when it is asked to. */
export class Linting extends Component {
  constructor(project: javascript.NodeProject, eslint: javascript.Eslint) {
    super(project);
    for (const folder of PROGRAMS) {
      eslint.addLintPattern(folder);
      eslint.allowDevDeps(`${folder}/**`);
    }
    eslint.addRules({
      // Data reads best with several properties on a line, as many as belong together.
      '@stylistic/object-property-newline': 'off',
      // Found by the paths of the tsconfigs, which the type check holds to account.
      'import/no-unresolved': ['error', { ignore: [`^${IMPORT_NAME}$`] }],
      'import/order': ['error', { groups: ['builtin', 'external', 'parent', ['sibling', 'index']], alphabetize: { order: 'asc', caseInsensitive: true } }],
    });
    // Tests load modules afresh, and modules that are built only after they are linted.
    eslint.addOverride({ files: ['test/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } });
    project.addTask('lint', { description: 'Check the code style' }).spawn(eslint.eslintTask, { receiveArgs: true });
    project.addTask('lint:fix', { description: 'Check the code style and correct what can be corrected' })
      .spawn(eslint.eslintTask, { args: ['--fix'] });
  }
}
