import { awscdk, javascript, typescript } from 'projen';
import { Build } from './projenrc/build';
import { Demo } from './projenrc/demo';
import { Editor } from './projenrc/editor';
import { IMPORT_NAME, PACKAGE_NAME } from './projenrc/identity';
import { ImportDirection } from './projenrc/import-direction';
import { Linting } from './projenrc/linting';
import { Packaging } from './projenrc/packaging';
import { Programs } from './projenrc/programs';
import { Testing } from './projenrc/testing';
import { Workflows } from './projenrc/workflows';

const project = new awscdk.AwsCdkConstructLibrary({
  name: PACKAGE_NAME,
  description: 'Operational Excellence and Performance Efficiency of the AWS Well-Architected Framework for AWS CDK apps: observe a service in one construct, enforce both pillars at synth time, hand the reviewer the evidence.',
  author: 'cdk-pillars maintainers',
  authorAddress: 'cdk-pillars@example.com',
  repositoryUrl: 'https://github.com/example/cdk-pillars.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-pillars maintainers',
  keywords: ['aws', 'cdk', 'well-architected', 'observability', 'operational-excellence', 'performance-efficiency', 'slo', 'alarms', 'dashboards'],

  defaultReleaseBranch: 'main',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '20.x',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  cdkVersion: '2.271.0',
  constructsVersion: '10.5.1',
  peerDeps: ['cdk-nag@^3.0.2'],
  devDeps: [
    'cdk-monitoring-constructs', 'cdk-nag@3.0.2', '@aws-cdk/aws-service-spec', '@aws-cdk/service-spec-types',
    '@aws-sdk/client-cloudformation', '@aws-sdk/client-cloudwatch', '@aws-sdk/client-cloudwatch-logs', '@aws-sdk/client-codedeploy', '@aws-sdk/client-codepipeline', '@aws-sdk/client-dynamodb', '@aws-sdk/client-eventbridge', '@aws-sdk/client-ssm', 'dynalite',
    '@sparticuz/chromium@^143', '@types/sarif', '@xmldom/xmldom', 'ajv@^6', 'asl-validator', 'commander@^14', 'esbuild', 'fast-check', 'jsonata', 'picocolors', 'playwright-core@^1', 'tsx', 'yaml',
  ],

  sampleCode: false,
  release: false,
  depsUpgrade: false,
  githubOptions: { mergify: false, pullRequestLint: false },
  pullRequestTemplate: false,
  // Workflows, tests and the tarball have components of their own.
  buildWorkflow: false,
  jest: false,
  npmignoreEnabled: false,
  tsconfigDev: { compilerOptions: { paths: { [IMPORT_NAME]: ['../src/index.ts'] } } },
  eslintOptions: { dirs: ['src'], devdirs: ['test'], commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] } },
});

// The lock file names no registry, so that it holds wherever the package is built.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

new Testing(project);
new Programs(project);
new Demo(project);
new Linting(project, project.eslint!);
new ImportDirection(project, project.eslint!);
new Packaging(project);
new Build(project);
new Workflows(project);
new Editor(project);

project.synth();
