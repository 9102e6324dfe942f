import { aws_logs as logs, Token } from 'aws-cdk-lib';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import type { TelemetryOptions } from '../../telemetry-options';
import { ARCHITECTURES } from './lambda-insights-layer';

const WHERE = 'Telemetry';

/** Refuses what AWS would refuse at deployment, or what would do nothing. */
export function checkOptions({ lambdaInsights, lambdaInsightsLayers = {}, hostMetrics, hostProcesses, logs: hygiene }: TelemetryOptions): void {
  for (const [architecture, arn] of Object.entries(lambdaInsightsLayers)) {
    const where = `${WHERE}.lambdaInsightsLayers`;
    if (!ARCHITECTURES.includes(architecture)) throw complaint(where, { what: 'there is no such architecture', received: architecture, valid: ARCHITECTURES.join(', ') });
    if (!Token.isUnresolved(arn) && !LIMITS.layerVersion.arnPattern.test(arn)) {
      throw complaint(where, { what: 'this is not the ARN of the version of a layer', received: arn, valid: 'arn:aws:lambda:<region>:<account>:layer:<name>:<version>' });
    }
  }
  if (Object.keys(lambdaInsightsLayers).length > 0 && !lambdaInsights) {
    throw complaint(`${WHERE}.lambdaInsightsLayers`, { what: 'layers are given, and Lambda Insights is not switched on', fix: 'Set lambdaInsights: true' });
  }
  if (hostProcesses !== undefined) checkProcesses(hostProcesses, hostMetrics ?? false);
  if (hygiene?.retention === logs.RetentionDays.INFINITE) {
    throw complaint(`${WHERE}.logs.retention`, { what: 'events would be kept for ever', received: 'RetentionDays.INFINITE', valid: 'RetentionDays up to TEN_YEARS' });
  }
}

function checkProcesses(names: readonly string[], hostMetrics: boolean): void {
  const where = `${WHERE}.hostProcesses`;
  if (!hostMetrics) throw complaint(where, { what: 'processes are named, and host metrics are not switched on', fix: 'Set hostMetrics: true' });
  for (const name of names) {
    if (Token.isUnresolved(name) || !/^[\w.+-]+$/.test(name)) {
      throw complaint(where, { what: 'this is not the name of an executable', received: name, valid: 'letters, digits, and any of . _ + -' });
    }
  }
}
