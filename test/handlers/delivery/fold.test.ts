import * as fc from 'fast-check';
import type { DeploymentFact, Fact, Phase, SignalFact } from '../../../handlers/delivery/facts/fact';
import { fold } from '../../../handlers/delivery/fold/fold';
import { DELIVERY_DEFAULTS, type IncidentSeverity } from '../../../src/core/schemas/private/delivery';

const SETTINGS = {
  changeFailure: DELIVERY_DEFAULTS.changeFailureSeconds * 1000,
  rework: DELIVERY_DEFAULTS.reworkSeconds * 1000,
  reopenWithin: DELIVERY_DEFAULTS.reopenSeconds * 1000,
  changeGap: DELIVERY_DEFAULTS.changeGapSeconds * 1000,
};
const NOON = Date.UTC(2026, 2, 2, 12);

/** Minutes after noon. */
function at(minutes: number): number {
  return NOON + minutes * 60_000;
}

function deployment(id: string, phase: Phase, minutes: number, more: Partial<DeploymentFact> = {}): DeploymentFact {
  return { kind: 'deployment', source: 'pipeline', target: 'shop', id, phase, at: at(minutes), ...more };
}

function run(id: string, from: number, to: number, phase: Phase = 'succeeded', more: Partial<DeploymentFact> = {}): Fact[] {
  return [deployment(id, 'started', from, more), deployment(id, phase, to, more)];
}

function operation(stack: string, token: string, from: number, to: number, end: Partial<DeploymentFact> = {}): Fact[] {
  const of = { source: 'stack', target: stack } as const;
  return [deployment(token, 'started', from, of), deployment(token, 'succeeded', to, { ...of, ...end })];
}

function signal(from: string, state: SignalFact['state'], minutes: number, severity: IncidentSeverity = 'PAGE', more: Partial<SignalFact> = {}): SignalFact {
  return { kind: 'signal', from, state, severity, at: at(minutes), ...more };
}

function outage(from: number, to: number, name = 'alarm:health'): Fact[] {
  return [signal(name, 'failing', from), signal(name, 'restored', to)];
}

function deploymentsOf(...facts: Fact[][]) {
  return fold(facts.flat(), SETTINGS).deployments.filter(({ isRollback }) => !isRollback).sort((a, b) => a.startedAt - b.startedAt);
}

function incidentsOf(...facts: Fact[][]) {
  return fold(facts.flat(), SETTINGS).incidents;
}

function idsOf(deployments: readonly { readonly id: string }[]): string[] {
  return deployments.map(({ id }) => id);
}

describe('what counts as a deployment', () => {
  test('what succeeded or failed, at the time of its end', () => {
    expect(deploymentsOf(run('a', 0, 10), run('b', 20, 30, 'failed'))).toMatchObject([
      { id: 'a', startedAt: at(0), endedAt: at(10), outcome: 'succeeded', failed: false },
      { id: 'b', startedAt: at(20), endedAt: at(30), outcome: 'failed', failed: true },
    ]);
  });

  test.each<Phase>(['superseded', 'stopped'])('nothing that was %s, nor what has not ended', phase => {
    expect(deploymentsOf(run('a', 0, 10, phase), [deployment('b', 'started', 20)])).toEqual([]);
  });

  test('the last of several ends holds, as of a stage that is retried', () => {
    const retried = [...run('a', 0, 10, 'failed'), deployment('a', 'started', 15), deployment('a', 'succeeded', 20)];
    expect(deploymentsOf(retried)).toMatchObject([{ startedAt: at(0), endedAt: at(20), outcome: 'succeeded' }]);
    expect(deploymentsOf([...retried, deployment('a', 'stopped', 25)])).toEqual([]);
    expect(deploymentsOf([deployment('a', 'succeeded', 5), deployment('a', 'failed', 5)])).toMatchObject([{ outcome: 'failed' }]);
  });

  test('one whose beginning nobody told of began with its first event', () => {
    expect(deploymentsOf([deployment('a', 'succeeded', 5)])).toMatchObject([{ startedAt: at(5), endedAt: at(5) }]);
  });
});

