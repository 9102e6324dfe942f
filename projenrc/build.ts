import { Component, type Task, typescript } from 'projen';
import { BARREL, REFERENCE } from './layout';
import { lintTask } from './linting';

/** Runs a script of `projenrc/tasks`. */
export function script(name: string): string {
  return `tsx projenrc/tasks/${name}.ts`;
}

/** What `npm run compile`, `npm test` and `npm run build` do, and in which order. */
export class Build extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    const generate = project.addTask('generate', { description: 'Write the barrel and the registries of src/', exec: script('generate') });
    project.preCompileTask.spawn(generate);

    // Not part of generate: the data it reads takes longer to load than all the rest.
    project.addTask('taggable-types', { description: 'Write down which resource types can be tagged', exec: script('taggable-types') });
    project.addTask('readme', { description: 'Write what the catalog holds and what the demo prints into the README', exec: script('readme') });
    project.addTask('new:signal', { description: 'Write the source file of a new kind of resource', exec: script('new-signal'), receiveArgs: true });
    project.addTask('new:rule', { description: 'Write the source file of a new rule', exec: script('new-rule'), receiveArgs: true });

    const lazyRoot = project.addTask('lazy-root', { description: 'Let the compiled root load its modules on demand', exec: script('lazy-root') });
    const bundle = project.addTask('bundle', { description: 'Bundle handlers/ and cli/ into assets/', exec: script('bundle') });
    project.postCompileTask.reset();
    project.postCompileTask.spawn(lazyRoot);
    project.postCompileTask.spawn(bundle);

    const { compileTask } = project;
    compileTask.description = 'Make lib/ and assets/, complete';
    compileTask.reset();
    compileTask.spawn(project.preCompileTask);
    // What a deleted source left behind would be packed.
    compileTask.exec('rm -rf lib');
    // The silenced warning counts every keyword of C#, where members start with a capital and collide with none:
    // test/packaging/languages.test.ts looks for names that a language must really change.
    compileTask.exec('jsii --fail-on-warnings --silence-warnings=reserved-word');
    compileTask.spawn(project.postCompileTask);
    project.watchTask.reset('jsii -w');

    const snippets = project.addTask('snippets', {
      description: 'Compile every snippet of the README and of the docstrings',
      exec: script('snippets'),
    });
    project.addTask('bench:packs', { description: 'Measure what the rule packs of lib/ cost', exec: 'tsx bench/packs.ts', receiveArgs: true });
    project.addTask('bench:observe', { description: 'Measure what observing services costs', exec: 'tsx bench/observe.ts', receiveArgs: true });
    project.addTask('bench:delivery', { description: 'Measure what telling of deployments and incidents costs', exec: 'tsx bench/delivery.ts', receiveArgs: true });
    const verify = project.addTask('verify-generated', {
      description: 'Fail if a generated file differs from what is committed or staged',
      exec: script('verify-generated'),
    });

    const { testTask } = project;
    testTask.description = 'Build, lint and test';
    testTask.reset();
    testTask.spawn(project.preCompileTask);
    // Each of them keeps one core busy; the tests, which keep all of them busy, come after.
    const lanes = [
      [compileTask, snippets, this.task('docgen'), this.task(lintTask('programs'))],
      [this.task(lintTask('library')), this.task(lintTask('tests')), this.task('typecheck')],
    ];
    project.addDevDeps('concurrently@^9');
    testTask.exec(`concurrently --group --kill-others-on-fail ${lanes.map(lane => `"${lane.map(({ name }) => `projen ${name}`).join(' && ')}"`).join(' ')}`);
    testTask.spawn(this.task('jest'), { receiveArgs: true });
    testTask.spawn(verify);

    // Projen's own build would compile twice, since testing includes it; being locked, it can only be replaced.
    project.removeTask('build');
    const build = project.addTask('build', { description: 'Everything: project files, tests, tarball' });
    build.spawn(project.defaultTask!);
    build.spawn(testTask);
    build.spawn(project.packageTask);

    this.task('install').exec(script('complete-lockfile'));

    project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
    project.gitignore.exclude('/assets/', '.jsii.tabl.json');
    project.annotateGenerated(`/${BARREL}`);
    project.annotateGenerated('*.generated.ts');
    project.annotateGenerated(`/${REFERENCE}/**`);
  }

  private task(name: string): Task {
    const task = this.project.tasks.tryFind(name);
    if (!task) throw new Error(`There is no task '${name}'.`);
    return task;
  }
}
