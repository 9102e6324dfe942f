import { CfnMapping, Stack, Token, type CfnResource } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { InstrumentationLanguage } from '../instrumentation-language';
import { ADOT_LAYERS_AS_OF, ADOT_REGIONS, adotLayer } from './adot-layers';

/** ARN of the layer for a function: looked up now, or at deployment where the Region is known only then. */
export function layerArnFor(fn: CfnResource, language: InstrumentationLanguage, given: string | undefined): string {
  if (given !== undefined) return checked(fn, given);
  const stack = Stack.of(fn);
  if (Token.isUnresolved(stack.region)) return mappingIn(stack, language).findInMap(stack.region, 'Arn');
  const arn = adotLayer(stack.region, language);
  if (arn !== undefined) return arn;
  throw complaint(fn, {
    what: `no layer of Application Signals was known in the Region on ${ADOT_LAYERS_AS_OF}`, received: stack.region, valid: ADOT_REGIONS.join(', '),
    fix: 'Pass layerArn, if AWS publishes one there by now',
  });
}

function checked(fn: CfnResource, arn: string): string {
  if (Token.isUnresolved(arn) || /^arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/.test(arn)) return arn;
  throw complaint(fn, { what: 'layerArn is no ARN of a version of a layer', received: arn, valid: 'arn:aws:lambda:<Region>:<account>:layer:<name>:<version>' });
}

function mappingIn(stack: Stack, language: InstrumentationLanguage): CfnMapping {
  const id = `CdkPillarsAdotLayers-${language}`;
  const mapping = Object.fromEntries(ADOT_REGIONS.map(region => [region, { Arn: adotLayer(region, language)! }]));
  return stack.node.tryFindChild(id) as CfnMapping | undefined ?? new CfnMapping(stack, id, { mapping });
}
