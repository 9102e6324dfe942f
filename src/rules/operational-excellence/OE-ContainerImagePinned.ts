import { combinedVerdict } from '../private/combined-verdict';
import { defineRule } from '../private/define-rule';
import type { PropertyValue } from '../property-value';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const TASK = 'AWS::ECS::TaskDefinition';
const FUNCTION = 'AWS::Lambda::Function';
const REGISTRY = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const DIGEST = 'sha256:6f2b8b0a2d7c6c9e4f1a5d3e8c7b9a0f1e2d3c4b5a69788796a5b4c3d2e1f0a9';

/** What is wrong with an image, from the end of its name; `undefined` where only deployment can tell. */
function flawOf(image: PropertyValue): string | false | undefined {
  const name = image._end.slice(image._end.lastIndexOf('/') + 1);
  if (name.endsWith(':latest')) return 'has the tag latest';
  if (/[:@]/.test(name)) return false;
  return image.isUnknown && !image._end.includes('/') ? undefined : 'has neither a tag nor a digest, which means latest';
}

function judge(image: PropertyValue, property: string, container?: string): Verdict {
  if (!image.isUnknown && image.text === undefined) return Verdict.NOT_APPLICABLE;
  const flaw = flawOf(image);
  if (flaw === undefined) return Verdict.UNKNOWN;
  return flaw === false ? Verdict.COMPLIANT : Verdict.violating({ message: `The image ${[image.text, flaw].join(' ').trim()}`, name: container, property });
}

const task = (...images: unknown[]) => ({
  Task: { Type: TASK, Properties: { ContainerDefinitions: images.map((Image, index) => ({ Name: index === 0 ? 'app' : `sidecar${index}`, Image })) } },
});

const code = (image: string) => `const task = new ecs.FargateTaskDefinition(this, 'Task');
task.addContainer('app', { image: ${image} });`;

export default defineRule({
  id: 'OE-ContainerImagePinned',
  bestPractices: ['OPS06-BP01', 'OPS05-BP04'],
  level: RuleLevel.ERROR,
  title: 'Containers name a version of their image',
  why: 'What latest means changes without a deployment, and a rollback starts the image that is latest then, which is the one that was to be rolled back',
  remedy: 'Use ecs.ContainerImage.fromAsset, or name a tag that is never moved or a digest, as in ecs.ContainerImage.fromEcrRepository(repository, \'1.4.2\')',
  resourceTypes: [TASK, FUNCTION],
  check: resource => {
    if (resource.resourceType === FUNCTION) return judge(resource.property('Code.ImageUri'), 'Code.ImageUri');
    const containers = resource.property('ContainerDefinitions');
    if (containers.isUnknown) return Verdict.UNKNOWN;
    return combinedVerdict(containers.items.map(container => judge(container.property('Image'), 'ContainerDefinitions', container.property('Name').text)));
  },
  compliant: [
    {
      title: 'a tag',
      resources: task('public.ecr.aws/docker/library/nginx:1.29.3'),
      cdk: code('ecs.ContainerImage.fromRegistry(\'public.ecr.aws/docker/library/nginx:1.29.3\')'),
    },
    { title: 'a digest', resources: task(`public.ecr.aws/docker/library/nginx@${DIGEST}`, `nginx:latest@${DIGEST}`) },
    { title: 'a tag in a repository of the account', resources: task({ 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/orders:1.4.2' }) },
    {
      title: 'a function of an image',
      resources: { Handler: { Type: FUNCTION, Properties: { PackageType: 'Image', Code: { ImageUri: `${REGISTRY}/orders:1.4.2` } } } },
    },
  ],
  violating: [
    {
      title: 'no tag',
      resources: task('nginx'),
      findings: ['app'],
      cdk: code('ecs.ContainerImage.fromRegistry(\'nginx\')'),
    },
    {
      title: 'the tag latest, of a sidecar as well',
      resources: task({ 'Fn::Join': ['', [{ Ref: 'AWS::AccountId' }, '.dkr.ecr.eu-west-1.amazonaws.com/', { Ref: 'Orders' }, ':latest']] }, 'localhost:5000/proxy'),
      findings: ['app', 'sidecar1'],
    },
    { title: 'a function of the latest image', resources: { Handler: { Type: FUNCTION, Properties: { Code: { ImageUri: `${REGISTRY}/orders:latest` } } } } },
  ],
  ignored: [
    { title: 'the image is a parameter', resources: task({ Ref: 'Image' }) },
    { title: 'the tag is a parameter', resources: task({ 'Fn::Sub': 'nginx:${Tag}' }) },
    { title: 'the end of the tag is a parameter', resources: task({ 'Fn::Sub': 'nginx:latest${Suffix}' }) },
    { title: 'a function without an image', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'nodejs22.x', Code: { ZipFile: '0' } } } } },
  ],
});
