import * as fc from 'fast-check';
import { evaluateExpression } from '../../src/simulation/private/math-evaluate';
import { parseExpression } from '../../src/simulation/private/math-syntax';
import { type Point, type Series, series, type Value } from '../../src/simulation/private/math-values';

const _ = undefined;

function evaluate(expression: string, metrics: Record<string, Series> = {}, start = Date.UTC(2026, 3, 6, 9, 58)): Value {
  const length = Object.values(metrics)[0]?.length ?? 5;
  return evaluateExpression(parseExpression(expression), {
    valueOf: id => metrics[id] && series(metrics[id]),
    periodOf: id => metrics[id] && 60,
    metrics: containing => Object.entries(metrics).filter(([id]) => id.includes(containing ?? '')).map(([, points]) => points),
    periodSeconds: 60,
    ends: Array.from({ length }, (__, index) => start / 1000 + 60 * (index + 1)),
  });
}

const pointsOf = (value: Value) => value.kind === 'series' ? value.points : value.kind === 'scalar' ? value.value : value.members;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
test.each<[string, Series]>([
  ['IF(metric1, metric2, metric3)', [30, 0, 20, _, _]],
  ['IF(metric1, 5, metric3)', [5, 5, 20, _, _]],
  ['IF(metric1, metric2, 5)', [30, 0, 5, 5, _]],
  ['IF(metric1, 1)', [1, 1, _, _, _]],
])('documented: %s', (expression, expected) => {
  const metrics = { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30], metric3: [0, 0, 20, _, 20] };
  expect(pointsOf(evaluate(expression, metrics))).toEqual(expected);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-operators
test.each<[string, Series]>([
  ['(metric1 < metric2)', [0, 0, 1, 0]],
  ['(metric1 >= 30)', [1, 0, 0, 0]],
  ['(metric1 > 15 AND metric2 > 15)', [1, 0, 0, 0]],
  ['metric1 > 15 && metric2 > 15 || metric1 == 0', [1, 0, 1, 1]],
  ['!metric1', [0, 0, 1, 1]],
])('documented: %s', (expression, expected) => {
  expect(pointsOf(evaluate(expression, { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] }))).toEqual(expected);
});

const a = [10, _, 30, _, 50];
const b = [2, 4, 0, _, 5];

test.each<[string, unknown]>([
  // A missing value counts as 0 beside one that is there; a division by zero drops the data point.
  ['a+b', [12, 4, 30, _, 55]], ['a/b', [5, 0, _, _, 10]], ['a*2', [20, _, 60, _, 100]], ['100/b', [50, 25, _, _, 20]], ['-a', [-10, _, -30, _, -50]],
  ['2^3^2', 512], ['-2^2', -4], ['2*-3+1', -5], ['7-2-1', 4], ['1/0', _],
  ['FILL(a,0)', [10, 0, 30, 0, 50]], ['FILL(a,REPEAT)', [10, 10, 30, 30, 50]], ['FILL(a,LINEAR)', [10, 20, 30, 40, 50]], ['FILL(a,b)', [10, 4, 30, _, 50]],
  ['FILL(IF(a>20,a),LINEAR)', [_, _, 30, 40, 50]], ['FILL(IF(a>20,a),REPEAT)', [_, _, 30, 30, 50]],
  ['SUM(a)', 90], ['AVG(a)', 18], ['MIN(a)', 10], ['MAX(a)', 50], ['DATAPOINT_COUNT(a)', 3], ['STDDEV(b)', Math.sqrt(3.6875)],
  ['SUM([a,b])', [12, 4, 30, _, 55]], ['AVG([a,b])', [6, 2, 15, _, 27.5]], ['MIN([a,b])', [2, 4, 0, _, 5]], ['MAX(METRICS())', [10, 4, 30, _, 50]],
  ['DATAPOINT_COUNT([a,b])', [2, 1, 2, _, 2]], ['METRIC_COUNT(METRICS())', 2], ['SUM(METRICS("b"))', [2, 4, 0, _, 5]], ['SUM(100/[b,b])', [100, 50, _, _, 40]],
  ['ABS(b-3)', [1, 1, 3, _, 2]], ['CEIL(b/4)', [1, 1, 0, _, 2]], ['FLOOR(b/4)', [0, 1, 0, _, 1]], ['LOG10(a*10)', [2, _, Math.log10(300), _, Math.log10(500)]],
  ['DIFF(a)', [_, _, 20, _, 20]], ['DIFF_TIME(a)', [_, _, 120, _, 120]], ['RATE(a)', [_, _, 20 / 120, _, 20 / 120]], ['RUNNING_SUM(b)', [2, 6, 6, _, 11]],
  ['PERIOD(a)', 60], ['a/PERIOD(a)', [10 / 60, _, 0.5, _, 50 / 60]], ['TIME_SERIES(7)', [7, 7, 7, 7, 7]],
  ['FIRST([a,b])', a], ['LAST([a,b])', b], ['SLICE([a,b],1)', [b]], ['REMOVE_EMPTY([a,IF(b>9,b)])', [a]],
  ['MINUTE(a)', [58, 59, 0, 1, 2]], ['HOUR(a)', [9, 9, 10, 10, 10]], ['DAY(a)', [1, 1, 1, 1, 1]], ['MONTH(a)', [4, 4, 4, 4, 4]], ['DATE(a)', [6, 6, 6, 6, 6]], ['YEAR(a)', Array(5).fill(2026)],
  ['EPOCH(a)-EPOCH(a)', [0, 0, 0, 0, 0]], ['IF(1, a, b)', a], ['IF(0, a, b)', b], ['IF(0, a)', [_, _, _, _, _]],
])('%s', (expression, expected) => {
  expect(pointsOf(evaluate(expression, { a, b }))).toEqual(expected);
});

