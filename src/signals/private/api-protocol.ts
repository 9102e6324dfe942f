import { Token } from 'aws-cdk-lib';
import type { ObservedResource } from '../observed-resource';
import { text } from './text';

/** Whether a stage is one of a WebSocket API: its API says so, or it logs executions, which only stages of WebSocket APIs can. */
export function isWebSocketStage(stage: ObservedResource): boolean {
  const protocol = stage.referenced('ApiId')?.property('ProtocolType');
  if (protocol === 'WEBSOCKET' || protocol === 'HTTP') return protocol === 'WEBSOCKET';
  const level = stage.property('DefaultRouteSettings.LoggingLevel');
  return typeof level === 'string' && !Token.isUnresolved(level);
}

/** API and stage by which metrics are published, of HTTP and WebSocket APIs. */
export function stageDimensions(stage: ObservedResource): { [name: string]: string | undefined } {
  return { ApiId: stage.imported ? stage.attribute('ApiId', 'apiId') : text(stage.property('ApiId')), Stage: stage.ref('stageName') };
}
