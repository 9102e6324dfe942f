import { Component, javascript, typescript } from 'projen';
import { IMPORT_NAME } from './identity';
import { PROGRAMS } from './layout';

/** A tsconfig for each folder of TypeScript beside `src/`, and one program that type-checks them all at once. */
export class Programs extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const root = project.tsconfig!;
    for (const folder of PROGRAMS) {
      new javascript.TypescriptConfig(project, {
        fileName: `${folder}/tsconfig.json`,
        extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([root]),
        include: ['**/*.ts'],
        compilerOptions: { noEmit: true, rootDir: '..', paths: { [IMPORT_NAME]: ['../src/index.ts'] } },
      });
      project.tsconfigDev.addInclude(`../${folder}/**/*.ts`);
    }
    project.tsconfigDev.addInclude('../projenrc/**/*.ts');
    project.addTask('typecheck', {
      description: 'Type-check everything that jsii does not compile',
      exec: `tsc --noEmit -p ${project.tsconfigDev.fileName}`,
    });
  }
}
