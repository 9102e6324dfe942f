import { ReferenceStrength, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { consumed, outermostStack } from '../../core/private/cross-stack';
import { isOwn } from '../../core/private/own-constructs';
import { nameIn, type HealthMember } from './health-alarm';

/** An alarm as composites in the stack of a scope name it, which are deployed after it. */
export function seenFrom(scope: IConstruct, member: HealthMember, strength: ReferenceStrength): HealthMember {
  const [here, there] = [outermostStack(scope), outermostStack(member.alarm)];
  const name = nameIn(member);
  if (here === there || !Token.isUnresolved(name)) return member;
  here.addDependency(there, 'composite alarms of the one name alarms of the other');
  // Nothing can be exported to the stacks of other Regions that the library makes.
  return { ...member, reference: consumed(name, Stack.of(scope), isOwn(here) ? ReferenceStrength.WEAK : strength) };
}
