import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { isCurrent } from '../../projenrc/generators/files';
import { taggableTypes } from '../../projenrc/generators/taggable-types';
import { tagProperty } from '../../src/rules/private/taggable-types';

const root = path.join(__dirname, '..', '..');

test('the types that can be tagged are what `npm run taggable-types` writes', () => {
  const file = taggableTypes(root);

  expect(file.content).toContain('\'AWS::SQS\': \'Queue\',');
  expect(file.content).toMatch(/'AWS::Cognito': '(.* )?UserPool:UserPoolTags/);
  expect(isCurrent(root, file)).toBe(true);
});

test('the CDK tags all of them that it has', () => {
  const classes: any[] = Object.values(cdk).flatMap(module => Object.values(Object(module)));
  const tagged = classes.filter(type => typeof type === 'function' && 'CFN_RESOURCE_TYPE_NAME' in type)
    .map(({ CFN_RESOURCE_TYPE_NAME: type, prototype }) => ({ type, prototype, property: tagProperty(type) }))
    .filter(({ property }) => property !== undefined);
  const passedOver = tagged.filter(({ property, prototype }) => {
    const name = property!.replace(/^./, first => first.toLowerCase());
    return !(name in prototype) && !(`${name}Raw` in prototype);
  });

  expect(tagged.length).toBeGreaterThan(1000);
  expect(passedOver.map(({ type }) => type)).toEqual([]);
});
