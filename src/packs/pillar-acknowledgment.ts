import { Annotations, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isDay, today } from '../core/private/day';
import { complaint } from '../core/private/errors';
import { suggest } from '../core/private/suggest';
import { builtInIds, packOfId } from './private/built-in-rules';

/** Why a finding is accepted, and until when. */
export interface PillarAcknowledgmentProps {
  /**
   * Id of the finding: that of a built-in rule, such as `OE-LambdaTracing` or `OE-RequiredTags[owner]`, or any with the name of its pack before it, such as
   * `OperationalExcellence::Shop-DescribedFunctions`.
   */
  readonly id: string;

  /** Why it is accepted, for whoever reviews it later. */
  readonly reason: string;

  /**
   * The last day on which it is accepted, as `YYYY-MM-DD`.
   *
   * @default - it does not end
   */
  readonly until?: string;

  /**
   * The day that counts as today, as `YYYY-MM-DD`.
   *
   * @default - today
   */
  readonly asOf?: string;
}

/** Accepts findings of the packs for some time. */
export class PillarAcknowledgment {
  /**
   * Accepts a finding about a construct and everything under it. Once it is expired, nothing is recorded, so that the finding is reported again.
   *
   * @param construct the construct, or one around it
   * @param props what is accepted, why and until when
   * @returns whether it holds
   * @throws when there is no such rule, the reason is empty, or a day is none
   */
  public static add(construct: IConstruct, props: PillarAcknowledgmentProps): boolean {
    const { id, reason, until, asOf = today() } = props;
    if (typeof reason !== 'string' || (!Token.isUnresolved(reason) && reason.trim() === '')) {
      throw complaint(construct, { what: `the acknowledgement of ${id} has no reason`, received: reason, fix: 'Say why the finding is accepted' });
    }
    for (const [prop, day] of Object.entries({ until, asOf })) {
      if (day !== undefined && !isDay(day)) throw complaint(construct, { what: `\`${prop}\` of the acknowledgement of ${id} is no day`, received: day, valid: 'YYYY-MM-DD, such as 2027-03-31' });
    }
    const acknowledged = namespaced(construct, id);
    if (until !== undefined && until < asOf) {
      Annotations.of(construct).addInfo(`The acknowledgement of ${acknowledged} expired on ${until}: ${reason}`);
      return false;
    }
    Validations.of(construct).acknowledge({ id: acknowledged, reason: until === undefined ? reason : `${reason} (until ${until})` });
    return true;
  }

  private constructor() {}
}

function namespaced(construct: IConstruct, id: string): string {
  if (typeof id === 'string' && id.includes('::')) return id;
  const rule = typeof id === 'string' ? id.replace(/\[.*$/, '') : '';
  const pack = packOfId(rule);
  if (pack === undefined) {
    throw complaint(construct, { what: 'there is no built-in rule of this id to acknowledge', received: id, fix: `${suggest(rule, builtInIds())}; write the name of its pack before the id of a rule of your own` });
  }
  return `${pack}::${id}`;
}
