import type { IncidentSeverity } from '../../../src/core/schemas/private/delivery';
import type { Envelope } from './envelope';
import type { Fact } from './fact';
import { textIn, textOf, timeOf } from './reading';
import type { Telling } from './telling';

/** Where its operational data say none. */
const SEVERITY: IncidentSeverity = 'TICKET';
const ISSUE = '/aws/issue';
/** As `detail.source` of OpsItems that an action of an alarm made. */
const OF_AN_ALARM = 'CloudWatch Alarm';

/** OpsItem Create and OpsItem Update. Insights and change requests are OpsItems as well, and tell nothing. */
export function opsItemFacts({ detail, time, detailType }: Envelope): Telling {
  const id = textOf(detail, 'ops-item-id');
  const at = timeOf(detail[detailType === 'OpsItem Create' ? 'created-time' : 'modified-time']) ?? time;
  const isIssue = (textIn(detail, 'ops-item-type') ?? ISSUE) === ISSUE;
  const facts = isIssue ? factsOf(id, textOf(detail, 'status'), at) : [];
  return {
    subject: { type: 'opsItem', name: id },
    facts: textIn(detail, 'source') === OF_AN_ALARM ? facts.filter(fact => fact.kind === 'acknowledgement') : facts,
    question: { about: 'opsItem', id },
  };
}

function factsOf(id: string, status: string, at: number): Fact[] {
  const from = `opsitem:${id}`;
  switch (status) {
    case 'Open': return [{ kind: 'signal', from, state: 'failing', severity: SEVERITY, at }];
    case 'InProgress': return [{ kind: 'acknowledgement', from, at }];
    case 'Resolved':
    case 'Closed': return [{ kind: 'signal', from, state: 'restored', severity: SEVERITY, at }];
    default: return [];
  }
}
