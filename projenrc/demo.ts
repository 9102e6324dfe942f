import { Component, typescript } from 'projen';

/** The pattern packages that an example adopts. They name each other by exact version, so all have the same. */
const PATTERNS = ['core', 'aws-apigateway-lambda', 'aws-lambda-dynamodb', 'aws-sqs-lambda'].map(name => `@aws-solutions-constructs/${name}@2.74.0`);

/** The examples, run from the sources: a fresh clone shows what it can do before anything is built. */
export class Demo extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addDevDeps(...PATTERNS);
    addDemo(project, 'demo', 'quickstart', 'Synthesize examples/quickstart and print what it made');
    addDemo(project, 'demo:adopted', 'adopted', 'The same for examples/adopted, with constructs that nobody here wrote');
    project.gitignore.exclude('cdk.out/');
  }
}

function addDemo(project: typescript.TypeScriptProject, name: string, example: string, description: string): void {
  // What adopted packages use and the CDK calls deprecated is for their owners to read.
  const task = project.addTask(name, { description, env: { JSII_DEPRECATED: 'quiet' } });
  // The template validation of the CDK keeps V8's helper threads busy with nothing: without them it takes half the time on a small machine.
  task.exec(`tsx --single-threaded --tsconfig examples/tsconfig.json examples/synthesize.ts ${example}`);
  task.exec(`tsx cli/index.ts summary examples/${example}/cdk.out`);
}
