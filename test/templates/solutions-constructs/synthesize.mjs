/**
 * Synthesizes each pattern of AWS Solutions Constructs that is installed in a folder, and writes what rules read of its template
 * beside this script: `node synthesize.mjs <install folder>`. README.md says what was installed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { patterns } from './patterns.mjs';

const installed = createRequire(path.resolve(process.argv[2] ?? '.', 'package.json'));
const cdk = installed('aws-cdk-lib');
const LONGEST_CODE = 500;
/** What only a region that is known can be synthesized for. */
const REGIONAL = ['core.alb-fargate'];

for (const [name, statements] of Object.entries(patterns)) {
  const packageName = name.split('.')[0];
  const packageFile = path.resolve(process.argv[2] ?? '.', 'node_modules/@aws-solutions-constructs', packageName, 'package.json');
  if (!existsSync(packageFile)) {
    console.log(`${packageName} is not installed`);
    continue;
  }
  try {
    const template = synthesized(name, packageName, statements);
    const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
    writeFileSync(path.join(import.meta.dirname, `${name}.json`), `${JSON.stringify(slim(template))}\n`);
    console.log(`${name} of ${version}: ${Object.keys(template.Resources).length} resources`);
  } catch (error) {
    console.log(`${name} failed: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Every pattern has an app, and a stack, of its own. */
function synthesized(name, packageName, statements) {
  const app = new cdk.App({ analyticsReporting: false });
  const stack = new cdk.Stack(app, `Pattern-${name.replace('.', '-')}`, REGIONAL.includes(name) ? { env: { account: '123456789012', region: 'us-east-1' } } : undefined);
  statements({ stack, cdk, ...installed(`@aws-solutions-constructs/${packageName}`) });
  return app.synth().getStackByName(stack.stackName).template;
}

/** Without what no rule reads. */
function slim({ Parameters: { BootstrapVersion, ...parameters } = {}, Rules, ...template }) {
  const resources = Object.entries(template.Resources).map(([id, { Metadata: metadata, ...resource }]) => {
    const constructPath = metadata?.['aws:cdk:path'];
    return [id, shortened({ ...resource, ...constructPath && { Metadata: { 'aws:cdk:path': constructPath } } })];
  });
  return { ...Object.keys(parameters).length > 0 && { Parameters: parameters }, ...template, Resources: Object.fromEntries(resources) };
}

/** A resource without code in it that is long. */
function shortened({ ...resource }) {
  const code = resource.Properties?.Code?.ZipFile;
  if (typeof code === 'string' && code.length > LONGEST_CODE) resource.Properties = { ...resource.Properties, Code: { ZipFile: 'exports.handler = async () => {};' } };
  return resource;
}
