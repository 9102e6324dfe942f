import { Aws, CfnElement, Stack, aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { ObservedService } from '../../src';
import { OrderStack } from '../support/order-service';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { alarmsOf, bodyOf, resourcesOf, templateOf, type TemplateResource } from '../support/templates';

/** The same content by hand: L1s directly in the stack, named after what they are, bodies as one string. */
function writeByHand(stack: OrderStack, alarms: Array<[string, TemplateResource]>, dashboards: Array<[string, TemplateResource]>): void {
  const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
  const known = new Map<string, any>(elements.map(element => [stack.resolve(element.logicalId), element]));
  const value = (node: any): any => {
    if (Array.isArray(node)) return node.map(value);
    if (node === null || typeof node !== 'object') return node;
    if (node.Ref) return node.Ref === 'AWS::Region' ? Aws.REGION : known.get(node.Ref).ref;
    if (node['Fn::GetAtt']) return known.get(node['Fn::GetAtt'][0]).getAtt(node['Fn::GetAtt'][1]).toString();
    if (node['Fn::Join']) return node['Fn::Join'][1].map(value).join(node['Fn::Join'][0]);
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key.charAt(0).toLowerCase() + key.slice(1), value(child)]));
  };
  for (const [id, { Properties }] of alarms) {
    known.set(id, new cloudwatch.CfnAlarm(stack, Properties.AlarmName.replace(/^checkout/, 'Alarm').replace(/[^A-Za-z0-9]/g, ''), value(Properties)));
  }
  for (const [index, [, { Properties }]] of dashboards.entries()) {
    new cloudwatch.CfnDashboard(stack, `Dashboard${index}`, { ...value(Properties), dashboardBody: value(Properties.DashboardBody) });
  }
}

const bytesOf = (resources: Array<[string, TemplateResource]>) => JSON.stringify(Object.fromEntries(resources)).length;

describe('the template, against the same content written by hand', () => {
  const app = strictApp();
  const stack = new OrderStack(app, 'Shop');
  new ObservedService(stack, 'Checkout', { serviceName: 'checkout', owner: 'payments-team', routes: [] });
  const ours = templateOf(synthesizeStrictly(app), 'Shop');
  const isDashboard = 'AWS::CloudWatch::Dashboard';

  const handApp = strictApp();
  const handStack = new OrderStack(handApp, 'Shop');
  const health = new cloudwatch.CfnCompositeAlarm(handStack, 'Health', { alarmRule: 'FALSE' });
  health.overrideLogicalId(resourcesOf(ours, 'AWS::CloudWatch::CompositeAlarm')[0][0]);
  writeByHand(handStack, alarmsOf(ours), resourcesOf(ours, isDashboard));
  const byHand = templateOf(synthesizeStrictly(handApp), 'Shop');

  test('takes at most 1.05 of the bytes per alarm', () => {
    expect(alarmsOf(byHand)).toHaveLength(alarmsOf(ours).length);
    expect(bytesOf(alarmsOf(ours)) / bytesOf(alarmsOf(byHand))).toBeLessThanOrEqual(1.05);
  });

  test('takes at most 1.05 of the bytes per widget', () => {
    const widgets = (template: any) => resourcesOf(template, isDashboard).flatMap(([, dashboard]) => bodyOf(dashboard).widgets);
    expect(widgets(byHand)).toHaveLength(widgets(ours).length);
    expect(bytesOf(resourcesOf(ours, isDashboard)) / bytesOf(resourcesOf(byHand, isDashboard))).toBeLessThanOrEqual(1.05);
  });

  // The CDK hashes the tags of a REST API into the id of its deployment, so tags from anywhere make a new deployment.
  test('adds nothing but alarms, the health alarm and dashboards, and renames nothing but the deployment of a tagged API', () => {
    const before = strictApp();
    const plain = new OrderStack(before, 'Shop');
    const added = Object.keys(ours.Resources).filter(id => !(id in templateOf(before.synth(), Stack.of(plain).stackName).Resources));
    const types = new Set(added.map(id => ours.Resources[id].Type).filter(type => type !== 'AWS::ApiGateway::Deployment'));
    expect(types).toEqual(new Set(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', isDashboard]));
  });
});
