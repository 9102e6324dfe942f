import { defineRule } from '../private/define-rule';
import { rowsOf } from '../private/tables';
import { RuleLevel } from '../rule-level';
import { CODEBUILD_IMAGES } from '../tables/codebuild-images';
import { Verdict } from '../verdict';

const PROJECT = 'AWS::CodeBuild::Project';
const PROPERTY = 'Environment.Image';
/** The day of a release of an image, such as `-24.10.29`. */
const RELEASE = /-[\d.]+$/;

const code = (image: string) => `new codebuild.Project(this, 'Build', {
  buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['npm test'] } } }),
  environment: { buildImage: codebuild.LinuxBuildImage.${image} },
});`;

const image = (Image: unknown) => ({ Build: { Type: PROJECT, Properties: { Environment: { Image } } } });

export default defineRule({
  id: 'OE-CodeBuildImageCurrent',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  title: 'Builds run on an image that CodeBuild updates',
  why: 'An old image gets no security patches and no new language versions, and is no longer cached on the build hosts, so that each build waits for its download',
  remedy: 'Set buildImage to a current one, such as codebuild.LinuxBuildImage.AMAZON_LINUX_2023_5 or codebuild.LinuxBuildImage.STANDARD_7_0',
  table: CODEBUILD_IMAGES,
  resourceTypes: [PROJECT],
  check: (project, context) => {
    const value = project.property(PROPERTY);
    if (value.isUnknown) return Verdict.UNKNOWN;
    if (!value.text?.startsWith('aws/codebuild/')) return Verdict.NOT_APPLICABLE;
    const newer = rowsOf(context, CODEBUILD_IMAGES).get(value.text.replace(RELEASE, ''));
    return newer === undefined ? Verdict.COMPLIANT : Verdict.violating({ message: `The image ${value.text} is no longer updated, ${newer} is`, property: PROPERTY });
  },
  compliant: [
    { title: 'Amazon Linux 2023', resources: image('aws/codebuild/amazonlinux-x86_64-standard:5.0'), cdk: code('AMAZON_LINUX_2023_5') },
    { title: 'an image that is newer than the table', resources: image('aws/codebuild/standard:98.0') },
  ],
  violating: [
    { title: 'Ubuntu 20.04', resources: image('aws/codebuild/standard:5.0'), cdk: code('STANDARD_5_0') },
    { title: 'a release of an image for Amazon Linux 2', resources: image('aws/codebuild/amazonlinux2-x86_64-standard:4.0-24.10.29') },
  ],
  ignored: [
    { title: 'an image of your own', resources: image('123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:42') },
    { title: 'the image is a parameter', resources: image({ Ref: 'Image' }) },
  ],
});
