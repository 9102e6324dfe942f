import { SignalCatalog } from '../../src';
import { PIECES } from '../../src/tracing/private/telemetry/pieces';

/** Requirements that no telemetry answers, and why. */
const NOT_TELEMETRY: Readonly<Record<string, string>> = {
  'OE-PipelineRollback': 'the type of a pipeline decides how it runs and how it is billed, by minutes of actions in place of pipelines',
};

const requirements = SignalCatalog.builtIn().sources.flatMap(({ kind, resourceType, alternateResourceTypes = [], signals }) => {
  const types = [resourceType, ...alternateResourceTypes];
  return signals.flatMap(({ id, requires }) => requires ? [{ key: `${kind}.${id}`, ruleId: requires.ruleId, types }] : []);
});

test.each(requirements.map(requirement => [requirement.key, requirement] as const))('what %s requires is switched on by telemetry', (_, { ruleId, types }) => {
  if (ruleId in NOT_TELEMETRY) return;
  const pieces = PIECES.filter(({ meets }) => meets.includes(ruleId));
  expect(pieces).toHaveLength(1);
  for (const type of types) expect(Object.keys(pieces[0].at)).toContain(type);
});

test('telemetry meets no requirement that no signal has, and every exception is one', () => {
  const required = new Set(requirements.map(({ ruleId }) => ruleId));
  expect(PIECES.flatMap(({ meets }) => meets).filter(id => !required.has(id))).toEqual([]);
  expect(Object.keys(NOT_TELEMETRY).filter(id => !required.has(id))).toEqual([]);
});

test('each option is one piece', () => {
  const options = PIECES.map(({ option }) => option);
  expect(new Set(options).size).toBe(options.length);
});
