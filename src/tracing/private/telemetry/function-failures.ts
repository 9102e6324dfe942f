import { aws_logs as logs, CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { markOwn } from '../../../core/private/own-constructs';
import { ImportedResource } from '../../../signals/imported-resource';
import { ObservedResource } from '../../../signals/observed-resource';
import { Subject } from '../../../signals/private/subject';
import { FAILURE_PATTERNS } from './failure-patterns';
import { FailureSource } from './failure-source';
import type { Subscriber } from './piece';
import type { Switchboard } from './switchboard';

/** Counts failures in the logs of the functions of one service, in metrics that all of them share. */
export class FunctionFailures {
  private readonly source: FailureSource;
  private scope?: Construct;

  constructor(private readonly service: Construct, namePrefix: string) {
    this.source = new FailureSource(`CdkPillars/${namePrefix.replace(/-$/, '')}`);
  }

  /** What is observed of them, once there is a function whose log is read. */
  public get found(): { readonly resource: ObservedResource; readonly source: FailureSource } | undefined {
    const resource = this.scope && ObservedResource.of(this.scope, []);
    return resource && { resource, source: this.source };
  }

  /** Reads the log of a function, if it has a log group of this app for itself. */
  public read({ resource, l1 }: Subscriber, board: Switchboard): void {
    const group = resource.referenced('LoggingConfig.LogGroup')?.construct;
    if (!CfnResource.isCfnResource(group) || !new Subject(group).isDefaultOr('LogGroupClass', 'STANDARD')) {
      board.leave(l1, 'its failures are not counted, as its log group is not in this app, or of a class without metric filters');
      return;
    }
    const id = `FailuresOf${this.service.node.addr.slice(-8)}`;
    if (group.node.tryFindChild(id)) return;
    const filters = new Construct(group, id);
    markOwn(filters);
    const isJson = new Subject(l1).literal('LoggingConfig.LogFormat') === 'JSON';
    for (const { metricName, text, json } of Object.values(FAILURE_PATTERNS)) {
      new logs.CfnMetricFilter(filters, metricName, {
        logGroupName: group.ref,
        filterPattern: isJson ? json : text,
        metricTransformations: [{ metricNamespace: this.source.namespace, metricName, metricValue: '1', unit: 'Count' }],
      });
    }
    this.scope ??= this.declare(board);
  }

  private declare(board: Switchboard): Construct {
    const scope = new Construct(this.service, 'FunctionLogs');
    ImportedResource.declare(scope, { resourceType: this.source.resourceType, kind: FailureSource.KIND });
    board.charges.push({ what: 'metrics from logs', of: scope.node.path, quantity: Object.keys(FAILURE_PATTERNS).length, price: 'customMetric' });
    return scope;
  }
}