describe('stacks', () => {
  test('operations that overlap or follow within 10 minutes are one deployment', () => {
    const near = [operation('Data', 't1', 0, 10), operation('Api', 't2', 5, 15), operation('Web', 't3', 25, 30)];
    expect(deploymentsOf(...near)).toMatchObject([{ source: 'stack', startedAt: at(0), endedAt: at(30) }]);
    expect(deploymentsOf(...near, operation('Web', 't4', 40.01, 45))).toHaveLength(2);
  });

  test('it failed if one of its operations did, and going back is part of that', () => {
    const back = [
      deployment('t', 'started', 20, { source: 'stack', target: 'Api', isRollback: true }), deployment('t', 'failed', 25, { source: 'stack', target: 'Api', isRollback: true }),
    ];
    const failed = [deployment('t', 'started', 5, { source: 'stack', target: 'Api' }), ...back];
    expect(deploymentsOf(operation('Data', 't', 0, 10), failed)).toMatchObject([{ endedAt: at(25), outcome: 'failed', rolledBack: true, failed: true }]);
    expect(deploymentsOf(back)).toEqual([]);
  });

  test('without tokens an operation lasts from a beginning to an end before the next', () => {
    const of = { source: 'stack', target: 'Api' } as const;
    const facts = [
      deployment('', 'started', 0, of), deployment('', 'succeeded', 5, of), deployment('', 'started', 60, of), deployment('', 'failed', 65, { ...of, isRollback: true }),
    ];
    expect(deploymentsOf(facts)).toMatchObject([
      { startedAt: at(0), endedAt: at(5), failed: false }, { startedAt: at(60), endedAt: at(65), failed: true },
    ]);
  });
});

describe('rollbacks', () => {
  test('an execution that was triggered as one counts under the last that ended before it began, and not as a deployment', () => {
    const facts = [run('a', 0, 10), run('b', 20, 30), run('back', 40, 45, 'succeeded', { isRollback: true }), run('c', 60, 70)];
    expect(deploymentsOf(...facts)).toMatchObject([
      { id: 'a', rolledBack: false, failed: false }, { id: 'b', rolledBack: true, failed: true }, { id: 'c', rolledBack: false, rework: true },
    ]);
  });

  test('one that names what it takes back counts there, and nowhere if nobody told of that', () => {
    const back = (id: string) => run('back', 40, 45, 'succeeded', { isRollback: true, rollbackOf: id });
    expect(deploymentsOf(run('a', 0, 10), run('b', 20, 30), back('a'))).toMatchObject([{ rolledBack: true }, { rolledBack: false }]);
    expect(deploymentsOf(run('a', 0, 10), back('unknown'))).toMatchObject([{ rolledBack: false, failed: false }]);
  });

  test.each(['codedeploy', 'ecs'] as const)('by %s: what begins within 5 minutes of the end of a failed one of the same target', source => {
    const of = { source, target: 'shop/prod' };
    const failed = run('a', 0, 10, 'failed', of);
    expect(deploymentsOf(failed, run('b', 15, 16, 'succeeded', of))).toMatchObject([{ id: 'a', rolledBack: true }]);
    expect(deploymentsOf(failed, run('b', 15.1, 16, 'succeeded', of))).toMatchObject([{ id: 'a', rolledBack: false }, { id: 'b' }]);
    expect(deploymentsOf(failed, run('b', 11, 12, 'succeeded', { ...of, target: 'other/prod' }))).toHaveLength(2);
    expect(deploymentsOf(failed, run('b', 11, 20, 'succeeded', of), run('c', 14, 16, 'succeeded', of))).toMatchObject([{ id: 'a', rolledBack: true }, { id: 'c' }]);
    expect(deploymentsOf(run('a', 0, 10), run('b', 11, 12))).toHaveLength(2);
  });

  test('one that was stopped takes nothing back', () => {
    expect(deploymentsOf(run('a', 0, 10), run('back', 20, 25, 'stopped', { isRollback: true }))).toMatchObject([{ rolledBack: false, failed: false }]);
  });
});

