import * as fs from 'fs';
import { Component, typescript } from 'projen';
import { COMMAND_NAME } from './identity';

const LANGUAGES: Readonly<Record<string, object>> = {
  python: { distName: 'cdk-pillars', module: 'cdk_pillars' },
  java: { package: 'io.github.cdkpillars', maven: { groupId: 'io.github.cdkpillars', artifactId: 'cdk-pillars' } },
  dotnet: { namespace: 'CdkPillars', packageId: 'CdkPillars' },
  go: { moduleName: 'github.com/example/cdk-pillars-go' },
};

/** What leaves the house: the npm tarball, and the sources of the other languages' packages. */
export class Packaging extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addFields({
      files: ['lib', 'assets', '.jsii', 'API.md', 'CHANGELOG.md', 'NOTICE', 'docs/guide'],
      // Where the package goes is decided when it is released.
      publishConfig: undefined,
    });
    if (fs.existsSync('cli/index.ts')) project.addBins({ [COMMAND_NAME]: 'assets/cli/index.js' });

    // It would compare with whatever the default registry has under this name.
    project.removeTask('compat');

    const packageJs = project.tasks.tryFind('package:js')!;
    packageJs.description = 'Pack the compiled tree into dist/js';
    packageJs.reset('rm -rf dist/js && mkdir -p dist/js && npm pack --pack-destination dist/js');
    project.packageTask.reset();
    project.packageTask.spawn(packageJs);

    const all = project.tasks.tryFind('package-all')!;
    for (const [language, target] of Object.entries(LANGUAGES)) {
      project.package.manifest.jsii.targets[language] = target;
      all.spawn(project.addTask(`package:${language}`, {
        description: `Write the sources of the ${language} package into dist/${language}`,
        exec: `jsii-pacmak --code-only --no-npmignore --target ${language}`,
      }));
    }
  }
}
