import { Component, javascript } from 'projen';
import { IMPORT_NAME } from './identity';
import { PROGRAMS } from './layout';

const ESLINT_ENVIRONMENT = { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' };

const LINTED = { library: ['src'], tests: ['test'], programs: [...PROGRAMS, 'projenrc', '.projenrc.ts'] };

/** Name of the task that lints a part of the tree. */
export function lintTask(part: keyof typeof LINTED): string {
  return `lint:${part}`;
}

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
    // Each part has types of its own. All of them together are more than the heap of one process holds.
    const lint = project.addTask('lint', { description: 'Check the code style' });
    const fix = project.addTask('lint:fix', { description: 'Check the code style and correct what can be corrected', env: ESLINT_ENVIRONMENT });
    for (const [part, files] of Object.entries(LINTED) as [keyof typeof LINTED, string[]][]) {
      const command = `eslint --ext .ts --max-warnings=0 ${files.join(' ')}`;
      lint.spawn(project.addTask(lintTask(part), { description: `Check the code style of the ${part}`, env: ESLINT_ENVIRONMENT, exec: command }));
      fix.exec(`${command} --fix`);
    }
  }
}
