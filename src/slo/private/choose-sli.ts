import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import type { BoundSignal } from '../../signals/bound-signal';
import { UserFacing, type SliSpec, type SliType } from '../../signals/sli-spec';
import type { Objective } from '../objective';

/** What an objective measures of a service. */
export interface SliCandidate {
  readonly spec: SliSpec;
  /** The signals of the resource that have data; at least one. */
  readonly signals: readonly BoundSignal[];
}

const NEAREST_FIRST: readonly (UserFacing | undefined)[] = [...Object.values(UserFacing), undefined];

/** The resource that an objective is about: the one it names, or the one that is nearest to users. What could be meant by two of them is asked, not guessed. */
export function chooseSli(service: IConstruct, objective: Objective, type: SliType, signals: readonly BoundSignal[]): SliCandidate {
  const all = candidates(signals, type, objective._promise.sliId);
  const named = objective._options.resource;
  const where = `${service.node.path}, objective '${objective.id}'`;
  const shown = (several: readonly SliCandidate[]) => several.map(each => labelOf(each)).join(', ');
  if (all.length === 0) {
    throw complaint(where, {
      what: `no resource of the service has an indicator of ${type}`, received: kindsOf(signals),
      fix: 'Set Objective.custom with a ServiceLevelIndicator of your own metrics, or have a resource observed that has one',
    });
  }
  if (named !== undefined) {
    const own = all.filter(({ signals: [{ resource }] }) => isWithin(resource.construct, named));
    if (own.length === 1) return own[0];
    throw complaint(where, {
      what: own.length === 0 ? `the resource has no indicator of ${type} in this service` : 'the resource has several indicators of the objective', received: named.node.path,
      valid: shown(own.length === 0 ? all : own), fix: 'Name one of them as resource',
    });
  }
  const published = all.filter(isPublished);
  const possible = published.length > 0 ? published : all;
  const nearest = NEAREST_FIRST.find(place => possible.some(each => placeOf(each) === place));
  const near = possible.filter(each => placeOf(each) === nearest);
  if (near.length === 1) return near[0];
  throw complaint(where, { what: 'several resources are equally near to users, so it is not clear what is promised', received: shown(near), fix: 'Name the one that is meant as resource' });
}

/** Such as `Application Load Balancer Shop`. */
export function labelOf({ signals: [{ source, resourceLabel }] }: SliCandidate): string {
  return `${source.title} ${resourceLabel}`;
}

function candidates(signals: readonly BoundSignal[], type: SliType, sliId: string | undefined): SliCandidate[] {
  const byResource = new Map<IConstruct, BoundSignal[]>();
  for (const signal of signals) {
    const own = byResource.get(signal.resource.construct);
    if (own) own.push(signal);
    else byResource.set(signal.resource.construct, [signal]);
  }
  return [...byResource.values()].flatMap(own => (own[0].source.slis ?? [])
    .filter(spec => spec.type === type && (sliId === undefined || spec.id === sliId))
    .slice(0, 1)
    .map(spec => ({ spec, signals: own })));
}

/** Whether the resource has what is measured, which some have only when they are told to. */
function isPublished({ spec: { signalId, publishedWith = signalId }, signals }: SliCandidate): boolean {
  return publishedWith === undefined || signals.some(({ spec }) => spec.id === publishedWith);
}

function placeOf({ signals: [{ source }] }: SliCandidate): UserFacing | undefined {
  return source.userFacing;
}

function isWithin(resource: IConstruct, named: IConstruct): boolean {
  return resource === named || resource.node.scopes.includes(named);
}

function kindsOf(signals: readonly BoundSignal[]): string {
  return [...new Set(signals.map(({ source }) => source.kind))].join(', ') || 'no resource with signals';
}
