import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ISignalSource } from '../signal-source';
import type { MetricInput } from '../signal-spec';
import { SliType, type SliCount, type SliSpec, UserFacing } from '../sli-spec';
import { checkExpression } from './check-expression';

const ADD_UP = ['Sum', 'SampleCount'];
/** An average counts nothing by itself, but may be a share of what another input counts. */
const COUNTABLE = [...ADD_UP, 'Average'];
const FELT: readonly SliType[] = [SliType.AVAILABILITY, SliType.LATENCY];

/** Refuses a kind whose objectives could not be measured. */
export function checkSlis(where: string, { slis = [], signals, userFacing }: ISignalSource): void {
  const signalIds = signals.map(({ id }) => id);
  const known = new Set<string>();
  for (const sli of slis) {
    oneOf(where, 'an SLI has no such type', sli.type, Object.values(SliType));
    const name = sli.id === undefined ? sli.type : `${sli.type} ${sli.id}`;
    if (known.has(name)) throw complaint(where, { what: 'two SLIs have the same type and id', received: name, fix: 'Give each of one type an id of its own' });
    known.add(name);
    checkSli(`${where}, SLI ${name}`, sli, signalIds);
  }
  if (userFacing === undefined) return;
  oneOf(where, 'there is no such place before users', userFacing, Object.values(UserFacing));
  if (!slis.some(({ type }) => FELT.includes(type))) {
    throw complaint(where, { what: 'a kind that users meet needs something that they feel', received: userFacing, fix: 'Add an SLI of type AVAILABILITY or LATENCY, or leave userFacing out' });
  }
}

function checkSli(where: string, { id, title, signalId, publishedWith, bad, total }: SliSpec, signalIds: string[]): void {
  if (id !== undefined && !LIMITS.expression.idPattern.test(id)) throw complaint(where, { what: 'an SLI id starts with a lower case letter and has letters, digits and _ only', received: id });
  if (title.trim() === '') throw complaint(where, { what: 'an SLI needs a title', received: title });
  for (const named of [signalId, publishedWith]) if (named !== undefined) oneOf(where, 'the kind has no such signal', named, signalIds);
  if (signalId !== undefined && bad) throw complaint(where, { what: 'what is beyond the threshold of a signal is not counted by other metrics as well', fix: 'Give signalId, or bad and total' });
  if (signalId === undefined && (!bad || !total)) {
    throw complaint(where, { what: 'without a signal, both failed and all events are counted', received: bad ? 'bad alone' : total ? 'total alone' : undefined, valid: 'bad and total', fix: 'Give both, or signalId' });
  }
  if (bad) checkCount(`${where}, bad`, bad);
  if (total) checkCount(`${where}, total`, total);
  for (const input of Object.keys(bad?.inputs ?? {})) {
    const [first, second] = [bad?.inputs[input], total?.inputs[input]];
    if (first && second && !isSame(first, second)) throw complaint(where, { what: 'bad and total read different metrics under one id', received: input, fix: 'Call one of them otherwise' });
  }
}

function checkCount(where: string, { inputs, expression }: SliCount): void {
  const ids = Object.keys(inputs);
  if (ids.length === 0) throw complaint(where, { what: 'a count needs metrics', valid: 'at least one input' });
  if (expression === undefined && ids.length > 1) throw complaint(where, { what: 'a count of several metrics needs an expression', received: ids });
  for (const [id, { statistic }] of Object.entries(inputs)) oneOf(`${where}, input ${id}`, 'events cannot be counted by this statistic', statistic, COUNTABLE);
  if (!Object.values(inputs).some(({ statistic }) => ADD_UP.includes(statistic))) {
    throw complaint(where, { what: 'averages alone do not add up over periods', valid: `an input with ${ADD_UP.join(' or ')}` });
  }
  checkExpression(where, expression ?? ids[0], inputs);
}

function oneOf(where: string, what: string, received: string, valid: readonly string[]): void {
  if (!valid.includes(received)) throw complaint(where, { what, received, valid: valid.join(', ') });
}

function isSame(one: MetricInput, other: MetricInput): boolean {
  return one.metricName === other.metricName && one.statistic === other.statistic && one.namespace === other.namespace;
}
