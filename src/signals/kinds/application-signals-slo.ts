import { entryOf } from '../../core/private/entry-of';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals, type SignalDefinition } from '../private/define';
import { DerivedThreshold, numberOf, unknownAmong } from '../private/derived-threshold';
import { partOf } from '../private/name-parts';
import { numeric } from '../private/numeric';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const MINUTES: Readonly<Record<string, number>> = { MINUTE: 1, HOUR: 60, DAY: 1_440, MONTH: 43_200 };

/** `Ref` is the ARN; the name is what follows the slash in it. */
function nameOf(slo: ObservedResource): string | undefined {
  const name = slo.physicalName;
  if (name !== undefined) return name;
  const declared = slo.imported ? slo.attribute('Name', 'name') : undefined;
  if (declared !== undefined) return declared;
  const arn = slo.ref('serviceLevelObjectiveArn');
  return arn === undefined ? undefined : partOf(arn, '/', 1);
}

/** Minutes that the objective looks back for its burn rates. */
function windowsOf(slo: ObservedResource): number[] {
  const configurations = slo.property('BurnRateConfigurations');
  if (!Array.isArray(configurations)) return [];
  const minutes = configurations.map((_, index) => numeric(slo.property(`BurnRateConfigurations.${index}.LookBackWindowMinutes`)));
  return [...new Set(minutes)].filter((each): each is number => each !== undefined && each > 0);
}

const inWindow = (dimensions: Dimensions, minutes: number): Dimensions => ({ ...dimensions, BurnRateWindowMinutes: String(minutes) });
const perWindow = (slo: ObservedResource, dimensions: Dimensions): SignalVariant[] =>
  windowsOf(slo).map(minutes => ({ id: `${minutes}m`, dimensions: inWindow(dimensions, minutes) }));

/** A short window ends the alarm soon after the cause is gone; it is a twelfth of the long one, where the objective has it. */
const overWindow = (minutes: number) => (slo: ObservedResource, dimensions: Dimensions): SignalVariant[] => {
  const windows = windowsOf(slo);
  if (!windows.includes(minutes)) return [];
  const short = windows.includes(minutes / 12) ? minutes / 12 : minutes;
  return [{ dimensions: inWindow(dimensions, minutes), inputDimensions: { short: inWindow(dimensions, short) } }];
};

/** How long the objective counts, in minutes; seven days unless it says otherwise. */
function intervalOf(slo: ObservedResource): number | undefined {
  if (slo.property('Goal.Interval') === undefined) return slo.imported ? undefined : 7 * MINUTES.DAY;
  for (const interval of ['RollingInterval', 'CalendarInterval']) {
    const duration = numeric(slo.property(`Goal.Interval.${interval}.Duration`));
    const unit = entryOf(MINUTES, slo.property(`Goal.Interval.${interval}.DurationUnit`));
    if (duration !== undefined && duration > 0 && unit !== undefined) return duration * unit;
  }
  return undefined;
}

/** The burn rate at which a share of the budget is used up within the window; no more than nine tenths of what a total outage burns. */
const share = (percent: number, minutes: number) => new DerivedThreshold(
  `the burn rate that uses up ${percent}% of the error budget in ${minutes / 60} h`, slo => {
    const goal = numberOf(slo, 'Goal.AttainmentGoal', 99);
    const interval = intervalOf(slo);
    if (goal === undefined) return unknownAmong(slo, 'Goal.AttainmentGoal');
    if (interval === undefined) return slo.imported ? unknownProperty(slo, 'Goal.Interval', 'absent') : unknownProperty(slo, 'Goal.Interval', 'not a number');
    if (!(goal > 0 && goal < 100)) return { reason: `no burn rate goes with a goal of ${goal}%: give the signal a threshold of its own` };
    return { value: Number(Math.min(percent / 100 * interval / minutes, 90 / (100 - goal)).toPrecision(6)) };
  });

/** Not a fraction, which services of some tiers would tighten: the goal is what was agreed. */
const attainmentGoal = new DerivedThreshold('its AttainmentGoal (99 by default)', slo => {
  const goal = numberOf(slo, 'Goal.AttainmentGoal', 99);
  return goal === undefined ? unknownAmong(slo, 'Goal.AttainmentGoal') : { value: goal };
});

const burn = (title: string, minutes: number, percent: number, severity: Severity): SignalDefinition => ({
  title, category: SignalCategory.OBJECTIVE, unit: SignalUnit.NONE, chart: 'burn-over-windows',
  appliesWhen: `the objective has a burn rate over ${minutes} minutes`, variants: overWindow(minutes),
  expression: 'MIN([long,short])', inputs: { long: { metricName: 'BurnRate', statistic: 'Maximum' }, short: { metricName: 'BurnRate', statistic: 'Maximum' } },
  alarm: {
    threshold: share(percent, minutes), severity, evaluationPeriods: 1, missingData: MissingData.MISSING, origin: ThresholdOrigin.LIBRARY,
    cause: 'Requests fail or are slow so often that the error budget will not last',
    firstStep: 'Open the page of the objective with its correlated faults, and roll the latest deployment back if they came with it',
  },
});

export default defineSignals({
  kind: 'application-signals-slo',
  title: 'Application Signals SLO',
  resourceType: 'AWS::ApplicationSignals::ServiceLevelObjective',
  namespace: 'AWS/ApplicationSignals',
  naming: 'the name of the objective, by ImportedResource.declare with the attribute Name, or its ARN',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html',
  cautions: [
    'The objective is evaluated with a delay of up to a quarter of an hour.',
    'Burn rates are published for the look-back windows of BurnRateConfigurations only: 5, 30, 60, 120, 360, 1440 and 4320 minutes serve all alarms of the catalog.',
  ],
  dimensions: slo => ({ SloName: nameOf(slo) }),
  signals: {
    attainment: {
      title: 'Attainment', category: SignalCategory.OBJECTIVE, metricName: 'AttainmentRate', statistic: 'Average', unit: SignalUnit.PERCENT, chart: 'attainment',
      alarm: {
        threshold: attainmentGoal, comparison: Comparison.AT_OR_BELOW, severity: Severity.TICKET,
        evaluationPeriods: 1, missingData: MissingData.MISSING, origin: ThresholdOrigin.LIBRARY,
        cause: 'The error budget of the interval is used up',
        firstStep: 'Hold back risky releases, and review where the error budget went',
      },
    },
    burnRate: {
      title: 'Burn rate', category: SignalCategory.OBJECTIVE, metricName: 'BurnRate', statistic: 'Maximum', unit: SignalUnit.NONE, chart: 'burn-rates',
      appliesWhen: 'the objective has burn rates', variants: perWindow,
      alarm: {
        threshold: Threshold.absolute(1),
        severity: Severity.TICKET, evaluationPeriods: 1, missingData: MissingData.MISSING, origin: ThresholdOrigin.LIBRARY, enabledByDefault: false,
        rationale: 'One number does not fit windows of all lengths: hourBurn to threeDayBurn have one for each. Above 1 the budget does not last for the interval.',
        cause: 'Requests fail or are slow so often that the error budget will not last',
        firstStep: 'Open the page of the objective with its correlated faults, and roll the latest deployment back if they came with it',
      },
    },
    hourBurn: burn('Burn rate of the hour', 60, 2, Severity.PAGE),
    sixHourBurn: burn('Burn rate of six hours', 360, 5, Severity.PAGE),
    dayBurn: burn('Burn rate of the day', 1_440, 10, Severity.TICKET),
    threeDayBurn: burn('Burn rate of three days', 4_320, 10, Severity.TICKET),
  },
});
