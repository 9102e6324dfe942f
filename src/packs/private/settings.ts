import { Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { RuleContext } from '../../rules/rule';
import { SignalCatalog } from '../../signals/signal-catalog';
import { FailOn } from '../fail-on';
import type { PillarChecksProps } from '../pillar-checks-props';

/** The tags that `ObservedService` sets. */
const REQUIRED_TAGS = ['owner', 'service', 'environment'];

/** An address, or an SSM document by ARN or by name. */
const RUNBOOK_PATTERN = 'https?://[^\\s/]|:(automation-definition|document)/|\\bssm:|\\bAWS-[A-Z]\\w+';

/** What rules may ask for, with what holds by default. */
export function checkSettings(where: string, props: PillarChecksProps): Omit<RuleContext, 'workload'> {
  const { failOn, requiredTags = REQUIRED_TAGS, runbookPattern = RUNBOOK_PATTERN, catalog = SignalCatalog.builtIn() } = props;
  if (failOn !== undefined && !Object.values(FailOn).includes(failOn)) {
    throw complaint(`${where}.failOn`, { what: 'there is no such choice', received: failOn, valid: Object.values(FailOn).join(', ') });
  }
  for (const key of requiredTags) {
    if (typeof key !== 'string' || Token.isUnresolved(key) || key.trim() === '') {
      throw complaint(`${where}.requiredTags`, { what: 'the key of a tag is a literal text', received: key });
    }
  }
  return { requiredTags, runbookPattern: checkPattern(where, runbookPattern), catalog };
}

function checkPattern(where: string, pattern: string): string {
  try {
    if (Token.isUnresolved(pattern)) throw new Error('it is a token');
    new RegExp(pattern);
    return pattern;
  } catch (error) {
    throw complaint(`${where}.runbookPattern`, { what: `this is no regular expression (${(error as Error).message})`, received: pattern, fix: 'Give a literal one, such as https://runbooks\\.example\\.com/' });
  }
}
