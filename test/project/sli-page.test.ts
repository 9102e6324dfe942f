import { sliPage, sliSection } from '../../projenrc/generators/sli-page';
import { SignalCatalog } from '../../src';

const catalog = SignalCatalog.builtIn();
const page = sliPage(catalog.sources);

test('the page begins with what is nearest to users, and has every kind that something can be promised of once', () => {
  expect(page.match(/^## .*$/gm)).toEqual(['## In front of everything', '## Load balancers', '## APIs', '## What answers requests by itself', '## Watched by objectives that name them']);
  for (const { kind, slis } of catalog.sources) expect(page.split(`(signals/${kind}.md#objectives)`)).toHaveLength(slis?.length ? 2 : 1);
});

test('each table is as wide as its head', () => {
  for (const table of page.match(/(^\|.*\n)+/gm)!) {
    expect(new Set(table.trim().split('\n').map(row => row.split(' | ').length)).size).toBe(1);
  }
});

test('a kind says how its numbers are made', () => {
  const section = sliSection(catalog.source('glue-job')).join('\n');
  expect(section).toContain('| availability | runs that succeed | failed: `FILL(failed,0)`, all: `FILL(failed,0)+FILL(succeeded,0)`, '
    + 'where `failed` is the Sum of `glue.error.ALL`, `succeeded` is the Sum of `glue.succeed.ALL`; published with `failedRuns` |  |');
  expect(section).toContain('| throughput | records read | `recordsRead`, the share of its periods on the wrong side of the threshold |  |');
  expect(section).not.toMatch(/Users meet it/);
  expect(sliSection(catalog.source('alb')).join('\n')).toMatch(/Users meet it \(`LOAD_BALANCER`\).*\n.*[^]*`targetResponseTime`, the share of its samples/);
});

test('a kind without any has no section', () => {
  expect(sliSection(catalog.source('acm-certificate'))).toEqual([]);
});
