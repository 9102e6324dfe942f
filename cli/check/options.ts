import { Pillar } from '../../src/core/pillar';
import type { FailOn } from '../../src/packs/fail-on';
import type { FindingsBaseline } from '../../src/packs/findings-baseline';
import type { PillarChecksProps } from '../../src/packs/pillar-checks-props';
import type { IRule } from '../../src/rules/rule';
import type { RuleLevel } from '../../src/rules/rule-level';
import { UsageFailure } from '../failure';
import type { Format } from './reports/formats';

export const PILLARS: Readonly<Record<string, Pillar>> = {
  'operational-excellence': Pillar.OPERATIONAL_EXCELLENCE,
  'performance-efficiency': Pillar.PERFORMANCE_EFFICIENCY,
};

/** Options of the command as they were written. */
export interface CheckOptions {
  readonly pillar?: string;
  readonly strict?: boolean;
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly accountBaseline?: boolean;
  readonly rules?: readonly string[];
  readonly exempt?: readonly string[];
  readonly failOn: string;
  readonly level?: readonly string[];
  readonly requiredTags?: string;
  readonly runbookPattern?: string;
  readonly asOf?: string;
  readonly baseline?: string;
  readonly updateBaseline?: string;
  readonly format: Format;
  readonly output?: string;
  readonly report?: readonly string[];
}

/** The pillars in question. */
export function pillarsOf({ pillar }: Pick<CheckOptions, 'pillar'>): readonly Pillar[] {
  return pillar === undefined ? Object.values(PILLARS) : [PILLARS[pillar]];
}

/** The options of the packs that mean the same. */
export function packOptions(options: CheckOptions, additionalRules: IRule[], baseline: FindingsBaseline | undefined): PillarChecksProps {
  return {
    additionalRules,
    baseline,
    failOn: options.failOn as FailOn,
    strictRules: options.strict,
    enabledRules: [...options.enable ?? []],
    disabledRules: [...options.disable ?? []],
    ruleLevels: Object.fromEntries((options.level ?? []).map(levelOf)),
    accountBaseline: options.accountBaseline,
    requiredTags: options.requiredTags?.split(',').map(key => key.trim()).filter(key => key !== ''),
    runbookPattern: options.runbookPattern,
    exemptPaths: [...options.exempt ?? []],
    asOf: options.asOf,
  };
}

function levelOf(text: string): [string, RuleLevel] {
  const [, id, level] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (id === undefined) throw new UsageFailure(`--level '${text}' is not understood. Write a rule and a level, such as --level OE-LambdaTracing=error.`);
  return [id, level as RuleLevel];
}

const OPTION_OF_PROP: Readonly<Record<string, string>> = {
  additionalRules: '--rules', baseline: '--baseline', enabledRules: '--enable', disabledRules: '--disable', ruleLevels: '--level', requiredTags: '--required-tags',
  runbookPattern: '--runbook-pattern', exemptPaths: '--exempt', asOf: '--as-of', FindingsBaseline: '--baseline',
};

/** Does what takes options of the packs; where it complains, the message names the option of the command. */
export function withOptionNames<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageFailure || !(error instanceof Error) || !error.message.startsWith('[')) throw error;
    const message = error.message
      .replace(/^\[(?:(?:OperationalExcellence|PerformanceEfficiency)\.)?(\w+)(?:\.([^\]]*))?\]/, (_, prop: string, detail?: string) =>
        `${OPTION_OF_PROP[prop] ?? prop}${detail === undefined ? '' : ` ${detail}`}:`)
      .replace(/update: BaselineUpdate\.ALL/g, '--update-baseline all')
      .replace(/\b(enabledRules|disabledRules)\b/g, prop => OPTION_OF_PROP[prop]);
    throw new UsageFailure(message);
  }
}