test.each([
  ['SORT(METRICS(), AVG, DESC)', 'the function SORT is not simulated'],
  ['a+c', 'there is no metric and no expression with the id \'c\''],
  ['FILL(a)', 'FILL: takes 2 arguments, and was given 1'],
  ['PERIOD(a+b)', 'PERIOD: takes the id of a metric, and not of an expression'],
  ['SUM(1)', 'SUM: takes a time series, and was given a number'],
  ['[a,1]', 'a number stands in a list of time series'],
  ['a+"text"', 'the text "text" stands where a number or a time series is expected'],
])('%s is refused', (expression, message) => {
  expect(() => evaluate(expression, { a, b })).toThrow(message);
});

test.each([
  ['a+', 'the end at character 3'], ['(a', '\'(a\', where \')\' is expected'], ['a b', '\'b\' at character 3'], ['a # b', '\'#\' at character 2'], ['', 'the end at character 1'], ['SUM(a b)', 'where \',\' is expected'],
])('%s is no expression', (expression, message) => {
  expect(() => parseExpression(expression)).toThrow(message);
});

/** An expression as a text, and what it comes to by JavaScript alone. */
interface Sum { readonly text: string; readonly at: (x: Point, y: Point) => Point }

const leaf: fc.Arbitrary<Sum> = fc.oneof(
  fc.constant<Sum>({ text: 'x', at: x => x }),
  fc.constant<Sum>({ text: 'y', at: (__, y) => y }),
);

const OPERATORS: Record<string, (left: number, right: number) => number> = {
  '+': (l, r) => l + r, '-': (l, r) => l - r, '*': (l, r) => l * r, '/': (l, r) => l / r, '<': (l, r) => Number(l < r), '>=': (l, r) => Number(l >= r), '!=': (l, r) => Number(l !== r),
  'AND': (l, r) => Number(l !== 0 && r !== 0), 'OR': (l, r) => Number(l !== 0 || r !== 0),
};

const sums = fc.letrec<{ sum: Sum }>(tie => ({
  sum: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf,
    fc.tuple(fc.constantFrom(...Object.keys(OPERATORS)), tie('sum'), tie('sum')).map(([operator, left, right]): Sum => ({
      text: `(${left.text} ${operator} ${right.text})`,
      at: (x, y) => {
        const [l, r] = [left.at(x, y), right.at(x, y)];
        if (l === undefined && r === undefined) return undefined;
        const result = OPERATORS[operator](l ?? 0, r ?? 0);
        return Number.isFinite(result) ? result : undefined;
      },
    })),
    tie('sum').map(({ text, at }): Sum => ({ text: `-${text}`, at: (x, y) => { const value = at(x, y); return value === undefined ? undefined : -value; } })),
    tie('sum').map(({ text, at }): Sum => ({ text: `FILL(${text}, 3)`, at: (x, y) => at(x, y) ?? 3 })),
    fc.tuple(tie('sum'), tie('sum'), tie('sum')).map(([condition, then, otherwise]): Sum => ({
      text: `IF(${condition.text}, ${then.text}, ${otherwise.text})`,
      at: (x, y) => {
        const holds = condition.at(x, y);
        if (holds === undefined) return undefined;
        return holds !== 0 ? then.at(x, y) ?? 0 : otherwise.at(x, y);
      },
    })),
  ),
})).sum;

const point = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
const points = fc.array(fc.tuple(point, point), { minLength: 1, maxLength: 6 });

test('expressions come to what JavaScript makes of each data point', () => {
  fc.assert(fc.property(sums, points, ({ text, at }, pairs) => {
    const value = evaluate(text, { x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y) });
    expect(pointsOf(value)).toEqual(pairs.map(([x, y]) => at(x, y)));
  }), { numRuns: 300 });
});

test('arithmetic binds as in JavaScript', () => {
  const sign = fc.constantFrom('+', '-', '*', '/');
  const number = fc.integer({ min: 1, max: 9 });
  fc.assert(fc.property(number, fc.array(fc.tuple(sign, number), { maxLength: 6 }), (first, rest) => {
    const text = rest.reduce((sum, [operator, next]) => `${sum} ${operator} ${next}`, String(first));
    expect(pointsOf(evaluate(text))).toBe(new Function(`return ${text}`)());
  }));
});

test.each([['1 OR 0 AND 0', 1], ['1 == 2 OR 2 > 1', 1], ['1 + 1 > 1 AND 2 * 2 == 4', 1], ['!0 + 1', 2], ['(1 OR 0) AND 0', 0]])('%s is %d', (expression, expected) => {
  expect(pointsOf(evaluate(expression))).toBe(expected);
});
