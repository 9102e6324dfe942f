import { CfnResource, Token, aws_lambda as lambda } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { isChosen } from '../../signals/private/choice';
import { peekProperty } from '../../signals/private/peek';
import { Subject } from '../../signals/private/subject';
import { admitsEdge } from '../../signals/private/trace-permissions';
import type { FunctionInstrumentation } from '../function-instrumentation';
import { TracingOutcome, type TracingDecision } from '../tracing-decision';
import { languageOf } from './function-runtime';
import { functionTraits, instrumentationOf } from './known-instrumentation';
import { layerArnFor } from './layer-arn';
import { attachManagedPolicy } from './managed-policy';
import { decided } from './report';
import { traceResource } from './trace-resource';

const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'CloudWatchLambdaApplicationSignalsExecutionRolePolicy';
const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';

const INSTRUMENTED = new WeakSet<CfnResource>();

/** Adds what Application Signals needs to a function, unless something instruments it already. */
export function instrumentFunction(construct: IConstruct, options: FunctionInstrumentation): TracingDecision {
  const fn = functionOf(construct);
  if (INSTRUMENTED.has(fn)) return decided(fn, TracingOutcome.ALREADY_TRACED, 'Application Signals instruments it');
  const tool = instrumentationOf(functionTraits(fn));
  if (tool !== undefined) return decided(fn, TracingOutcome.INSTRUMENTED, `${tool} instruments it already, so it is left alone`);
  const variable = `Environment.Variables.${WRAPPER}`;
  if (isChosen(fn, variable)) return decided(fn, TracingOutcome.CHOSEN, `${WRAPPER} is set already, and a function has only one: it is left alone`);
  if (isChosen(fn, 'TracingConfig.Mode') && peekProperty(fn, 'TracingConfig.Mode') !== 'Active') {
    return decided(fn, TracingOutcome.CHOSEN, 'TracingConfig.Mode was chosen, and Application Signals needs Active: it is left alone');
  }
  const language = languageOf(fn);
  const layers = layersOf(fn);
  const layer = layerArnFor(fn, language, options.layerArn);
  const role = new Subject(fn).role('Role');
  if (!role) return decided(fn, TracingOutcome.NOT_POSSIBLE, `its role is not made in this app: attach ${POLICY} to the role, and add the layer ${Token.isUnresolved(layer) ? '' : `${layer} `}and ${WRAPPER}=/opt/otel-instrument`);
  if (admitsEdge(role)) return decided(fn, TracingOutcome.NOT_POSSIBLE, 'a function at CloudFront takes no layers');
  const tracing = traceResource(fn, { topicPolicies: false });
  if (tracing?.outcome === TracingOutcome.NOT_POSSIBLE) return tracing;
  if (!attachManagedPolicy(role, POLICY, 'The policy that AWS documents for Application Signals: it lets the function write traces and to one log group')) {
    return decided(fn, TracingOutcome.NOT_POSSIBLE, `the managed policies of its role ${role.node.path} are only known at deployment: attach ${POLICY} there`);
  }
  addLayer(fn, layers, layer);
  addVariable(fn);
  INSTRUMENTED.add(fn);
  return decided(fn, TracingOutcome.ENABLED, `Application Signals instruments it for ${language}, by a layer and ${WRAPPER}`);
}

function functionOf(construct: IConstruct): CfnResource {
  const l1 = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (l1 && CfnResource.isCfnResource(l1) && l1.cfnResourceType === FUNCTION) return l1;
  throw complaint(construct, {
    what: 'only a function that this app makes can be instrumented', received: l1 && CfnResource.isCfnResource(l1) ? l1.cfnResourceType : 'an import or a scope', valid: FUNCTION,
    fix: 'Instrument an imported function where it is made',
  });
}

/** Layers of a function; refused where no further one has room. */
function layersOf(fn: CfnResource): readonly unknown[] {
  const layers = peekProperty(fn, 'Layers') ?? [];
  if (!Array.isArray(layers) || Token.isUnresolved(layers)) throw complaint(fn, { what: 'the layers of the function are not known', received: layers, fix: 'Give them as a list' });
  if (layers.length < LIMITS.lambda.layers) return layers;
  throw complaint(fn, {
    what: 'the function has no room for the layer of Application Signals', received: layers.length, valid: `${LIMITS.lambda.layers} layers at most, that one included`, fix: 'Merge two layers',
  });
}

function addLayer(fn: CfnResource, layers: readonly unknown[], arn: string): void {
  const { scope } = fn.node;
  if (scope instanceof lambda.Function) scope.addLayers(lambda.LayerVersion.fromLayerVersionArn(scope, 'ApplicationSignals', arn));
  // An index alone makes no list where there is none.
  else if (layers.length === 0) fn.addPropertyOverride('Layers', [arn]);
  else fn.addPropertyOverride(`Layers.${layers.length}`, arn);
}

function addVariable(fn: CfnResource): void {
  const { scope } = fn.node;
  if (scope instanceof lambda.Function) scope.addEnvironment(WRAPPER, '/opt/otel-instrument');
  else fn.addPropertyOverride(`Environment.Variables.${WRAPPER}`, '/opt/otel-instrument');
}
