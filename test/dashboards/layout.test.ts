import { Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { paginate } from '../../src/dashboards/private/pages';
import { drawWidgets, flatten, textPlan, type WidgetPlan } from '../../src/dashboards/private/widget-plan';
import { misplaced, type DrawnWidget } from '../support/dashboards';

const stack = new Stack();

/** A widget that tells where it was put. */
function plan(width: number, height: number, { widgets = 1, metrics = 0, name = '' } = {}): WidgetPlan {
  return { width, height, widgets, metrics, draw: (x, y) => widgets === 0 ? '' : JSON.stringify({ type: name, x, y, width, height }) };
}

const drawn = (plans: readonly WidgetPlan[]): DrawnWidget[] => drawWidgets(plans, stack).map(text => JSON.parse(text));

describe('widgets', () => {
  test('go from left to right, and to the next row when there is no room', () => {
    expect(drawn([plan(8, 6), plan(8, 6), plan(8, 6), plan(8, 6)]).map(({ x, y }) => [x, y])).toEqual([[0, 0], [8, 0], [16, 0], [0, 6]]);
  });

  test('begin a row below the highest of the row before', () => {
    expect(drawn([plan(6, 3), plan(18, 5), plan(24, 1), plan(8, 6)]).map(({ x, y }) => [x, y])).toEqual([[0, 0], [6, 0], [0, 5], [0, 6]]);
  });

  test('that draw nothing take their room all the same', () => {
    expect(drawn([plan(4, 6, { widgets: 0 }), plan(8, 6)]).map(({ x, y }) => [x, y])).toEqual([[4, 0]]);
  });

  test('stay in the grid and off one another, whatever their sizes', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 30 })), { maxLength: 60 });
    fc.assert(fc.property(sizes, all => {
      const widgets = drawn(all.map(([width, height]) => plan(width, height)));
      expect(widgets).toHaveLength(all.length);
      expect(misplaced(widgets)).toEqual([]);
      // In reading order: a reader meets them as they were given.
      expect(widgets.map(({ x, y }) => y * 24 + x)).toEqual(widgets.map(({ x, y }) => y * 24 + x).sort((a, b) => a - b));
    }));
  });
});

describe('sections', () => {
  test('have a heading over the whole width', () => {
    expect(drawn(flatten([{ title: 'Errors', widgets: [plan(8, 6)] }]))).toEqual([
      { type: 'text', x: 0, y: 0, width: 24, height: 1, properties: { markdown: '## Errors', background: 'transparent' } }, expect.objectContaining({ x: 0, y: 1 }),
    ]);
  });

  test('without widgets have no heading', () => {
    expect(flatten([{ title: 'Errors', widgets: [] }, { widgets: [] }])).toEqual([]);
  });

  test('without a title have none', () => {
    expect(drawn(flatten([{ widgets: [textPlan('hello', 2)] }]))).toEqual([expect.objectContaining({ height: 2, properties: { markdown: 'hello' } })]);
  });
});

describe('pages', () => {
  const many = (count: number, options = {}) => Array.from({ length: count }, (_, index) => plan(8, 6, { name: String(index), ...options }));
  const sizes = (pages: readonly WidgetPlan[][]) => pages.map(({ length }) => length);

  test('are one when there is nothing', () => {
    expect(paginate([])).toEqual([[]]);
    expect(paginate([[]])).toEqual([[]]);
  });

  test('hold 500 widgets', () => {
    expect(sizes(paginate([many(500)]))).toEqual([500]);
    expect(sizes(paginate([many(501)]))).toEqual([500, 1]);
  });

  test('count each widget that a row or a column draws', () => {
    expect(sizes(paginate([many(51, { widgets: 10 })]))).toEqual([50, 1]);
    expect(sizes(paginate([many(800, { widgets: 0 })]))).toEqual([800]);
  });

  test('hold 2,500 metrics', () => {
    expect(sizes(paginate([many(25, { metrics: 100 })]))).toEqual([25]);
    expect(sizes(paginate([many(26, { metrics: 100 })]))).toEqual([25, 1]);
  });

  test('keep a service whole when it fits on one', () => {
    expect(sizes(paginate([many(300), many(300), many(200)]))).toEqual([300, 500]);
    expect(sizes(paginate([many(10, { metrics: 200 }), many(10, { metrics: 100 })]))).toEqual([10, 10]);
  });

  test('fill up with a service that fits on none', () => {
    expect(sizes(paginate([many(300), many(600)]))).toEqual([500, 400]);
  });

  test('hold what they may and lose nothing, in order, whatever the services', () => {
    const service = fc.array(fc.record({ widgets: fc.integer({ min: 0, max: 30 }), metrics: fc.integer({ min: 0, max: 500 }) }), { maxLength: 80 });
    fc.assert(fc.property(fc.array(service, { maxLength: 8 }), services => {
      const plans = services.map((all, index) => all.map((size, which) => plan(8, 6, { ...size, name: `${index}.${which}` })));
      const pages = paginate(plans);
      expect(pages.flat()).toEqual(plans.flat());
      for (const page of pages) {
        expect(page.reduce((sum, { widgets }) => sum + widgets, 0)).toBeLessThanOrEqual(500);
        expect(page.reduce((sum, { metrics }) => sum + metrics, 0)).toBeLessThanOrEqual(2500);
        expect(misplaced(drawn(page))).toEqual([]);
      }
      for (const all of plans.filter(({ length }) => length > 0)) {
        const fits = all.reduce((sum, { widgets }) => sum + widgets, 0) <= 500 && all.reduce((sum, { metrics }) => sum + metrics, 0) <= 2500;
        if (fits) expect(pages.some(page => all.every(each => page.includes(each)))).toBe(true);
      }
    }), { numRuns: 60 });
  });
});
