import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { markOwn } from '../../core/private/own-constructs';
import { MissingData } from '../../signals/alarm-spec';
import type { BoundSignal } from '../../signals/bound-signal';
import { SignalCategory } from '../../signals/signal-category';
import { SignalAlarm } from '../signal-alarm';
import type { AlarmPlan } from './alarm-plan';
import type { AlarmSite } from './alarm-site';
import { conditionInWords, withinLimit } from './describe-alarm';

/** What tells of a bad deployment, the surest first. */
const ORDER = [SignalCategory.ERRORS, SignalCategory.AVAILABILITY, SignalCategory.LATENCY];
/** As many as CodeDeploy takes. */
const MOST = 10;
const PERIOD_SECONDS = 60;
/** What is only known after longer comes too late for a deployment. */
const LONGEST_PERIOD_SECONDS = 300;

export interface RollbackTwinsInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly site: AlarmSite;
  readonly runbookOf: (signal: BoundSignal) => string;
}

/** Alarms on what symptoms watch that are quick to see a bad deployment, and tell nobody: whoever deploys stops for them. */
export class RollbackTwins {
  private readonly twins = new Map<SignalAlarm, SignalAlarm>();

  constructor(private readonly init: RollbackTwinsInit) {}

  /** Those that were made. */
  public get alarms(): SignalAlarm[] {
    return [...this.twins.values()];
  }

  /** The twins of symptoms, in the order of what they tell. Those that were made before stay; new symptoms fill up the number. */
  public of(symptoms: readonly SignalAlarm[]): SignalAlarm[] {
    // Alarms in nested stacks, and in other Regions, cannot be handed to another stack without an output each.
    const near = symptoms.filter(symptom => Stack.of(symptom) === Stack.of(this.init.scope) && isQuick(symptom.signal));
    const ranked = [...near].sort((a, b) => rank(a) - rank(b));
    for (const symptom of ranked) if (this.twins.size < MOST && !this.twins.has(symptom)) this.twins.set(symptom, this.make(symptom));
    return ranked.flatMap(symptom => this.twins.get(symptom) ?? []);
  }

  private make(symptom: SignalAlarm): SignalAlarm {
    const { scope, serviceTitle, site, runbookOf } = this.init;
    const { signal } = symptom;
    const plan = twinOf(symptom._plan, signal);
    const twin = SignalAlarm._create(scope, `${symptom.node.id}-rollback`, {
      signal, plan, name: site.twinName(symptom.literalName, signal),
      description: withinLimit(`[rollback] ${serviceTitle}: ${conditionInWords(signal, plan)}`,
        ` Has deployments rolled back, tells nobody. First: ${plan.firstStep}.`, ` Runbook: ${runbookOf(signal)}`),
    });
    markOwn(twin);
    Validations.of(twin).acknowledge({
      id: 'OperationalExcellence::OE-AlarmHasAlarmAction', reason: 'It is for deployments to roll back on; its symptom is the alarm that tells somebody',
    });
    return twin;
  }
}

/** A percentile of one minute is a matter of chance, so two have to be bad; an error is an error. A band learns for the symptom and its twin together. */
function twinOf({ training: _, ...plan }: AlarmPlan, signal: BoundSignal): AlarmPlan {
  const periods = signal.spec.category === SignalCategory.LATENCY ? 2 : 1;
  return {
    ...plan, feedsHealth: false, periodSeconds: publishedEvery(signal), evaluationPeriods: periods, datapointsToAlarm: periods,
    missingData: MissingData.NOT_BREACHING,
  };
}

function isQuick(signal: BoundSignal): boolean {
  return ORDER.includes(signal.spec.category) && publishedEvery(signal) <= LONGEST_PERIOD_SECONDS;
}

/** What the catalog looks at in longer periods is published no more often than that. */
function publishedEvery({ spec }: BoundSignal): number {
  return Math.max(PERIOD_SECONDS, spec.alarm?.periodSeconds ?? PERIOD_SECONDS);
}

function rank({ signal }: SignalAlarm): number {
  return ORDER.indexOf(signal.spec.category);
}
