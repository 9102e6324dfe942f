import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { ISignalSource } from '../signal-source';

/** The Region of the metrics of a global service, where a stack is in another one or in one that only deployment can tell. */
export function metricsElsewhere({ metricsRegion }: ISignalSource, { region }: Stack): string | undefined {
  return metricsRegion === region ? undefined : metricsRegion;
}

/** Why a stack cannot have alarms on the metrics of a global service, and what to do about it. */
export function obstacleToAlarms(source: ISignalSource, stack: Stack): string | undefined {
  const region = metricsElsewhere(source, stack);
  if (region === undefined) return undefined;
  if (Token.isUnresolved(stack.region)) {
    return `its metrics and its alarms have to be in ${region}, and the Region of the stack ${stack.node.path} is not known: `
      + 'set env: { account: \'…\', region: \'…\' } on that stack';
  }
  if (partitionOf(stack.region) === partitionOf(region)) return undefined;
  return `its metrics and its alarms have to be in ${region}, which accounts with stacks in ${stack.region} do not have: leave it out with Exclusion.of`;
}

function partitionOf(region: string): string {
  return RegionInfo.get(region).partition ?? 'aws';
}