describe('what counts as failed', () => {
  test.each([[-0.1, false], [0, true], [10, true], [70, true], [70.1, false]])('an incident that opened %d minutes after it began: %s', (minutes, failed) => {
    expect(deploymentsOf(run('a', 0, 10), outage(minutes, minutes + 5))).toMatchObject([{ failed }]);
  });

  test('an incident is blamed on one only, the one that began last', () => {
    expect(deploymentsOf(run('a', 0, 30), run('b', 5, 10), outage(20, 25))).toMatchObject([{ id: 'a', failed: false }, { id: 'b', failed: true }]);
  });
});

describe('lead time', () => {
  const leadTimeOf = (phase: Phase, ...commits: number[]) => deploymentsOf([deployment('a', phase, 60, { commitTimes: commits.map(at) })])[0].leadTimeSeconds;

  test('runs from the earliest commit to the end', () => expect(leadTimeOf('succeeded', 20, 0, 40)).toBe(3600));
  test('is absent without a commit and for what failed', () => {
    expect(leadTimeOf('succeeded')).toBeUndefined();
    expect(leadTimeOf('failed', 0)).toBeUndefined();
  });
  test.each([[65, 0], [65.1, undefined]])('of a commit %d minutes after noon, which is the future: %s', (commit, expected) => expect(leadTimeOf('succeeded', commit)).toBe(expected));
});

describe('rework', () => {
  const reworks = (...facts: Fact[][]) => idsOf(deploymentsOf(...facts).filter(({ rework }) => rework));

  test('what began while an incident was open', () => {
    expect(reworks(outage(0, 20), run('a', 10, 30), run('b', 21, 22))).toEqual(['a']);
  });

  test('the next to begin after a failed one ended, within 24 hours', () => {
    expect(reworks(run('a', 0, 10, 'failed'), run('b', 5, 8), run('c', 20, 30), run('d', 40, 50))).toEqual(['c']);
    expect(reworks(run('a', 0, 10, 'failed'), run('b', 10 + 24 * 60, 2000))).toEqual(['b']);
    expect(reworks(run('a', 0, 10, 'failed'), run('b', 10.1 + 24 * 60, 2000))).toEqual([]);
  });

  test('what its events call so', () => expect(reworks(run('a', 0, 10, 'succeeded', { isRework: true }))).toEqual(['a']));
});

