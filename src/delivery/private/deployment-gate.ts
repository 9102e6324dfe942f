import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { handlerFolder } from '../../core/private/packaged';
import { GATE_CONDITIONS, type GateConditions } from '../../core/schemas/private/gate';
import type { IChangeCalendar } from '../change-calendar';
import { foreignRegion, nameOf } from './rollback-alarms';

/** What a gate asks, and who asks it. */
export interface DeploymentGateProps {
  readonly description: string;
  readonly calendars: readonly IChangeCalendar[];
  /** Alarms that must be there and not be in ALARM. */
  readonly alarms: readonly IAlarm[];
  /** Alarms that must not be in ALARM once they are there. */
  readonly rollbackAlarms?: readonly IAlarm[];
  /** What the gate needs to answer whoever asks. */
  readonly statements: readonly iam.PolicyStatement[];
}

/** As many alarms as CloudWatch describes in one answer. */
const ALARMS = 100;

/** A function that tells whether a deployment may begin: no change calendar is closed, no alarm is in ALARM. What it cannot ask counts as closed. */
export class DeploymentGate extends Construct {
  public readonly handler: lambda.Function;

  constructor(scope: Construct, id: string, { description, calendars, alarms, rollbackAlarms = [], statements }: DeploymentGateProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.check([...alarms, ...rollbackAlarms], stack.region);
    const conditions: GateConditions = {
      calendars: [...new Set(calendars.map(({ calendarName }) => calendarName))],
      alarms: [...new Set(alarms.map(nameOf))],
      rollbackAlarms: [...new Set(rollbackAlarms.map(nameOf))],
    };
    const text = stack.toJsonString(conditions);
    const bytes = Buffer.byteLength(JSON.stringify(stack.resolve(text)));
    if (bytes > LIMITS.functionEnvironmentBytes - 512) {
      throw complaint(this, { what: 'the names of what the gate asks are too long for the environment of a function', received: `${bytes} bytes`, fix: 'Put several alarms into a CompositeAlarm' });
    }
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of statements) role.addToPolicy(statement);
    if (calendars.length > 0) role.addToPolicy(new iam.PolicyStatement({ actions: ['ssm:GetCalendarState'], resources: calendars.map(({ calendarArn }) => calendarArn) }));
    if (alarms.length + rollbackAlarms.length > 0) role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    this.handler = new lambda.Function(this, 'Handler', {
      description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(handlerFolder(this, 'gate')),
      handler: 'index.handler',
      memorySize: 256,
      timeout: Duration.seconds(30),
      tracing: lambda.Tracing.ACTIVE,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: { [GATE_CONDITIONS]: text },
      logGroup,
      role,
    });
    for (const watched of ['errors', 'throttles']) {
      Validations.of(this.handler).acknowledge({
        id: `OperationalExcellence::OE-LambdaAlarmed[${watched}]`, reason: 'A gate that fails stays closed, and the deployment that asked it shows that it failed',
      });
    }
    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray takes segments for no resource in particular, results of jobs belong to none, and composite alarms are described to those only that may describe all alarms',
    });
  }

  private check(alarms: readonly IAlarm[], region: string): void {
    if (alarms.length > ALARMS) throw complaint(this, { what: 'there are too many alarms to ask for', received: alarms.length, valid: `${ALARMS} at most` });
    for (const alarm of alarms) {
      const elsewhere = foreignRegion(alarm, region);
      if (elsewhere !== undefined) {
        throw complaint(this, { what: `the alarm ${alarm.node.path} is in another Region, where nothing here can ask for its state`, received: elsewhere, valid: region });
      }
    }
  }
}
