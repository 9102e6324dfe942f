import { App, Duration, Stack, Stage, Validations, aws_codedeploy as codedeploy, aws_codepipeline as codepipeline, aws_lambda as lambda } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeploymentSource, FailOn, Objective, ObservedService, OperationalExcellenceChecks, PerformanceEfficiencyChecks, ServiceTier, type ObservedServiceProps } from '../../src';
import type { RegisteredService } from '../../src/core/schemas/private/delivery';
import { inlineFunction, OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, resourcesOf, templateOf } from '../support/templates';

const delivery = { registryPath: '/cdk-pillars/delivery', metricNamespace: 'CdkPillars/Delivery' };

function serviceIn(stack: Stack, props: Partial<ObservedServiceProps> = {}): ObservedService {
  return new ObservedService(stack, 'Checkout', { serviceName: 'checkout', environment: 'prod', owner: 'o', routes: [], delivery, ...props });
}

function shop(): OrderStack {
  return new OrderStack(strictApp(), 'Shop');
}

/** The entries of the registry by name, with intrinsic functions as logical ids. */
function registered(stack: Stack): Record<string, RegisteredService> {
  const template = templateOf(synthesizeStrictly(stack.node.root as App), stack.stackName);
  return Object.fromEntries(resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties }]) => [Properties.Name, JSON.parse(deployed(Properties.Value))]));
}

test('scratch', () => {
  const stack = shop();
  serviceIn(stack);
  console.log(JSON.stringify(registered(stack), undefined, 1));
  void [Duration, Stage, Validations, codedeploy, codepipeline, lambda, Annotations, AwsSolutionsChecks, DeploymentSource, FailOn, Objective, OperationalExcellenceChecks, PerformanceEfficiencyChecks, ServiceTier, inlineFunction];
});
