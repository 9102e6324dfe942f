import { Token } from 'aws-cdk-lib';
import { Pillar } from '../../core/pillar';
import { complaint } from '../../core/private/errors';
import { suggest } from '../../core/private/suggest';
import type { RuleEntry } from '../../rules/private/rule-entry';
import { STACK_TYPE } from '../../rules/private/stack-type';
import type { IRule, RuleContext } from '../../rules/rule';
import { RuleLevel } from '../../rules/rule-level';
import type { RuleMetadata } from '../../rules/rule-metadata';
import type { PillarChecksProps } from '../pillar-checks-props';
import { ageOf } from './ageing-tables';
import { BUILT_IN } from './built-in-rules';

/** Every resource, whatever its type. */
const ANY_TYPE = '*';

export interface RuleInForce {
  readonly rule: IRule;
  readonly level: RuleLevel;
  /** Whether the pack was given the level, which then holds for every violation. */
  readonly isLevelGiven: boolean;
  /** Whether it came with the library, so that its verdicts need no check. */
  readonly isOwn: boolean;
  /** What to say where the table of the rule is out of date. */
  readonly outdated: string | undefined;
}

/** The rules that a pack has in force, by the type of resource that they judge. A rule is loaded when a resource of its type is met. */
export class RuleSet {
  public readonly ids: readonly string[];

  private readonly entries: readonly RuleEntry[];
  private readonly levels: ReadonlyMap<string, RuleLevel>;
  private readonly foreign: ReadonlySet<string>;
  private readonly byType = new Map<string, readonly RuleInForce[]>();

  constructor(pillar: Pillar, props: PillarChecksProps, private readonly settings: Pick<RuleContext, 'asOf' | 'tables'>) {
    const { additionalRules = [], disabledRules = [], enabledRules = [], strictRules = false, ruleLevels = {} } = props;
    for (const rule of additionalRules) checkMetadata(rule);
    const own = additionalRules.map(rule => ({ ...rule.metadata, load: () => rule }));
    const known = [...Object.values(BUILT_IN).flat(), ...own].map(({ id }) => id);
    checkIds(own.map(({ id }) => id), known);
    for (const id of disabledRules) checkKnown('disabledRules', id, known);
    for (const id of enabledRules) {
      checkKnown('enabledRules', id, known);
      if (disabledRules.includes(id)) throw complaint('enabledRules', { what: 'a rule is enabled and disabled', received: id, fix: 'Leave it out of enabledRules or of disabledRules' });
    }
    for (const [id, level] of Object.entries(ruleLevels)) {
      checkKnown('ruleLevels', id, known);
      if (!Object.values(RuleLevel).includes(level)) {
        throw complaint(`ruleLevels.${id}`, { what: 'there is no such level', received: level, valid: Object.values(RuleLevel).join(', ') });
      }
    }
    const isInForce = ({ id, strict = false, accountBaseline = false }: RuleEntry) => !disabledRules.includes(id)
      && (enabledRules.includes(id) || (accountBaseline ? props.accountBaseline === true : !strict || strictRules));
    this.entries = [...BUILT_IN[pillar], ...own.filter(rule => rule.pillar === pillar)].filter(isInForce);
    this.foreign = new Set(own.map(({ id }) => id));
    this.ids = this.entries.map(({ id }) => id);
    this.levels = new Map(Object.entries(ruleLevels));
  }

  /** The rules about a type. */
  public about(resourceType: string): readonly RuleInForce[] {
    let rules = this.byType.get(resourceType);
    if (!rules) {
      const isOfAny = (types: readonly string[]) => resourceType !== STACK_TYPE && types.includes(ANY_TYPE);
      const about = this.entries.filter(({ resourceTypes }) => resourceTypes.includes(resourceType) || isOfAny(resourceTypes));
      rules = about.map(entry => this.inForce(entry));
      this.byType.set(resourceType, rules);
    }
    return rules;
  }

  /** What is known of the rules in force; loads all of them. */
  public get metadata(): RuleMetadata[] {
    return this.entries.map(({ load }) => load().metadata);
  }

  private inForce({ id, load }: RuleEntry): RuleInForce {
    const rule = load();
    const given = this.levels.get(id);
    const outdated = ageOf(rule.metadata, this.settings);
    return { rule, level: given ?? rule.metadata.level, isLevelGiven: given !== undefined, isOwn: !this.foreign.has(id), outdated };
  }
}

function checkMetadata({ metadata }: IRule): void {
  const where = `additionalRules.${metadata?.id}`;
  if (!Object.values(Pillar).includes(metadata?.pillar)) {
    throw complaint(where, { what: 'a rule belongs to a pillar', received: metadata?.pillar, valid: Object.values(Pillar).join(', '), fix: 'Set metadata.pillar' });
  }
  if (!Object.values(RuleLevel).includes(metadata.level)) {
    throw complaint(where, { what: 'there is no such level', received: metadata.level, valid: Object.values(RuleLevel).join(', '), fix: 'Set metadata.level' });
  }
  if (!Array.isArray(metadata.resourceTypes) || metadata.resourceTypes.length === 0) {
    throw complaint(where, { what: 'a rule is about types of resources', received: metadata.resourceTypes, valid: `CloudFormation types, or '${ANY_TYPE}'`, fix: 'Set metadata.resourceTypes' });
  }
}

function checkIds(own: readonly string[], known: readonly string[]): void {
  for (const id of own) {
    if (Token.isUnresolved(id) || !/^[A-Za-z][A-Za-z0-9-]*$/.test(id)) {
      throw complaint('additionalRules', { what: 'the id of a rule is a letter, followed by letters, digits and dashes', received: id });
    }
    if (known.filter(other => other === id).length > 1) {
      throw complaint('additionalRules', { what: 'another rule has this id already', received: id, fix: 'Give each rule an id of its own, and disable a built-in one with disabledRules' });
    }
  }
}

function checkKnown(prop: string, id: string, known: readonly string[]): void {
  if (!known.includes(id)) throw complaint(prop, { what: 'there is no rule of this id', received: id, fix: suggest(id, known) });
}
