import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { shared } from './shared-resources';

/**
 * Tells whether an instant is within hours of the week in a time zone, and when it will be. The time zone database is that of Node, so daylight saving time is observed.
 * It looks at every minute of two weeks, so that no rule about clocks that change has to be written down; hours that never come count as begun.
 */
export const CLOCK_CODE = `
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MINUTE = 60000;
const minutesOf = time => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

exports.handler = async ({ hours, at }) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: hours.timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const isWithin = instant => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const minute = Number(parts.hour) * 60 + Number(parts.minute);
    const today = hours.days.includes(parts.weekday);
    const yesterday = hours.days.includes(DAYS[(DAYS.indexOf(parts.weekday) + 6) % 7]);
    return from < to ? today && minute >= from && minute < to : (today && minute >= from) || (yesterday && minute < to);
  };
  const now = Date.parse(at);
  if (isWithin(now)) return { within: true, opens: new Date(now).toISOString() };
  const next = Math.ceil(now / MINUTE) * MINUTE;
  for (let later = 0; later < 14 * 24 * 60; later++) {
    const instant = next + later * MINUTE;
    if (isWithin(instant)) return { within: false, opens: new Date(instant).toISOString() };
  }
  return { within: true, opens: new Date(now).toISOString() };
};
`.trimStart();

/** The function with which escalations tell the hours; one for each stack. */
export class OnCallClock extends Construct {
  /** The clock of the stack that a service is in. */
  public static of(service: Construct): OnCallClock {
    return shared(service, 'Clock', [], (scope, id) => new OnCallClock(scope, id));
  }

  public readonly handler: lambda.Function;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.handler = new lambda.Function(this, 'Handler', {
      description: 'Tells whether it is within the hours of somebody on call',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromInline(CLOCK_CODE),
      handler: 'index.handler',
      memorySize: 256,
      timeout: Duration.seconds(10),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      logGroup,
      role,
    });
    for (const watched of ['errors', 'throttles']) {
      Validations.of(this.handler).acknowledge({
        id: `OperationalExcellence::OE-LambdaAlarmed[${watched}]`, reason: 'An escalation that cannot tell the hours goes on as if they had begun',
      });
    }
    Validations.of(role).acknowledge({ id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason: 'X-Ray takes segments for no resource in particular' });
  }
}
