import { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { logSourcesOf } from '../../../runbooks/private/log-sources';
import type { ObservedResource } from '../../../signals/observed-resource';
import type { ISignalSource } from '../../../signals/signal-source';
import type { LogHygiene } from '../../log-hygiene';
import type { TelemetryOptions } from '../../telemetry-options';
import { TracingOutcome } from '../../tracing-decision';
import { traceResource } from '../trace-resource';
import { FunctionFailures } from './function-failures';
import { tidyFunctionLogs } from './function-logs';
import { detectAnomalies, tellCallers, tellKeys } from './log-insights';
import type { Subscriber } from './piece';
import { PIECES } from './pieces';
import { SavedQueries } from './saved-queries';
import { Switchboard } from './switchboard';

const FUNCTION = 'AWS::Lambda::Function';
const TRACES = 'X-Ray traces, by what is recorded: 5.00 USD for a million beyond the first 100,000 of a month';
const TABLE = 'AWS::DynamoDB::Table';

/** Switches telemetry on at the resources of one service, those that come later included. */
export class TelemetrySwitch {
  public readonly board = new Switchboard();
  private readonly failures: FunctionFailures;
  private readonly queries: SavedQueries;

  constructor(service: Construct, private readonly namePrefix: string, private readonly options: TelemetryOptions) {
    this.failures = new FunctionFailures(service, namePrefix);
    this.queries = new SavedQueries(service, namePrefix.replace(/-$/, ''));
  }

  /** What there is to observe besides: the logs of the functions, where failures are counted in them. */
  public get found(): Array<{ readonly resource: ObservedResource; readonly source: ISignalSource }> {
    const { found } = this.failures;
    return found ? [found] : [];
  }

  public switchOn(resources: readonly ObservedResource[]): void {
    for (const resource of resources) {
      const l1 = resource.construct;
      if (resource.imported || !CfnResource.isCfnResource(l1)) continue;
      const subscriber = { resource, l1 };
      for (const { option, at } of PIECES) if (this.options[option]) at[resource.resourceType]?.(subscriber, this.board, this.options);
      if (this.options.tracing && traceResource(l1, { topicPolicies: true })?.outcome === TracingOutcome.ENABLED) this.board.note(TRACES);
      if (this.options.logs) this.tidy(subscriber, this.options.logs);
    }
  }

  private tidy(subscriber: Subscriber, hygiene: LogHygiene): void {
    const { board, namePrefix } = this;
    const { resourceType } = subscriber.resource;
    if (resourceType === FUNCTION) {
      tidyFunctionLogs(subscriber, board, hygiene);
      if (hygiene.countFailures ?? true) this.failures.read(subscriber, board);
    }
    if (hygiene.contributors && resourceType === TABLE) tellKeys(subscriber, board);
    for (const source of logSourcesOf(subscriber.resource)) {
      if (hygiene.savedQueries ?? true) this.queries.add(source);
      if (hygiene.anomalyDetection) detectAnomalies(source);
      if (hygiene.contributors) tellCallers(subscriber, source, namePrefix, board);
    }
  }
}
