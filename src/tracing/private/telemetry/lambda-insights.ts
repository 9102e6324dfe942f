import { Arn, ArnFormat, aws_iam as iam, aws_lambda as lambda, Stack, Token, type CfnResource } from 'aws-cdk-lib';
import { LIMITS } from '../../../core/private/limits';
import { isChosen, lengthOf } from '../../../signals/private/choice';
import { isRegional } from '../../../signals/private/functions';
import { hasLambdaInsights, markLambdaInsights } from '../../../signals/private/lambda-insights';
import { Subject } from '../../../signals/private/subject';
import type { TelemetryOptions } from '../../telemetry-options';
import { insightsLayer, LAMBDA_INSIGHTS } from './lambda-insights-layer';
import { METRIC_COUNTS } from './metric-counts';
import type { Subscriber, TelemetryPiece } from './piece';
import { grantOnce } from './role-policy';
import type { Switchboard } from './switchboard';

const LOG_GROUP = '/aws/lambda-insights';
const LAYER = 'LambdaInsights';

export const LAMBDA_INSIGHTS_PIECE: TelemetryPiece = { option: 'lambdaInsights', meets: ['OE-LambdaInsightsOrAppSignals'], at: { 'AWS::Lambda::Function': switchOn } };

function switchOn({ resource, l1 }: Subscriber, board: Switchboard, { lambdaInsightsLayers = {} }: TelemetryOptions): void {
  if (hasLambdaInsights(resource)) return;
  const fn = new Subject(l1);
  const obstacle = obstacleTo(fn);
  const architecture = resource.property('Architectures.0') ?? 'x86_64';
  const arn = obstacle === undefined ? lambdaInsightsLayers[architecture] ?? insightsLayer(l1, architecture) : undefined;
  if (obstacle !== undefined || arn === undefined) {
    board.leave(l1, `Lambda Insights cannot be switched on, as ${obstacle ?? `no layer of version ${LAMBDA_INSIGHTS.version} is known for ${architecture} in ${Stack.of(l1).region}: give lambdaInsightsLayers`}`);
    return;
  }
  addLayer(l1, arn);
  markLambdaInsights(l1);
  allowReporting(l1, fn.role('Role')!);
  board.bill(l1, 'Lambda Insights metrics', METRIC_COUNTS.lambdaInsights, 'customMetric');
  board.note('Lambda Insights logs about 1 KB for each invocation, at 0.50 USD for each GB');
}

/** Why a function takes no layer, in the middle of a sentence. */
function obstacleTo(fn: Subject): string | undefined {
  if (fn.literal('PackageType') === 'Image') return 'a container image has the extension inside: add it there';
  if (fn.role('Role') === undefined) return 'its role is not in this app: add layer and permissions yourself';
  if (!isRegional(fn)) return 'a function at CloudFront takes no layers';
  const layers: unknown = fn.value('Layers');
  if (layers !== undefined && (!Array.isArray(layers) || Token.isUnresolved(layers))) return 'only deployment tells its layers';
  if (lengthOf(fn.resource, 'Layers') >= LIMITS.lambda.layers) return `it has ${LIMITS.lambda.layers} layers, and Lambda takes no more`;
  if (Token.isUnresolved(fn.value('Architectures.0'))) return 'only deployment tells its architecture';
  return undefined;
}

/** An L2 adds it to its own list, so that layers which are added later do not take its place. */
function addLayer(fn: CfnResource, arn: string): void {
  const { scope } = fn.node;
  if (scope !== undefined && scope.node.defaultChild === fn && 'addLayers' in scope && !isOverridden(fn)) {
    (scope as lambda.Function).addLayers(lambda.LayerVersion.fromLayerVersionArn(fn, LAYER, arn));
    return;
  }
  const length = lengthOf(fn, 'Layers');
  // An index alone makes no list where there is none.
  if (length > 0) fn.addPropertyOverride(`Layers.${length}`, arn);
  else fn.addPropertyOverride('Layers', [arn]);
}

function isOverridden(fn: CfnResource): boolean {
  return isChosen(fn, 'Layers') && (fn as any).rawOverrides?.Properties?.Layers !== undefined;
}

/** What the extension needs of the managed policy CloudWatchLambdaInsightsExecutionRolePolicy, for its log group alone. */
function allowReporting(fn: CfnResource, role: CfnResource): void {
  const group = Arn.format({ service: 'logs', resource: 'log-group', resourceName: LOG_GROUP, arnFormat: ArnFormat.COLON_RESOURCE_NAME }, Stack.of(fn));
  grantOnce(role, {
    name: LAYER,
    statements: [new iam.PolicyStatement({ actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group, `${group}:*`] })],
    wildcards: { resources: [`${group}:*`], reason: 'the extension writes to streams of one log group, which it names itself' },
  });
}
