import { Annotations, Stack, type CfnResource } from 'aws-cdk-lib';
import { Pillar } from '../../../core/pillar';
import { isHelperId } from '../../../core/private/framework-ids';
import { logicalIdOf } from '../../../rules/private/app-units';
import { isChosen, lengthOf } from '../../../signals/private/choice';
import { Subject } from '../../../signals/private/subject';
import type { RemedyChange } from '../../remedy-change';
import { packName } from '../built-in-rules';
import { reasonOf } from '../reports/write-reports';
import type { Remedy } from './remedy';
import type { RemedySet } from './remedy-set';

/** Puts right what a resource leaves open, and says so. */
export function remedy(resource: CfnResource, remedies: RemedySet, metadataKey: string): RemedyChange[] {
  const about = remedies.about(resource.cfnResourceType);
  const changes: RemedyChange[] = [];
  for (const candidate of about) {
    for (const { property, subject } of placesOf(resource, candidate)) {
      if (isChosen(resource, property) || candidate.when?.(subject) === false || isLeftAlone(resource, candidate)) continue;
      if (candidate.provide?.(subject) === false) continue;
      const value = remedies.valueOf(candidate);
      resource.addPropertyOverride(property, structuredClone(value));
      const change = { ruleId: candidate.ruleId, path: resource.node.path, resourceType: resource.cfnResourceType, property, value };
      changes.push(change);
      Annotations.of(resource).addInfo(`${candidate.ruleId}: ${property} was not set and is now ${JSON.stringify(value)}: ${candidate.effect}.`);
      resource.node.addMetadata(metadataKey, change);
    }
  }
  return changes;
}

/** The properties that a remedy sets; one for each member of a list that it goes through. */
function placesOf(resource: CfnResource, { property }: Remedy): { readonly property: string; readonly subject: Subject }[] {
  const [list, member] = property.split('.*.');
  if (member === undefined) return [{ property, subject: new Subject(resource) }];
  const places = Array.from({ length: lengthOf(resource, list) }, (_, index) => `${list}.${index}.`);
  return places.map(place => ({ property: `${place}${member}`, subject: new Subject(resource, place) }));
}

/** Whether somebody accepted the finding, or the CDK made the resource for itself. */
function isLeftAlone(resource: CfnResource, { ruleId }: Remedy): boolean {
  const pack = packName(ruleId.startsWith('OE-') ? Pillar.OPERATIONAL_EXCELLENCE : Pillar.PERFORMANCE_EFFICIENCY);
  return reasonOf(resource, `${pack}::${ruleId}`) !== undefined || isHelperId(logicalIdOf(resource), Stack.of(resource).node.path);
}
