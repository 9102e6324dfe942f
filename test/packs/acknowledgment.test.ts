import { App, Stack, aws_logs as logs } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { OperationalExcellenceChecks, PillarAcknowledgment, type PillarAcknowledgmentProps } from '../../src';
import { rules } from '../support/rules';
import { reportOf, synthesized } from '../support/validation-report';

process.env.CDK_VALIDATION = 'false';
beforeEach(() => void jest.spyOn(console, 'error').mockReturnValue());

const disabledRules = rules.map(({ metadata }) => metadata.id).filter(id => id !== 'OE-LogRetention');

function accepted(props: Partial<PillarAcknowledgmentProps>): { app: App; group: logs.CfnLogGroup; holds: boolean } {
  const app = new App();
  const group = new logs.CfnLogGroup(new Stack(app, 'Stack'), 'Log');
  const holds = PillarAcknowledgment.add(group, { id: 'OE-LogRetention', reason: 'kept for the audit', ...props });
  OperationalExcellenceChecks.enforce(app, { disabledRules });
  return { app, group, holds };
}

test('until the day, the finding is accepted with its reason', () => {
  const { app, holds } = accepted({ until: '2026-11-21', asOf: '2026-11-21' });
  expect(holds).toBe(true);
  expect(synthesized(app)).toBeUndefined();
  expect(reportOf(app)).toMatchObject([{ rule: 'OE-LogRetention', reason: 'kept for the audit (until 2026-11-21)' }]);
});

test('after the day nothing is recorded, so that the finding is reported again', () => {
  const { app, group, holds } = accepted({ until: '2026-11-20', asOf: '2026-11-21' });
  expect(holds).toBe(false);
  expect(synthesized(app)?.message).toContain('The retention is not set');
  expect(group.node.metadata).toContainEqual(expect.objectContaining({ type: 'aws:cdk:info', data: expect.stringContaining('expired on 2026-11-20') }));
});

test('without a day it does not end, and a full id is taken as it is', () => {
  expect(synthesized(accepted({ id: 'OperationalExcellence::OE-LogRetention' }).app)).toBeUndefined();
});

test.each<[string, Partial<PillarAcknowledgmentProps>]>([
  ['has no reason', { reason: ' ' }],
  ['did you mean \'OE-LogRetention\'', { id: 'OE-LogRetenion' }],
  ['`until` of the acknowledgement of OE-LogRetention is no day', { until: '31.12.2026' }],
  ['`until` of the acknowledgement of OE-LogRetention is no day', { until: '2026-13-01' }],
  ['`until` of the acknowledgement of OE-LogRetention is no day', { until: '2027-02-30' }],
])('is refused: %s', (message, props) => {
  expect(() => accepted(props)).toThrow(message);
});

test('holds exactly on the days up to the last one', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10));
  const stack = new Stack(new App(), 'Stack');
  fc.assert(fc.property(day, day, (until, asOf) => {
    expect(PillarAcknowledgment.add(stack, { id: 'OE-LogRetention', reason: 'r', until, asOf })).toBe(Date.parse(asOf) <= Date.parse(until));
  }));
});
