import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { CanaryGroup } from '../../synthetics/canary-group';
import type { Journey } from '../../synthetics/journey';
import { artifactsBucket } from '../../synthetics/private/artifacts-bucket';
import { SyntheticCanary } from '../../synthetics/synthetic-canary';
import type { CanaryOptions } from '../../synthetics/synthetic-canary-props';

/** A canary for each journey of a service, without alarms of their own: the service observes them. They share a bucket, and are shown together. */
export function serviceJourneys(service: Construct, namePrefix: string, journeys: readonly Journey[], options: CanaryOptions): SyntheticCanary[] {
  if (journeys.length === 0) return [];
  const twice = journeys.find(({ name }, index) => journeys.findIndex(other => other.name === name) !== index);
  if (twice) throw complaint(service, { what: 'two journeys have the same name', received: twice.name, fix: 'Name each after what it does' });
  const bucket = options.artifactsBucket
    ?? artifactsBucket(service, 'JourneyArtifacts', options.artifactsRetention ?? Duration.days(30), options.encryptionKey);
  const prefix = namePrefix.toLowerCase();
  const canaries = journeys.map(journey => {
    const name = `${prefix}${journey.name}`;
    const canaryName = name.length <= LIMITS.canary.functionNameRoom ? name : undefined;
    return new SyntheticCanary(service, `Journey-${journey.name}`, { ...options, journey, canaryName, artifactsBucket: bucket, alarms: false });
  });
  if (canaries.length <= LIMITS.canary.groupCanaries) group(service, prefix, canaries);
  return canaries;
}

/** The name of a group is unique in the account over all Regions: it ends as the addresses of its canaries in the tree do. */
function group(service: Construct, prefix: string, canaries: SyntheticCanary[]): void {
  const suffix = service.node.addr.slice(-8);
  new CanaryGroup(service, 'Journeys', { groupName: `${prefix.slice(0, LIMITS.canary.groupNameLength - suffix.length)}${suffix}`, canaries });
}
