import { evaluationRange, fewestSamples, type MissingData, nextState, type State } from '../../src/simulation/private/verdict';

const RETAIN = 'retain';
const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

const points = (drawn: string) => drawn.split(' ').map(point => point === '-' ? undefined : point === 'X');

function expectStates(drawn: string, datapointsToAlarm: number, expected: readonly string[]) {
  for (const current of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as State[]) {
    const states = TREATMENTS.map(missingData => nextState(points(drawn), { evaluationPeriods: 3, datapointsToAlarm, missingData }, current));
    expect(states).toEqual(expected.map(state => state === RETAIN ? current : state));
  }
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, first table.
test.each([
  ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
  ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
  ['- - - - -', ['INSUFFICIENT_DATA', RETAIN, 'ALARM', 'OK']],
  ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['- - X - -', ['ALARM', RETAIN, 'ALARM', 'OK']],
])('3 out of 3: %s', (drawn, expected) => expectStates(drawn, 3, expected));

// The second table of the same page.
test.each([
  ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
  ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
  ['- - - X -', ['ALARM', RETAIN, 'ALARM', 'OK']],
])('2 out of 3: %s', (drawn, expected) => expectStates(drawn, 2, expected));

// Rows that the tables had in the edition of 2019, and which the text on premature alarms still tells: the alarm does not go to ALARM yet.
test.each([
  ['- - - - X', 3, ['INSUFFICIENT_DATA', RETAIN, 'ALARM', 'OK']],
  ['- - - X -', 3, ['INSUFFICIENT_DATA', RETAIN, 'ALARM', 'OK']],
  ['- - - - X', 2, ['INSUFFICIENT_DATA', RETAIN, 'ALARM', 'OK']],
  ['X - - - -', 3, ['ALARM', RETAIN, 'ALARM', 'OK']],
] as const)('a premature alarm waits: %s with %d to alarm', (drawn, datapoints, expected) => expectStates(drawn, datapoints, expected));

test('5 data points are looked at for 3 evaluation periods', () => {
  expect(evaluationRange(3)).toBe(5);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html: 1000 samples for p99.
test.each([[0.99, 1000], [0.5, 20], [0.9, 100], [0.25, 40]])('a percentile of %d needs %d samples', (percentile, samples) => {
  expect(fewestSamples(percentile)).toBeCloseTo(samples, 6);
});
