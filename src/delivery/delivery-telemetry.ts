import { Annotations, aws_dynamodb as dynamodb, CfnOutput, RemovalPolicy, Stack, Stage, Token } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { claim } from '../core/private/claims';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { DELIVERY_ENVIRONMENT, DELIVERY_TABLE } from '../core/schemas/private/delivery';
import { DeliverySource } from './delivery-source';
import type { DeliveryTelemetryAttributes, DeliveryTelemetryProps } from './delivery-telemetry-props';
import type { IDeliveryTelemetry } from './i-delivery-telemetry';
import { TelemetryAlarms } from './private/telemetry-alarms';
import { INGEST_TIMEOUT, TelemetryFunctions } from './private/telemetry-functions';
import { telemetryQueues, telemetryRules } from './private/telemetry-queue';
import { environmentOf, namesOf, timesOf } from './private/telemetry-settings';

/**
 * Counts deployments and incidents of all services in an account and Region, and how fast they end: from events to the metrics of the operations dashboards. There is one in an
 * account and Region; services of other apps use it too.
 *
 * Events wait in a queue, are kept in a table, and become metrics once nothing is expected to change them. The table outlives the stack.
 *
 * @example
 * import { AlarmRoute, DeliveryTelemetry } from 'cdk-pillars';
 *
 * new DeliveryTelemetry(this, 'DeliveryTelemetry', { routes: [AlarmRoute.toTopic(onCall)] });
 *
 * @see https://dora.dev/guides/dora-metrics-four-keys/
 */
export class DeliveryTelemetry extends Construct implements IDeliveryTelemetry {
  /**
   * The telemetry of this account and Region that another app has.
   *
   * @param attributes only what is not as by default there
   * @throws when one of them is no such name
   */
  public static fromAttributes(attributes: DeliveryTelemetryAttributes = {}): IDeliveryTelemetry {
    return namesOf('DeliveryTelemetry', attributes);
  }

  /** Below which path of SSM parameters services register what belongs to them: a literal. */
  public readonly registryPath: string;

  /** Namespace of the metrics about deployments and incidents: a literal. */
  public readonly metricNamespace: string;

  /** Where deployments and incidents are heard of. */
  public readonly sources: DeliverySource[];

  /** Where events and what was made of them are kept: the truth, while a metric says what was known when it was sent. */
  public readonly table: ITable;

  /** Where events wait to be read. */
  public readonly queue: IQueue;

  /** Where events end that cannot be read, or that a rule could not deliver. An alarm tells of the first. */
  public readonly deadLetterQueue: IQueue;

  /** Reads events. */
  public readonly ingestFunction: IFunction;

  /** Sends metrics, every 5 minutes, and recomputes on request. */
  public readonly settleFunction: IFunction;

  /** Names of the alarms about the telemetry itself. */
  public readonly alarmNames: string[];

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when there is one already in the account and Region, or when a property is not valid or does not go with another
   */
  constructor(scope: Construct, id: string, props: DeliveryTelemetryProps = {}) {
    super(scope, id);
    markOwn(this);
    ({ registryPath: this.registryPath, metricNamespace: this.metricNamespace } = namesOf(this, props));
    this.sources = sourcesOf(this, props.sources);
    const times = timesOf(this, props);
    checkBus(this, props);
    claimPlace(this);

    const { eventBus, allEventsOnEventBus = false, routes } = props;
    const { queue, deadLetters } = telemetryQueues(this, INGEST_TIMEOUT);
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: DELIVERY_TABLE.partitionKey, type: dynamodb.AttributeType.STRING },
      sortKey: { name: DELIVERY_TABLE.sortKey, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: DELIVERY_TABLE.timeToLive,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { ingest, settle } = new TelemetryFunctions(this, {
      table: this.table, queue, sources: this.sources, registryPath: this.registryPath,
      environment: {
        ...environmentOf(times), [DELIVERY_ENVIRONMENT.registryPath]: this.registryPath, [DELIVERY_ENVIRONMENT.namespace]: this.metricNamespace,
      },
    });
    telemetryRules(this, { sources: this.sources, eventBus, allEventsOnEventBus, queue, deadLetters });
    for (const source of props.incidentSources ?? []) source._hear(this, { queue, deadLetters });
    const alarms = new TelemetryAlarms(this, {
      table: this.table, queue, deadLetters, ingest, settle, graceSeconds: times.grace, routes: routes ?? [],
    });
    if (routes && routes.length > 0 && alarms.unreached.length > 0) {
      Annotations.of(this).addWarningV2('cdk-pillars:severityWithoutRoute',
        `No route takes alarms of severity TICKET, so nobody is told of: ${alarms.unreached.join(', ')}. Lower the minimumSeverity of a route, or add one.`);
    }
    [this.queue, this.deadLetterQueue] = [queue, deadLetters];
    [this.ingestFunction, this.settleFunction, this.alarmNames] = [ingest, settle, alarms.names];
    new CfnOutput(this, 'SettleFunctionName', { value: settle.functionName, description: 'The function to invoke to recompute deployments and incidents' });
  }
}

function sourcesOf(where: Construct, given: readonly DeliverySource[] = Object.values(DeliverySource)): DeliverySource[] {
  const known = Object.values(DeliverySource);
  if (given.length > 0 && new Set(given).size === given.length && given.every(source => known.includes(source))) return [...given];
  throw complaint(where, { what: 'sources is not a list of different sources', received: given, valid: known.join(', ') });
}

/** Rules stand in the account and Region of their bus. */
function checkBus(where: Construct, { eventBus, allEventsOnEventBus }: DeliveryTelemetryProps): void {
  if (allEventsOnEventBus && !eventBus) throw complaint(where, { what: 'allEventsOnEventBus is set without an eventBus', fix: 'Give the event bus' });
  if (!eventBus) return;
  const home = Stack.of(where);
  for (const place of ['account', 'region'] as const) {
    const there = eventBus.env[place];
    if (Token.isUnresolved(there) || Token.isUnresolved(home[place]) || there === home[place]) continue;
    throw complaint(where, {
      what: `the eventBus is in another ${place === 'region' ? 'Region' : place}`, received: there, valid: home[place],
      fix: 'Forward its events to a bus of this account and Region, and give that',
    });
  }
}

/** Refuses a second one, which would count everything twice. Stages of an app that say no account go to different ones. */
function claimPlace(where: Construct): void {
  const { account, region } = Stack.of(where);
  const isKnown = !Token.isUnresolved(account) && !Token.isUnresolved(region);
  const other = claim(where, `delivery telemetry ${account}/${region}${isKnown ? '' : ` of ${Stage.of(where)?.node.path}`}`);
  if (other === undefined) return;
  throw complaint(where, {
    what: `there is a DeliveryTelemetry in the same account and Region already, at ${other}`,
    fix: 'Give services that one, or DeliveryTelemetry.fromAttributes() where it is in another app',
  });
}
