import { App, CfnParameter, CfnResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { CfnStateMachine, DefinitionBody, Pass, StateMachine, StateMachineType, type StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct } from 'constructs';
import { observe } from '../../support/observe';

const MINUTE = 60_000;

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function machine(props: Partial<StateMachineProps> = {}): StateMachine {
  const definitionBody = props.definitionBody ?? DefinitionBody.fromChainable(new Pass(stack, 'Done'));
  return new StateMachine(stack, 'Machine', { ...props, definitionBody });
}

function raw(properties: Record<string, unknown>): CfnResource {
  return new CfnResource(stack, `Raw${stack.node.children.length}`, { type: 'AWS::StepFunctions::StateMachine', properties });
}

const longest = (construct: IConstruct) => observe(construct).threshold('executionTime');

describe('executions take long at 80% of their timeout', () => {
  test('of an L2, of which nothing is resolved', () => {
    const late = Lazy.string({ produce: () => later });
    let later = 'too early';
    const definitionBody = DefinitionBody.fromChainable(new Pass(stack, 'Late', { comment: late }));
    expect(longest(machine({ definitionBody, timeout: Duration.minutes(10) }))).toEqual({ value: 8 * MINUTE });
    later = 'in time';
    expect(JSON.stringify(stack.resolve((stack as any)._toCloudFormation()))).toContain('in time');
  });

  test.each<[string, Record<string, unknown>]>([
    ['a structure', { Definition: { TimeoutSeconds: 600 } }],
    ['a text', { DefinitionString: '{"TimeoutSeconds":600,"States":{}}' }],
  ])('of a definition that is %s', (_, properties) => expect(longest(raw(properties))).toEqual({ value: 8 * MINUTE }));

  test('or of the five minutes that an Express workflow has', () => {
    expect(longest(machine({ stateMachineType: StateMachineType.EXPRESS }))).toEqual({ value: 4 * MINUTE });
    expect(longest(raw({ StateMachineType: 'EXPRESS', Definition: { TimeoutSeconds: 60 } }))).toEqual({ value: 0.8 * MINUTE });
  });

  test.each<[string, RegExp, () => IConstruct]>([
    ['without one', /TimeoutSeconds of the definition is not set/, () => machine()],
    ['in a text that is none', /only known at deployment/, () => raw({ DefinitionString: '{' })],
    ['in a parameter', /only known at deployment/, () => raw({ DefinitionString: new CfnParameter(stack, 'Definition').valueAsString })],
    ['that is a parameter', /only known at deployment/, () => raw({ Definition: { TimeoutSeconds: new CfnParameter(stack, 'Timeout').valueAsString } })],
    ['of an import', /ImportedResource\.declare/, () => StateMachine.fromStateMachineName(stack, 'Import', 'orders')],
  ])('which is not known %s', (_, reason, make) => expect(longest(make())).toEqual({ reason: expect.stringMatching(reason) }));
});

describe('Express workflows', () => {
  test('have a cost and no limit of state transitions', () => {
    const express = observe(machine({ stateMachineType: StateMachineType.EXPRESS })).signals;
    expect(express).toEqual(expect.arrayContaining(['expressBilledDuration', 'costPerExecution']));
    expect(express).not.toContain('throttled');
  });

  test('are none where the type is another one, or only deployment tells it', () => {
    const parameter = new CfnParameter(stack, 'Type').valueAsString;
    for (const type of [undefined, 'STANDARD', parameter]) {
      const construct = new CfnStateMachine(stack, `Of${stack.node.children.length}`, { roleArn: 'arn', stateMachineType: type });
      expect(observe(construct).signals).toContain('throttled');
      expect(observe(construct).signals).not.toContain('costPerExecution');
    }
  });
});
