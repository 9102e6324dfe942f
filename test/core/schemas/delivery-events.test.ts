import * as fc from 'fast-check';
import { DEPLOYMENT_STATUSES, EVENT_LIMITS, problemsOfDeployment, problemsOfIncident } from '../../../src/core/schemas/private/delivery-events';
import { problemsOfRegistration } from '../../../src/core/schemas/private/delivery-registry';
import { timeOf } from '../../../src/core/schemas/private/fields';

const DEPLOYMENT = { service: 'shop', environment: 'prod', id: '7', status: 'SUCCEEDED' };
const INCIDENT = { service: 'shop', environment: 'prod', id: '7', status: 'OPENED' };

const fieldsOf = (problems: readonly { readonly field: string }[]) => problems.map(({ field }) => field);

test.each<[string, unknown, number | undefined]>([
  ['UTC', '2026-11-21T10:00:00Z', Date.UTC(2026, 10, 21, 10)],
  ['an offset', '2026-11-21T10:00:00.250+01:00', Date.UTC(2026, 10, 21, 9, 0, 0, 250)],
  ['an offset as alarms write it', '2026-11-21T10:00:00.250+0100', Date.UTC(2026, 10, 21, 9, 0, 0, 250)],
  ['minutes only', '2026-11-21T10:00Z', Date.UTC(2026, 10, 21, 10)],
  ['a leap day', '2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ['no leap day', '2026-02-29T00:00:00Z', undefined],
  ['no month', '2026-13-01T00:00:00Z', undefined],
  ['no hour', '2026-11-21T25:00:00Z', undefined],
  ['no offset', '2026-11-21T10:00:00', undefined],
  ['a day', '2026-11-21', undefined],
  ['seconds since 1970', 1_795_000_000, undefined],
])('time: %s', (_, text, expected) => expect(timeOf(text)).toBe(expected));

test('every time that JavaScript writes is read as it was', () => {
  fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), date => timeOf(date.toISOString()) === date.getTime()), { numRuns: 500 });
});

describe('deployments', () => {
  test.each(DEPLOYMENT_STATUSES)('%s is a status', status => expect(problemsOfDeployment({ ...DEPLOYMENT, status })).toEqual([]));

  test('what nobody asked for is let through', () => expect(problemsOfDeployment({ ...DEPLOYMENT, team: 'a' })).toEqual([]));

  test.each<[object, string]>([
    [{ service: 'a/b' }, 'service'],
    [{ service: 'x'.repeat(65) }, 'service'],
    [{ environment: '' }, 'environment'],
    [{ id: 'x'.repeat(EVENT_LIMITS.idLength + 1) }, 'id'],
    [{ id: 7 }, 'id'],
    [{ id: ' ' }, 'id'],
    [{ status: 'RESTORED' }, 'status'],
    [{ at: 'now' }, 'at'],
    [{ commitTimes: '2026-11-21T10:00:00Z' }, 'commitTimes'],
    [{ commitTimes: ['2026-11-21T10:00:00Z', 'x'] }, 'commitTimes'],
    [{ commitTimes: Array(EVENT_LIMITS.commitTimes + 1).fill('2026-11-21T10:00:00Z') }, 'commitTimes'],
    [{ revision: 'a\nb' }, 'revision'],
    [{ rollbackOf: '7' }, 'rollbackOf'],
    [{ rework: 'yes' }, 'rework'],
    [{ url: 'javascript:alert(1)' }, 'url'],
  ])('%j is a problem', (difference, field) => expect(fieldsOf(problemsOfDeployment({ ...DEPLOYMENT, ...difference }))).toEqual([field]));

  test.each([undefined, null, 'text', [DEPLOYMENT]])('%j is none', detail => expect(fieldsOf(problemsOfDeployment(detail))).toEqual(['detail']));

  test('whatever comes is judged, and nothing thrown', () => {
    const judges = [problemsOfDeployment, problemsOfIncident, problemsOfRegistration];
    fc.assert(fc.property(fc.anything(), value => judges.every(judge => judge(value).length > 0)));
  });
});

test.each<[object, string[]]>([
  [{}, []],
  [{ severity: 'INFO', impactBeganAt: '2026-11-21T10:00:00Z', at: '2026-11-21T10:05:00Z', url: 'https://a.example.com' }, []],
  [{ severity: 'P1' }, ['severity']],
  [{ impactBeganAt: 5, status: 'open' }, ['status', 'impactBeganAt']],
])('an incident with %j', (difference, problems) => expect(fieldsOf(problemsOfIncident({ ...INCIDENT, ...difference }))).toEqual(problems));

test.each<[object, string[]]>([
  [{ stacks: ['Shop'], alarms: { 'shop-health': 'PAGE' } }, []],
  [{ counts: 'github' }, ['counts']],
  [{ stacks: 'Shop', canaries: [''] }, ['stacks', 'canaries']],
  [{ alarms: { 'shop-health': 'SEV1' } }, ['alarms']],
])('a registration with %j', (difference, problems) => expect(fieldsOf(problemsOfRegistration({ service: 'shop', environment: 'prod', counts: 'stack', ...difference }))).toEqual(problems));
