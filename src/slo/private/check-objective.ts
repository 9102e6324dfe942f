import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';

/** Refuses a goal that cannot be missed or not be met. */
export function checkGoal(where: string, goal: number): void {
  if (!Token.isUnresolved(goal) && goal > 0 && goal < 100) return;
  throw complaint(where, {
    what: 'goal is not a share that can be kept and missed', received: goal, valid: 'percent above 0 and below 100',
    fix: goal === 100 ? 'A goal of 100% has no error budget: any failure breaks it' : 'Give percent, such as 99.9',
  });
}

/** Refuses what is no name of an objective. */
export function checkId(where: string, id: string): void {
  if (!Token.isUnresolved(id) && /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(id)) return;
  throw complaint(where, { what: 'id is not a name of an objective', received: id, valid: 'a literal of 1 to 40 lower-case letters, digits and -' });
}
