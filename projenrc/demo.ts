import { Component, typescript } from 'projen';

/** The pattern packages that an example adopts. They name each other by exact version, so all have the same. */
const PATTERNS = ['core', 'aws-apigateway-lambda', 'aws-lambda-dynamodb', 'aws-sqs-lambda'].map(name => `@aws-solutions-constructs/${name}@2.74.0`);

/** The examples, run from the sources: a fresh clone shows what it can do before anything is built. */
export class Demo extends Component {
  constructor(project: typescript.TypeScriptProject) {
    super(project);
    project.addDevDeps(...PATTERNS);
    project.addTask('demo', { description: 'Synthesize examples/quickstart and print what it made', exec: demo('quickstart') });
    project.addTask('demo:adopted', { description: 'The same for constructs that nobody here wrote: examples/adopted', exec: demo('adopted') });
    project.gitignore.exclude('cdk.out/');
  }
}

function demo(example: string): string {
  return `tsx --tsconfig examples/tsconfig.json examples/demo.ts ${example}`;
}
