import * as fc from 'fast-check';
import { envelopeOf } from '../../../handlers/delivery/facts/envelope';
import { tell } from '../../../handlers/delivery/facts/tell';
import { CUSTOM_DETAIL_TYPES, CUSTOM_SOURCE, INCIDENT_SEVERITIES } from '../../../src/core/schemas/private/delivery';
import { DEPLOYMENT_STATUSES, EVENT_LIMITS, INCIDENT_STATUSES, problemsOfDeployment, problemsOfIncident } from '../../../src/core/schemas/private/delivery-events';

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const id = fc.stringMatching(/^[!-~]{1,200}$/);
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }).map(date => date.toISOString());
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const common = { service: name, environment: name, id, at: optional(time), url: optional(fc.constant('https://example.com/1')) };

const deployments = fc.record({
  ...common,
  status: fc.constantFrom(...DEPLOYMENT_STATUSES),
  commitTimes: optional(fc.array(time, { maxLength: 5 })),
  revision: optional(id),
  rollbackOf: optional(id),
  rework: optional(fc.boolean()),
});
const incidents = fc.record({
  ...common,
  status: fc.constantFrom(...INCIDENT_STATUSES),
  severity: optional(fc.constantFrom(...INCIDENT_SEVERITIES)),
  impactBeganAt: optional(time),
});

function factsOf(detailType: string, detail: object) {
  const event = { 'version': '0', 'id': 'e-1', 'detail-type': detailType, 'source': CUSTOM_SOURCE, 'time': '2026-11-21T10:00:00Z', 'resources': [], detail };
  return tell(envelopeOf(JSON.stringify(event)))?.facts ?? [];
}

// The command checks what it sends, the handler what it gets: neither is to know a rule that the other does not.
test('what the command lets through, the handler reads', () => {
  fc.assert(fc.property(deployments, detail => {
    fc.pre(problemsOfDeployment(detail).length === 0);
    return factsOf(CUSTOM_DETAIL_TYPES.deployment, detail).length === 1;
  }));
  fc.assert(fc.property(incidents, detail => problemsOfIncident(detail).length === 0 && factsOf(CUSTOM_DETAIL_TYPES.incident, detail).length === 1));
});

test('the longest that the command lets through is not too long for the handler', () => {
  const detail = { service: 'a'.repeat(64), environment: 'b'.repeat(64), id: 'c'.repeat(EVENT_LIMITS.idLength), rollbackOf: 'd'.repeat(EVENT_LIMITS.idLength), status: 'SUCCEEDED' };
  expect(problemsOfDeployment(detail)).toEqual([]);
  expect(factsOf(CUSTOM_DETAIL_TYPES.deployment, detail)).toHaveLength(1);
});
