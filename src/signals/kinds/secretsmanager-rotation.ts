import { Token } from 'aws-cdk-lib';
import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { defineSignals } from '../private/define';
import { DerivedThreshold } from '../private/derived-threshold';
import { partOf, textOf } from '../private/name-parts';
import { numeric } from '../private/numeric';
import { lastPart } from '../private/stack-resources';
import { unknownProperty } from '../private/unknown-property';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

type Dimensions = { [name: string]: string };

const FUNCTION = 'AWS::Lambda::Function';
const DAY = 86_400;
/** A day less than an alarm looks back, as a rotation may be a day late within its window. */
const MAXIMUM_DAYS = 6;

/** The function that rotates the secret: it alone has metrics. */
function functionName(rotation: ObservedResource): string | undefined {
  const declared = rotation.imported ? rotation.attribute('FunctionName', 'functionName') : undefined;
  const hosted = textOf(rotation.property('HostedRotationLambda.RotationLambdaName'));
  if (declared ?? hosted) return declared ?? hosted;
  const rotates = rotation.referenced('RotationLambdaARN');
  if (rotates?.resourceType === FUNCTION) return rotates.ref('functionName');
  const arn = textOf(rotation.property('RotationLambdaARN'));
  if (arn === undefined) return undefined;
  return Token.isUnresolved(arn) ? partOf(arn, ':', 6) : lastPart(arn) || undefined;
}

/** Days from one rotation to the next, where the schedule is a number of days or a rate. */
function daysOf(rotation: ObservedResource): number | undefined {
  const days = numeric(rotation.property('RotationRules.AutomaticallyAfterDays'));
  if (days !== undefined) return days;
  const expression = rotation.property('RotationRules.ScheduleExpression');
  const [, number, unit] = (typeof expression === 'string' && /^rate\((\d+) (hour|day)s?\)$/.exec(expression.trim())) || [];
  return number === undefined ? undefined : Number(number) / (unit === 'hour' ? 24 : 1);
}

function often(rotation: ObservedResource, dimensions: Dimensions): SignalVariant[] {
  const days = daysOf(rotation);
  return days !== undefined && days > 0 && days <= MAXIMUM_DAYS ? [{ dimensions }] : [];
}

const timeout = new DerivedThreshold('80% of the timeout of the rotation function', rotation => {
  const rotates = rotation.referenced('RotationLambdaARN');
  if (rotates?.resourceType !== FUNCTION) {
    if (rotation.imported) return unknownProperty(rotation, 'RotationLambdaARN', 'absent');
    return { reason: 'RotationLambdaARN names no function of this app: give the signal a threshold of its own' };
  }
  const seconds = numeric(rotates.property('Timeout') ?? 3);
  return seconds === undefined ? { reason: 'Timeout of the rotation function is only known at deployment: give the signal a threshold of its own' } : { value: 800 * seconds };
});

export default defineSignals({
  kind: 'secretsmanager-rotation',
  title: 'Rotation of a secret',
  resourceType: 'AWS::SecretsManager::RotationSchedule',
  namespace: 'AWS/Lambda',
  naming: 'the name of the rotation function as the attribute FunctionName, by ImportedResource.declare',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  cautions: [
    'Secrets Manager publishes no metric of rotations: the metrics are those of the function that rotates, which may serve several secrets.',
    'A rotation takes four invocations: create, set, test and finish.',
    'A rotation that Secrets Manager does itself, as for secrets that other services manage, has no function and no metrics.',
  ],
  dimensions: rotation => ({ FunctionName: functionName(rotation) }),
  signals: {
    invocations: { title: 'Steps of rotations', category: SignalCategory.TRAFFIC, metricName: 'Invocations', statistic: 'Sum', unit: SignalUnit.COUNT },
    errors: {
      title: 'Steps of rotations that failed', category: SignalCategory.ERRORS, metricName: 'Errors', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.absolute(0), severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The function cannot reach the database, may not change its password, or finds a secret of another form than it expects',
        firstStep: 'Read the log of the function for the step that failed, then check its network, its role and the version labels of the secret',
      },
    },
    succeededSteps: {
      title: 'Steps of rotations that succeeded', category: SignalCategory.AVAILABILITY, unit: SignalUnit.COUNT, chart: 'succeeded',
      appliesWhen: 'the secret is rotated every six days or more often', variants: often,
      expression: 'FILL(invocations,0)-FILL(errors,0)',
      inputs: { invocations: { metricName: 'Invocations', statistic: 'Sum' }, errors: { metricName: 'Errors', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.absolute(1), comparison: Comparison.BELOW, severity: Severity.TICKET,
        periodSeconds: DAY, evaluationPeriods: 7, missingData: MissingData.BREACHING, origin: ThresholdOrigin.LIBRARY,
        rationale: 'An alarm looks back seven days at most, so it is there for secrets that are rotated more often. Missing data breaches: without a rotation there is none.',
        cause: 'The secret was not rotated when it was due: the schedule is off, or the function does not start',
        firstStep: 'Check the rotation of the secret in Secrets Manager, its latest error, and the resource policy of the function',
      },
    },
    duration: {
      title: 'Duration of a step', category: SignalCategory.LATENCY, metricName: 'Duration', statistic: 'Maximum', unit: SignalUnit.MILLISECONDS,
      alarm: {
        threshold: timeout, severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        cause: 'The function waits for the database or for Secrets Manager, as without a route to its endpoint',
        firstStep: 'Check that the function reaches the database and the endpoint of Secrets Manager, then raise its timeout',
      },
    },
  },
});
