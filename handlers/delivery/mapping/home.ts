import { OPS_ITEM_KINDS, UNMAPPED } from '../../../src/core/schemas/private/delivery';
import type { OpsItemOwner } from '../enrichment';
import type { Fact } from '../facts/fact';
import { timeOf } from '../facts/reading';
import type { Telling } from '../facts/telling';
import type { Owner, RegistryIndex } from './registry-index';

/** What AWS answered, as it is kept with the event. */
export interface Answers {
  readonly commitTimes?: readonly string[];
  readonly opsItem?: OpsItemOwner;
}

/** Whose an event is, and what it tells there. */
export interface Home {
  readonly service: string;
  readonly environment: string;
  readonly facts: readonly Fact[];
  readonly isUnmapped: boolean;
}

export function homeOf(telling: Telling, answers: Answers, index: RegistryIndex): Home {
  const { subject } = telling;
  switch (subject.type) {
    case 'alarms': return homeOfAlarm(telling, subject.name, index);
    case 'opsItem': return homeOfOpsItem(telling, answers.opsItem, index);
    case 'owner': return home(index.named(subject.service, subject.environment), telling.facts);
    default: return home(index.ownerOf(subject.type, subject.name), withCommits(telling.facts, answers.commitTimes));
  }
}

export const NOBODYS: Home = { service: UNMAPPED, environment: UNMAPPED, facts: [], isUnmapped: true };

/** Only the source that counts makes deployments of a service. */
function home(owner: Owner | undefined, facts: readonly Fact[]): Home {
  if (!owner) return { ...NOBODYS, facts };
  const { service, environment, counts } = owner;
  return { service, environment, facts: facts.filter(fact => fact.kind !== 'deployment' || fact.source === counts), isUnmapped: false };
}

/** An alarm that nobody registered stands for nothing. */
function homeOfAlarm({ facts }: Telling, name: string, index: RegistryIndex): Home {
  const owner = index.alarmOwner(name);
  if (!owner) return NOBODYS;
  const { severity, isSymptom } = owner;
  return home(owner, facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'signal') return severity ? [{ ...fact, severity }] : [];
    return isSymptom ? [fact] : [];
  }));
}

function homeOfOpsItem({ facts }: Telling, item: OpsItemOwner | undefined, index: RegistryIndex): Home {
  const owner = item?.service !== undefined && item.environment !== undefined ? index.named(item.service, item.environment) : undefined;
  const severity = item?.severity;
  if (item?.kind === OPS_ITEM_KINDS.review) return home(owner, []);
  return home(owner, facts.flatMap((fact): Fact[] => {
    if (fact.kind !== 'signal') return [fact];
    if (item?.kind === OPS_ITEM_KINDS.incident) return [];
    return [severity ? { ...fact, severity } : fact];
  }));
}

function withCommits(facts: readonly Fact[], commitTimes: readonly string[] = []): readonly Fact[] {
  const times = commitTimes.map(timeOf).filter(time => time !== undefined);
  if (times.length === 0) return facts;
  return facts.map(fact => fact.kind === 'deployment' ? { ...fact, commitTimes: times } : fact);
}
