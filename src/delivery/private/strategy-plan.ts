import { Annotations, type Duration, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { wholeMinutes } from '../../alarms/private/suppression-periods';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';

interface Shifting { readonly percentage: number; readonly finalBake?: Duration }

/** A strategy as it was asked for, before anything is known of what is deployed by it. */
export type StrategyPlan =
  | Shifting & { readonly kind: 'canary'; readonly bake: Duration }
  | Shifting & { readonly kind: 'linear'; readonly every: Duration }
  | Shifting & { readonly kind: 'exponential'; readonly over: Duration }
  | { readonly kind: 'blueGreen'; readonly finalBake?: Duration }
  | { readonly kind: 'rolling' }
  | { readonly kind: 'allAtOnce'; readonly reason: string };

interface Range { readonly minimum: number; readonly maximum: number }

/** The tag that says why something is deployed all at once. */
const REASON_TAG = 'cdk-pillars:all-at-once';

/** A literal percentage within bounds. */
export function percentage(where: IConstruct, value: number, { minimum, maximum }: Range, step: number): number {
  const steps = Math.round(value / step);
  if (!Token.isUnresolved(value) && value >= minimum && value <= maximum && Math.abs(steps * step - value) < 1e-9) return value;
  throw complaint(where, { what: '`percentage` of the strategy is out of range', received: value, valid: `${minimum} to ${maximum}, in steps of ${step}` });
}

/** The bake time after everything has shifted, in minutes. */
export function finalBake(where: IConstruct, given: Duration | undefined, { minimum, maximum }: Range): number {
  return given === undefined ? 15 : wholeMinutes(where, '`finalBake` of the strategy', given, minimum, maximum);
}

export function unsuitable(where: IConstruct, { kind }: StrategyPlan, what: string, suitable: readonly StrategyPlan['kind'][]): Error {
  return complaint(where, { what: `${what} cannot be deployed by this strategy`, received: kind, valid: suitable.map(name => `DeploymentStrategy.${name}`).join(', ') });
}

/** Shows why something is deployed all at once, and accepts the findings of the rules that are against it. */
export function giveReason(
  where: IConstruct, plan: StrategyPlan, rules: readonly string[], judged: readonly IConstruct[],
): { readonly [tag: string]: string } {
  if (plan.kind !== 'allAtOnce') return {};
  const { reason } = plan;
  Annotations.of(where).addInfo(`Everything is deployed all at once: ${reason}`);
  for (const construct of judged) {
    for (const rule of rules) Validations.of(construct).acknowledge({ id: `OperationalExcellence::${rule}`, reason });
  }
  return { [REASON_TAG]: tagValue(reason) };
}

/** What every service takes for the value of a tag. */
function tagValue(text: string): string {
  if (Token.isUnresolved(text)) return text;
  return text.replace(/[^\p{L}\p{N} _.:/=+@-]/gu, ' ').replace(/ +/g, ' ').trim().slice(0, LIMITS.tag.valueLength).trim();
}
