import { Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { peekProperty } from '../../signals/private/peek';
import { InstrumentationLanguage } from '../instrumentation-language';

/**
 * The oldest version of each language that the layers run on.
 *
 * @see https://aws-otel.github.io/docs/getting-started/lambda
 */
const OLDEST: Readonly<Record<InstrumentationLanguage, string>> = {
  [InstrumentationLanguage.NODEJS]: '18',
  [InstrumentationLanguage.PYTHON]: '3.8',
  [InstrumentationLanguage.JAVA]: '11',
  [InstrumentationLanguage.DOTNET]: '8',
};

const VALID = Object.entries(OLDEST).map(([language, version]) => `${language}${version}`).join(', ');

/** The language of a function, by its runtime. */
export function languageOf(fn: CfnResource): InstrumentationLanguage {
  if (peekProperty(fn, 'PackageType') === 'Image' || peekProperty(fn, 'Code.ImageUri') !== undefined) {
    throw complaint(fn, { what: 'a function of a container image takes no layers', fix: 'Build the AWS Distro for OpenTelemetry into the image, as its documentation says' });
  }
  const runtime = peekProperty(fn, 'Runtime');
  if (typeof runtime !== 'string' || Token.isUnresolved(runtime)) throw complaint(fn, { what: 'the language of the function is not known', received: runtime, valid: `${VALID} and newer runtimes` });
  const [, name, version] = /^(nodejs|python|java|dotnet)(\d[\d.]*)/.exec(runtime) ?? [];
  if (name === undefined || isOlder(version, OLDEST[name as InstrumentationLanguage])) {
    throw complaint(fn, { what: 'Application Signals has no layer for the runtime', received: runtime, valid: `${VALID} and newer`, fix: 'Use ActiveTracing, which traces any runtime' });
  }
  return name as InstrumentationLanguage;
}

function isOlder(version: string, oldest: string): boolean {
  const [given, least] = [version, oldest].map(each => each.split('.').map(Number));
  return given[0] !== least[0] ? given[0] < least[0] : (given[1] ?? 0) < (least[1] ?? 0);
}
