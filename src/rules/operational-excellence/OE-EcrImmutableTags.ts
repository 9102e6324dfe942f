import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const REPOSITORY = 'AWS::ECR::Repository';
const PROPERTY = 'ImageTagMutability';

export default defineRule({
  id: 'OE-EcrImmutableTags',
  bestPractices: ['OPS06-BP01', 'OPS05-BP04'],
  level: RuleLevel.WARNING,
  title: 'Tags of images stay on the image that they were given to',
  why: 'A tag that can be pushed again no longer tells what runs: two tasks of one version run different code, and a rollback to it starts something new',
  remedy: 'Set imageTagMutability: ecr.TagMutability.IMMUTABLE',
  resourceTypes: [REPOSITORY],
  check: repository => {
    const mutability = repository.property(PROPERTY);
    if (mutability.isUnknown) return Verdict.UNKNOWN;
    if (mutability.text?.startsWith('IMMUTABLE')) return Verdict.COMPLIANT;
    return Verdict.violating({ message: `Tags can be moved: the mutability is ${mutability.text ?? 'not set'}`, property: PROPERTY });
  },
  compliant: [
    {
      title: 'immutable tags',
      resources: { Orders: { Type: REPOSITORY, Properties: { ImageTagMutability: 'IMMUTABLE' } } },
      cdk: 'new ecr.Repository(this, \'Orders\', { imageTagMutability: ecr.TagMutability.IMMUTABLE });',
    },
    { title: 'immutable tags but for some', resources: { Orders: { Type: REPOSITORY, Properties: { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' } } } },
  ],
  violating: [
    { title: 'not set', resources: { Orders: { Type: REPOSITORY, Properties: {} } }, cdk: 'new ecr.Repository(this, \'Orders\');' },
    { title: 'mutable tags', resources: { Orders: { Type: REPOSITORY, Properties: { ImageTagMutability: 'MUTABLE_WITH_EXCLUSION' } } } },
  ],
  ignored: [
    { title: 'it is a parameter', resources: { Orders: { Type: REPOSITORY, Properties: { ImageTagMutability: { Ref: 'Mutability' } } } } },
  ],
});
