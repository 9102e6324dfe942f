import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnRotationSchedule, type CfnRotationScheduleProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ImportedResource } from '../../../src';
import { observe } from '../../support/observe';
import { inlineFunction } from '../../support/order-service';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

const rotation = (props: Partial<CfnRotationScheduleProps>) => observe(new CfnRotationSchedule(stack, 'Rotation', { secretId: 'orders', ...props }));
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate';

describe('the function that rotates a secret is named', () => {
  test('by reference', () => {
    const { dimensions, threshold } = rotation({ rotationLambdaArn: inlineFunction(stack, 'Rotate').functionArn });
    expect(dimensions).toEqual({ FunctionName: { Ref: expect.stringMatching(/^Rotate/) } });
    expect(threshold('duration')).toEqual({ value: 2_400 });
  });

  test.each([ARN, `${ARN}:live`])('by the ARN %s', rotationLambdaArn => {
    const { dimensions, threshold } = rotation({ rotationLambdaArn });
    expect(dimensions).toEqual({ FunctionName: 'rotate' });
    expect(threshold('duration')).toEqual({ reason: expect.stringMatching(/no function of this app/) });
  });

  test('by an ARN that only deployment tells', () => {
    const { dimensions } = rotation({ rotationLambdaArn: new CfnParameter(stack, 'Arn').valueAsString });
    expect(dimensions).toEqual({ FunctionName: { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }] } });
  });

  test('by the name that a hosted one gets', () => {
    expect(rotation({ hostedRotationLambda: { rotationType: 'MySQLSingleUser', rotationLambdaName: 'rotate' } }).dimensions).toEqual({ FunctionName: 'rotate' });
  });

  test('by what is declared about an import', () => {
    const declared = ImportedResource.declare(new Construct(stack, 'Import'), { resourceType: 'AWS::SecretsManager::RotationSchedule', attributes: { FunctionName: 'rotate' } });
    expect(observe(declared).dimensions).toEqual({ FunctionName: 'rotate' });
  });
});

test('a rotation without a function of a known name is not measured', () => {
  expect(rotation({ hostedRotationLambda: { rotationType: 'MySQLSingleUser' } }).dimensions).toBeUndefined();
});

test.each([
  [{ automaticallyAfterDays: 6 }, true], [{ automaticallyAfterDays: 7 }, false], [{ scheduleExpression: 'rate(4 hours)' }, true],
  [{ scheduleExpression: 'rate(30 days)' }, false], [{ scheduleExpression: 'cron(0 8 1 * ? *)' }, false], [undefined, false],
])('whether a rotation by %p is missed within an alarm: %p', (rotationRules, isAlarmed) => {
  expect(rotation({ rotationLambdaArn: ARN, rotationRules }).signals.includes('succeededSteps')).toBe(isAlarmed);
});