describe('what counts as an incident', () => {
  test('what overlaps is one, and the gravest severity is its', () => {
    const facts = [signal('alarm:a', 'failing', 0, 'TICKET'), signal('canary:b', 'failing', 5, 'PAGE'), signal('alarm:a', 'restored', 10), signal('canary:b', 'restored', 20)];
    expect(incidentsOf(facts)).toEqual([{ openedAt: at(0), closedAt: at(20), restoredAt: at(20), severity: 'PAGE' }]);
  });

  test('is open while anything fails', () => {
    expect(incidentsOf([...outage(0, 10, 'alarm:a'), signal('alarm:b', 'failing', 5)])).toEqual([{ openedAt: at(0), severity: 'PAGE' }]);
  });

  test('what fails again within 10 minutes continues it', () => {
    expect(incidentsOf(outage(0, 5), outage(15, 20))).toMatchObject([{ openedAt: at(0), restoredAt: at(20) }]);
    expect(incidentsOf(outage(0, 5), outage(15.1, 20))).toHaveLength(2);
  });

  test('what is taken away closes it without restoring it', () => {
    expect(incidentsOf([signal('alarm:a', 'failing', 0), signal('alarm:a', 'gone', 10)])).toEqual([{ openedAt: at(0), closedAt: at(10), severity: 'PAGE' }]);
    expect(incidentsOf([signal('alarm:a', 'failing', 0), signal('alarm:b', 'failing', 1), signal('alarm:a', 'gone', 10), signal('alarm:b', 'restored', 12)]))
      .toMatchObject([{ restoredAt: at(12) }]);
  });

  test('of two states of one thing at the same time the better holds', () => {
    expect(incidentsOf([signal('alarm:a', 'failing', 0), signal('alarm:a', 'restored', 0)])).toEqual([]);
  });

  test('what is well and told so again changes nothing', () => {
    expect(incidentsOf([signal('alarm:a', 'restored', 0), signal('alarm:a', 'gone', 5)])).toEqual([]);
    expect(incidentsOf(outage(0, 5), [signal('alarm:other', 'restored', 3)])).toMatchObject([{ closedAt: at(5) }]);
  });

  test('time to detect runs from the earliest time that an alarm near its opening or the tool blames', () => {
    const detection = (minutes: number, began: number): Fact => ({ kind: 'detection', at: at(minutes), faultBeganAt: at(began) });
    const near = [detection(-15, -20), detection(10, -5)];
    const far = [detection(-15.1, -60), detection(10.1, -60)];
    expect(incidentsOf(outage(0, 5), near, far)).toMatchObject([{ timeToDetectSeconds: 1200 }]);
    expect(incidentsOf(outage(0, 5), [detection(5, 3)])).toMatchObject([{ timeToDetectSeconds: 0 }]);
    expect(incidentsOf([signal('incident:1', 'failing', 0), signal('incident:1', 'restored', 9, 'PAGE', { impactBeganAt: at(-2) })])).toMatchObject([{ timeToDetectSeconds: 120 }]);
    expect(incidentsOf(outage(0, 5))[0].timeToDetectSeconds).toBeUndefined();
  });

  test('time to acknowledge runs to the first acknowledgement while it lasted', () => {
    const acknowledged = (minutes: number): Fact => ({ kind: 'acknowledgement', from: 'incident:1', at: at(minutes) });
    expect(incidentsOf(outage(0, 5), [acknowledged(-1), acknowledged(3), acknowledged(2)])).toMatchObject([{ timeToAcknowledgeSeconds: 120 }]);
    expect(incidentsOf(outage(0, 5), [acknowledged(6)])[0].timeToAcknowledgeSeconds).toBeUndefined();
  });
});

test('the order in which facts come changes nothing, nor do facts that come twice', () => {
  const minutes = fc.integer({ min: 0, max: 300 });
  const some = fc.oneof(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), phase: fc.constantFrom<Phase>('started', 'succeeded', 'failed', 'stopped'), minutes, back: fc.boolean() })
      .map(({ id, phase, minutes: when, back }) => deployment(id, phase, when, { source: back ? 'codedeploy' : 'stack', target: id < 'c' ? 'x' : 'y' })),
    fc.record({ from: fc.constantFrom('alarm:a', 'canary:b'), state: fc.constantFrom<SignalFact['state']>('failing', 'restored', 'gone'), minutes })
      .map(({ from, state, minutes: when }) => signal(from, state, when)),
    minutes.map((when): Fact => ({ kind: 'detection', at: at(when), faultBeganAt: at(when - 7) })),
    minutes.map((when): Fact => ({ kind: 'acknowledgement', from: 'incident:1', at: at(when) })),
  );
  const told = fc.array(some, { maxLength: 40 })
    .chain(facts => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })));
  fc.assert(fc.property(told, ([facts, twice]) => {
    const sorted = (list: readonly Fact[]) => {
      const { deployments, incidents } = fold(list, SETTINGS);
      return { incidents, deployments: deployments.map(each => JSON.stringify(each)).sort() };
    };
    expect(sorted(twice)).toEqual(sorted(facts));
  }));
});
