import type { CfnResource } from 'aws-cdk-lib';
import type { ObservedResource } from '../../../signals/observed-resource';
import type { TelemetryOptions } from '../../telemetry-options';
import type { Switchboard } from './switchboard';

/** A resource at which something is switched on: one of this app. */
export interface Subscriber {
  readonly resource: ObservedResource;
  readonly l1: CfnResource;
}

/** One option of telemetry: what it does, and which requirements of signals it meets. */
export interface TelemetryPiece {
  readonly option: keyof TelemetryOptions;
  /** Ids of the rules whose requirements it meets. */
  readonly meets: readonly string[];
  /** What it does at a resource, by type. */
  readonly at: { readonly [resourceType: string]: (subscriber: Subscriber, board: Switchboard, options: TelemetryOptions) => void };
}
