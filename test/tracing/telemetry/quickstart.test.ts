import { Template } from 'aws-cdk-lib/assertions';
import { renderSummary } from '../../../cli/summary/render-summary';
import { palette } from '../../../cli/terminal/palette';
import { OrderServiceStack } from '../../../examples/quickstart/order-service-stack';
import { CoverageState, ObservedService, Telemetry, type SignalCoverage } from '../../../src';
import { context, manifests } from '../../examples/examples';
import { strictApp, synthesizeStrictly } from '../../support/strict-app';

const app = strictApp({ context: context('quickstart') });
const stack = new OrderServiceStack(app, 'OrderService', { onCallEmail: 'on-call@example.com' });
const before = stack.node.findChild('Orders service') as ObservedService;
const full = new ObservedService(stack, 'Full', { serviceName: 'orders-full', owner: 'order-team', environment: 'prod', routes: [], telemetry: Telemetry.full() });
let template: Template;

beforeAll(() => {
  synthesizeStrictly(app);
  template = Template.fromStack(stack);
});

function blind({ coverage }: ObservedService): SignalCoverage[] {
  return coverage.resources.flatMap(({ signals }) => signals).filter(({ state }) => state === CoverageState.BLIND);
}

test('the quickstart with full telemetry has no blind signal', () => {
  expect(blind(before).length).toBeGreaterThan(0);
  expect(blind(full)).toEqual([]);
});

test('its cost names what telemetry costs, and what depends on the load', () => {
  expect(full.monthlyCost.items.slice(-2)).toEqual([
    { what: 'Lambda Insights metrics', quantity: 16, unitPrice: 0.3, amount: 4.8 },
    { what: 'metrics from logs', quantity: 3, unitPrice: 0.3, amount: 0.9 },
  ]);
  expect(full.monthlyCost.total).toBeCloseTo(full.monthlyCost.items.reduce((sum, { amount }) => sum + amount, 0), 2);
  expect([...full.monthlyCost.notes].sort()).toEqual([expect.stringMatching(/Lambda Insights logs .* USD/), expect.stringMatching(/X-Ray traces/)]);
  expect(before.monthlyCost.notes).toEqual([]);
});

test('the demo prints the cost of that choice', () => {
  const [manifest] = manifests(app.outdir).filter(({ service }) => service === 'orders-full');
  const summary = renderSummary([{ manifest, files: [] }], [], palette(false), 400);
  expect(summary).toContain(`${full.monthlyCost.total.toFixed(2)} USD a month, by list prices of`);
  expect(summary).toContain('4.80 for 16 Lambda Insights metrics');
});

test('both functions have the layer, in whatever Region, and their roles may report to its log group alone', () => {
  const functions = Object.values(template.findResources('AWS::Lambda::Function')).filter(({ Properties }) => Properties.Layers);
  expect(functions.map(({ Properties }) => Properties.Layers[0]['Fn::FindInMap'][2])).toEqual(['1x0x498x0xarm64', '1x0x498x0xx86x64']);
});
