import { App, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { RunbookAutomations } from '../../../src';
import { rendered } from '../../support/rendered';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';
import { deployed, resourcesOf } from '../../support/templates';
import { allAutomations } from './all-automations';

export const ONCALL = 'arn:aws:iam::123456789012:role/OnCall';

export interface SynthesizedAutomation {
  readonly name: string;
  /** As AWS gets it. */
  readonly document: any;
  /** Statements of its role, with resolved resources. */
  readonly statements: readonly { readonly Action: string[]; readonly Resource: string[] }[];
  readonly trust: any;
  readonly properties: any;
}

/** The automations of a service, from one synthesis that all checks of the CDK pass. */
export function synthesizedAutomations(): Automations {
  const { app, stack } = prepared();
  synthesizeStrictly(app);
  return automationsOf(stack);
}

/** The same as they are before synthesis, for tests of what stands in the documents. */
export function renderedAutomations(): Automations {
  return automationsOf(prepared().stack);
}

interface Automations {
  readonly automations: ReadonlyMap<string, SynthesizedAutomation>;
  readonly template: any;
}

function prepared(): { app: App; stack: Stack } {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env: { account: '123456789012', region: 'eu-west-1' }, description: 'Automations' });
  const approvalTopic = sns.Topic.fromTopicArn(stack, 'Approvals', 'arn:aws:sns:eu-west-1:123456789012:Automation-approvals');
  const failureTopic = sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:123456789012:on-call');
  new RunbookAutomations(stack, 'Automations', {
    serviceName: 'checkout', environment: 'prod', automations: allAutomations(stack), approvers: [ONCALL], approvalTopic, failureTopic,
  });
  return { app, stack };
}

function automationsOf(stack: Stack): Automations {
  const template = rendered(stack);
  const automations = resourcesOf(template, 'AWS::SSM::Document').map(([, { Properties }]): SynthesizedAutomation => {
    const roleId = Properties.Content.parameters.AutomationAssumeRole.default['Fn::GetAtt'][0];
    const role = template.Resources[roleId].Properties;
    return {
      name: Properties.Name.replace('automation-checkout-prod-', ''),
      document: plain(Properties.Content),
      statements: role.Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement)
        .map(({ Action, Resource }: any) => ({ Action: [Action].flat(), Resource: [Resource].flat().map(deployed) })),
      trust: role.AssumeRolePolicyDocument,
      properties: Properties,
    };
  });
  return { automations: new Map(automations.map(each => [each.name, each])), template };
}

/** A resolved value with its intrinsics as texts. */
function plain(value: any): any {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('Fn::Join' in value || 'Ref' in value || 'Fn::GetAtt' in value) return deployed(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
