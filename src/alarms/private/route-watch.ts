import { aws_cloudwatch as cloudwatch, aws_iam as iam, aws_sqs as sqs, Duration, Validations } from 'aws-cdk-lib';
import type { AlarmBase, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Severity } from '../../core/severity';
import { actingPrefix, withinLimit } from './describe-alarm';

interface RouteWatchInit {
  readonly scope: Construct;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly runbook: string;
  /** Gives an alarm the routes of the service. */
  readonly attach: (alarm: AlarmBase, severity: Severity) => void;
}

/** What is wrong with a route, and what its alarm watches. */
export interface RouteFault {
  /** What follows `routes-` in the name of the alarm. */
  readonly id: string;
  readonly metric: IMetric;
  readonly what: string;
  readonly cause: string;
  readonly firstStep: string;
}

/** Severity of the alarms about routes. */
export const ROUTE_FAULT_SEVERITY = Severity.TICKET;

/** Sees when a route of a service fails, and has its other routes tell: a page that does not arrive is otherwise noticed by nobody. */
export class RouteWatch {
  /** Names of the alarms. */
  public readonly alarmNames: string[] = [];
  private undelivered?: sqs.Queue;

  constructor(private readonly init: RouteWatchInit) {}

  /** Where a rule puts the events that its target does not take. One queue for all routes of the service, as it costs nothing while it is empty. */
  public queueFor(rule: IRule): IQueue {
    const queue = this.undelivered ??= this.createQueue();
    queue.addToResourcePolicy(new iam.PolicyStatement({
      sid: `Keep${rule.node.id}`,
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }));
    return queue;
  }

  /** Has an alarm about a route, which acts by itself. */
  public addAlarm({ id, metric, what, cause, firstStep }: RouteFault): void {
    const { scope, serviceTitle, namePrefix, runbook } = this.init;
    const alarmName = `${namePrefix}routes-${id}`;
    const alarm = new cloudwatch.Alarm(scope, `Routes.${id}`, {
      alarmName,
      alarmDescription: withinLimit(`${actingPrefix(ROUTE_FAULT_SEVERITY, serviceTitle)}${what}.`, ` Cause: ${cause}. First: ${firstStep}.`, ` Runbook: ${runbook}`),
      metric,
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.alarmNames.push(alarmName);
    this.init.attach(alarm, ROUTE_FAULT_SEVERITY);
  }

  private createQueue(): sqs.Queue {
    const queue = new sqs.Queue(this.init.scope, 'Undelivered', {
      encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14),
    });
    Validations.of(queue).acknowledge({ id: 'AwsSolutions::AwsSolutions-SQS3', reason: 'It is itself the dead-letter queue of EventBridge rules' });
    this.undelivered = queue;
    this.addAlarm({
      id: 'undelivered',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: cloudwatch.Stats.MAXIMUM }),
      what: 'a route did not take an alarm within an hour, and whoever it leads to was not told',
      cause: 'the receiver is not available, or refuses the credential or the content',
      firstStep: 'read ERROR_MESSAGE among the attributes of the messages in the queue Undelivered and mend the route, then purge the queue and run the drill',
    });
    return queue;
  }
}
