import type { RuleTable } from '../rule-table';

export const CODEBUILD_IMAGES: RuleTable = {
  name: 'codebuild-images',
  asOf: '2026-09-10',
  source: 'https://github.com/aws/aws-codebuild-docker-images',
  about: 'what takes the place of an image that CodeBuild no longer updates',
  rows: {
    'aws/codebuild/standard:1.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/standard:2.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/standard:3.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/standard:4.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/standard:5.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/standard:6.0': 'aws/codebuild/standard:7.0',
    'aws/codebuild/amazonlinux2-x86_64-standard:1.0': 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
    'aws/codebuild/amazonlinux2-x86_64-standard:2.0': 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
    'aws/codebuild/amazonlinux2-x86_64-standard:3.0': 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
    'aws/codebuild/amazonlinux2-x86_64-standard:4.0': 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
    'aws/codebuild/amazonlinux-x86_64-standard:4.0': 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
    'aws/codebuild/amazonlinux2-aarch64-standard:1.0': 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
    'aws/codebuild/amazonlinux2-aarch64-standard:2.0': 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
    'aws/codebuild/amazonlinux-aarch64-standard:2.0': 'aws/codebuild/amazonlinux-aarch64-standard:3.0',
  },
};
