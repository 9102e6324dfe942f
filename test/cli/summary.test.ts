import { stripVTControlCharacters } from 'util';
import { renderSummary } from '../../cli/summary/render-summary';
import { palette } from '../../cli/terminal/palette';
import type { ServiceManifest } from '../../src/core/private/service-manifest';
import { alarm, coverageOf, manifest, resource } from './manifests';

const FILES = [{ path: 'cdk.out/Shop.template.json', holds: 'template' }, { path: 'cdk.out/cdk-pillars/shop.json', holds: 'data' }];

function plain(...manifests: ServiceManifest[]): string {
  return renderSummary(manifests.map(each => ({ manifest: each, files: FILES })), [], palette(false), 80);
}

test('how many alarms have something that answers by itself', () => {
  const automation = { percentage: 66.7, alarms: 3, withDocument: 1, withAction: 2 };
  expect(plain(manifest({ automation }))).toContain(`
Automation    66.7% of 3 alarms: 2 run something when they fire, 1 have a
              runbook document
`);
  expect(plain(manifest({ automation: { ...automation, alarms: 0 } }))).not.toContain('Automation');
});

test('a service in plain text', () => {
  expect(plain(manifest())).toBe(`\
shop   owner shop-team · TIER_2 · environment prod · pages people
─────────────────────────────────────────────────────────────────

Alarms        3 alarms, every one reaches somebody
  PAGE        1 through shop-prod-health → topic Shop/OnCall
                Buy: errorRate
  TICKET      2 → topic Shop/OnCall
                Buy, Sell: duration
Dashboards    shop-prod-operations, shop-prod-performance
Coverage      75% of 4 resources alarmed, or left out with a reason
  alarmed     Buy, Sell
  unsupported News (AWS::SNS::Topic)
                no kind for it
  excluded    Old
                retired in March
Signals       6 signals: 3 alarmed, 1 shown, 2 blind
  blind       Buy, Sell: memory
                switch it on
Cost          6.80 USD a month, by list prices of 2026-08-21
              0.30 for 3 alarm metrics, 0.50 for 1 composite alarm, 6.00 for 2
              dashboards
Files
  template    cdk.out/Shop.template.json
  data        cdk.out/cdk-pillars/shop.json

Findings      none
              The rule packs did not run: add
              OperationalExcellenceChecks.enforce(app) and
              PerformanceEfficiencyChecks.enforce(app) to the app.
`);
});

test('colours change nothing but colours', () => {
  const colored = renderSummary([{ manifest: manifest(), files: FILES }], [], palette(true), 80);
  expect(colored).toContain('\u001b[31mPAGE\u001b[39m');
  expect(stripVTControlCharacters(colored)).toBe(plain(manifest()));
});

test('lines end at the width of the terminal, except for words that are longer', () => {
  const narrow = renderSummary([{ manifest: manifest(), files: FILES }], [{ plugin: 'OperationalExcellence', findings: [], acknowledged: [] }], palette(true), 50);
  const tooLong = stripVTControlCharacters(narrow).split('\n').filter(line => line.length > 50);
  expect(tooLong).toEqual([]);
});

test('several services have a sum', () => {
  const text = plain(manifest(), manifest({ service: 'stock' }));
  expect(text).toContain('\n\nstock   owner');
  expect(text).toMatch(/Together +2 services, 6 alarms, 13\.60 USD a month\n\nFindings/);
});

test('alarms that reach nobody stand out', () => {
  const text = plain(manifest({ pagesPeople: false, alarms: [alarm('Shop/Buy', 'errors'), alarm('Shop/Buy', 'duration', { reaches: ['OpsItem'] })] }));
  expect(text).toContain('pages nobody');
  expect(text).toContain('2 alarms, 1 of them reach nobody');
  expect(text).toMatch(/TICKET +1 reach nobody\n +Buy: errors\n +1 → OpsItem\n +Buy: duration\n/);
});

test('a service without alarms says so', () => {
  expect(plain(manifest({ alarms: [] }))).toMatch(/Alarms +none\n/);
});

test('the health alarm on the way to people is named', () => {
  const reaches = ['topic A', 'topic B', 'OpsItem'];
  expect(plain(manifest({ alarms: [alarm('Shop/Buy', 'errors', { through: 'health', reaches })] }))).toContain('1 through health → topic A, topic B and OpsItem');
  expect(plain(manifest({ alarms: [alarm('Shop/Buy', 'errors', { reaches })] }))).toContain('1 → topic A, topic B and OpsItem');
});

test('severities are in the order of their urgency', () => {
  const alarms = ['INFO', 'TICKET', 'PAGE'].map(severity => alarm('Shop/Buy', severity, { severity }));
  expect(plain(manifest({ alarms })).match(/^ {2}(PAGE|TICKET|INFO)/gm)).toEqual(['  PAGE', '  TICKET', '  INFO']);
});

test('every state of coverage has a word', () => {
  const states = ['ALARMED', 'ALARMED_ELSEWHERE', 'SHOWN', 'BLIND', 'UNSUPPORTED', 'EXCLUDED', 'INTERNAL'];
  const text = plain(coverageOf(...states.map(state => resource(`Shop/${state}`, state, { note: `because it is ${state}` }))));
  for (const state of states) expect(text).toMatch(new RegExp(`^  [a-z]+ +${state}\n +because it is ${state}$`, 'm'));
});

test('resources with the same reason share it', () => {
  const text = plain(coverageOf(...['A', 'B', 'C'].map(name => resource(`Shop/${name}`, 'BLIND', { note: name === 'C' ? 'other' : 'same' }))));
  expect(text).toMatch(/blind +A, B\n +same\n +C\n +other\n/);
});

test('what is true of a resource as a whole is not repeated for its signals', () => {
  const signals = [{ id: 'memory', state: 'BLIND', note: 'switch it on' }];
  expect(plain(coverageOf(resource('Shop/A', 'BLIND', { note: 'switch it on', signals }))).match(/switch it on/g)).toHaveLength(1);
});

test('long lists are cut', () => {
  const text = plain(coverageOf(...Array.from({ length: 30 }, (_, index) => resource(`Shop/R${index}`, 'ALARMED'))));
  expect(text).toContain('R11 and 18 more');
});

test('names keep what tells resources of several stacks apart', () => {
  expect(plain(coverageOf(resource('Shop/Buy', 'ALARMED'), resource('Stock/Buy', 'ALARMED')))).toContain('Shop/Buy, Stock/Buy');
});

test('a service of a single resource names it', () => {
  expect(plain(coverageOf(resource('Shop/Buy', 'ALARMED')))).toMatch(/alarmed +Buy\n/);
});

test('a service of resources without metrics has an empty coverage', () => {
  expect(plain(coverageOf())).toMatch(/Coverage +100% of 0 resources/);
});
