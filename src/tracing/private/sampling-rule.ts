import { Token } from 'aws-cdk-lib';
import type { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { numberOf } from '../../core/private/short-name';
import type { TraceSampling } from '../trace-sampling';

/** Priorities under it are for rules that somebody puts in order. */
const FIRST_DERIVED_PRIORITY = 1000;

/** What CloudFormation gets of a rule; everything that X-Ray would refuse is refused. */
export function samplingRule(
  construct: IConstruct, ruleName: string, serviceName: string, sampling: TraceSampling,
): CfnSamplingRule.SamplingRuleProperty {
  const { reservoir = 1, rate = 0.05, boost, attributes } = sampling;
  const priority = sampling.priority ?? FIRST_DERIVED_PRIORITY + numberOf(ruleName, LIMITS.xray.priority + 1 - FIRST_DERIVED_PRIORITY);
  const cooldown = boost?.cooldownMinutes ?? 10;
  const check = checkOf(construct);
  check('reservoir', reservoir, isWhole(reservoir) && reservoir >= 0, 'a whole number, 0 or more');
  check('rate', rate, rate >= 0 && rate <= 1, '0 to 1');
  check('priority', priority, isWhole(priority) && priority >= 1 && priority <= LIMITS.xray.priority, `a whole number from 1 to ${LIMITS.xray.priority}`);
  if (boost) {
    check('boost.maxRate', boost.maxRate, boost.maxRate <= 1 && (Token.isUnresolved(rate) ? boost.maxRate >= 0 : boost.maxRate >= rate), 'from the rate to 1');
    check('boost.cooldownMinutes', cooldown, isWhole(cooldown) && cooldown >= 1, 'a whole number, 1 or more');
  }
  return {
    ruleName,
    priority,
    reservoirSize: reservoir,
    fixedRate: rate,
    ...matches(construct, { ...sampling, serviceName: sampling.matchServiceName ?? serviceName }),
    version: 1,
    ...attributes ? { attributes: checkedAttributes(construct, attributes) } : {},
    ...boost ? { samplingRateBoost: { maxRate: boost.maxRate, cooldownWindowMinutes: cooldown } } : {},
  };
}

type Matches = Record<keyof typeof LIMITS.xray.matchLength, string>;

function matches(construct: IConstruct, given: Partial<Matches>): Matches {
  const entries = Object.entries(LIMITS.xray.matchLength).map(([name, length]) => {
    const value = given[name as keyof Matches] ?? '*';
    checkOf(construct)(name, value, value.length > 0 && value.length <= length, `1 to ${length} characters`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

function checkedAttributes(construct: IConstruct, attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes);
  const { attributes: most, attributeLength } = LIMITS.xray;
  checkOf(construct)('attributes', entries.map(([name]) => name), entries.length <= most, `${most} at most`);
  for (const text of entries.flat()) checkOf(construct)('attributes', text, text.length > 0 && text.length <= attributeLength, `names and values of 1 to ${attributeLength} characters`);
  return { ...attributes };
}

/** Refuses a value of a sampling rule, unless only deployment tells it. */
function checkOf(construct: IConstruct) {
  return (prop: string, received: unknown, isValid: boolean, valid: string): void => {
    if (!Token.isUnresolved(received) && !isValid) throw complaint(construct, { what: `X-Ray takes no such \`${prop}\` in a sampling rule`, received, valid });
  };
}

function isWhole(value: number): boolean {
  return Number.isInteger(value);
}
