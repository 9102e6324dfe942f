import { awscdk, javascript, typescript } from 'projen';
import { PACKAGE_NAME } from './projenrc/identity';

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
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  cdkVersion: '2.271.0',
  constructsVersion: '10.5.1',
  peerDeps: ['cdk-nag@^3.0.2'],
  devDeps: [
    'cdk-nag@3.0.2', '@aws-cdk/aws-service-spec', '@aws-cdk/service-spec-types', '@swc/core', '@swc/jest', 'esbuild', 'fast-check', 'tsx', 'yaml',
  ],

  sampleCode: false,
  release: false,
  depsUpgrade: false,
  githubOptions: { mergify: false, pullRequestLint: false },
  pullRequestTemplate: false,
});
project.synth();
