import { Stack, Stage, Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { ObservedService } from '../observed-service';

/** Refuses services whose alarms cannot hold back those of this one. */
export function checkDependencies(service: ObservedService, dependencies: readonly ObservedService[]): void {
  const fail = (what: string, dependency: ObservedService, fix: string) => {
    throw complaint(service, { what, received: dependency.node.path, fix });
  };
  const [home, seen] = [Stack.of(service), new Set<ObservedService>()];
  for (const dependency of dependencies) {
    const there = Stack.of(dependency);
    if (seen.has(dependency)) fail('dependsOn has a service twice', dependency, 'Leave one of them out');
    seen.add(dependency);
    if (Stage.of(dependency) !== Stage.of(service)) {
      fail('dependsOn has a service of another Stage, whose alarms cannot be referred to', dependency, 'Import its health alarm by name, and give it to suppression.during');
    }
    for (const [place, a, b] of [['account', home.account, there.account], ['Region', home.region, there.region]]) {
      if (Token.isUnresolved(a) || Token.isUnresolved(b) || a === b) continue;
      fail(`dependsOn has a service of another ${place} (${b}, not ${a}): composite alarms stand on alarms of their own account and Region`, dependency, 'Leave it out');
    }
  }
}
