import { defineRule } from '../private/define-rule';
import { isPublished } from '../private/published-functions';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const FUNCTION = 'AWS::Lambda::Function';
const VERSION = 'AWS::Lambda::Version';
const ALIAS = 'AWS::Lambda::Alias';
const PROPERTY = 'SnapStart.ApplyOn';

const code = (alias: string) => `const handler = new lambda.Function(this, 'Handler', {
  runtime: lambda.Runtime.JAVA_21,
  handler: 'orders.Handler::handleRequest',
  code: lambda.Code.fromBucket(new s3.Bucket(this, 'Code'), 'orders.jar'),
  snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
});
${alias}`;

const HANDLER = { Type: FUNCTION, Properties: { FunctionName: 'orders', Runtime: 'java21', SnapStart: { ApplyOn: 'PublishedVersions' } } };

export default defineRule({
  id: 'PE-SnapStartPublished',
  bestPractices: ['PERF02-BP02'],
  level: RuleLevel.ERROR,
  title: 'Functions with SnapStart have a published version',
  why: 'Lambda takes a snapshot when a version is published and has none of $LATEST, so every cold start is as slow as without SnapStart',
  remedy: 'Publish a version and invoke it by an alias: new lambda.Alias with version: fn.currentVersion',
  resourceTypes: [FUNCTION],
  check: fn => {
    const applyOn = fn.property(PROPERTY);
    if (!applyOn.isUnknown && applyOn.text !== 'PublishedVersions') return Verdict.NOT_APPLICABLE;
    const answer = isPublished(fn);
    if (answer) return applyOn.isUnknown ? Verdict.NOT_APPLICABLE : Verdict.COMPLIANT;
    if (applyOn.isUnknown || answer === undefined) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'SnapStart applies to published versions, and the app publishes none', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a version',
      resources: { Handler: HANDLER, Version: { Type: VERSION, Properties: { FunctionName: { Ref: 'Handler' } } } },
      cdk: code('new lambda.Alias(this, \'Live\', { aliasName: \'live\', version: handler.currentVersion });'),
    },
    { title: 'an alias of a version that somebody else publishes', resources: { Handler: HANDLER, Live: { Type: ALIAS, Properties: { FunctionName: 'orders', FunctionVersion: '12', Name: 'live' } } } },
  ],
  violating: [
    { title: 'no version', resources: { Handler: HANDLER }, cdk: code('').trimEnd() },
    { title: 'an alias of what is no version', resources: { Handler: HANDLER, Live: { Type: ALIAS, Properties: { FunctionName: { Ref: 'Handler' }, FunctionVersion: '$LATEST', Name: 'live' } } } },
    { title: 'a version of another function', resources: { Handler: HANDLER, Version: { Type: VERSION, Properties: { FunctionName: 'invoices' } } } },
  ],
  ignored: [
    { title: 'no SnapStart', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'java21', SnapStart: { ApplyOn: 'None' } } } } },
    { title: 'a parameter switches it on', resources: { Handler: { Type: FUNCTION, Properties: { Runtime: 'java21', SnapStart: { ApplyOn: { Ref: 'SnapStart' } } } } } },
    { title: 'a version of which function is a parameter', resources: { Handler: HANDLER, Version: { Type: VERSION, Properties: { FunctionName: { Ref: 'FunctionName' } } } } },
  ],
});
