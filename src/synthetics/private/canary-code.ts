import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { aws_s3_assets as assets } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { markOwn } from '../../core/private/own-constructs';
import { JOURNEY_FILE } from '../../core/schemas/private/journey-data';
import type { BlueprintPlan, JourneyPlan, OwnScriptPlan, ScriptedPlan } from './journey-plan';
import { checkRuntime, chooseRuntime, RUNTIMES, type RuntimeChoice } from './runtimes';
import { scriptFile } from './script-file';
import { TextValues } from './text-values';

/** Name of the file from which the blueprint reads its checks. */
const BLUEPRINT_FILE = 'blueprint-config.json';

/** Screenshots of failures, and no credentials in reports. */
const SYNTHETICS_FILE = 'synthetics.json';
const SYNTHETICS = {
  step: {
    screenshotOnStepStart: false, screenshotOnStepSuccess: false, screenshotOnStepFailure: true, continueOnStepFailure: false, stepsReport: true,
  },
  report: {
    includeRequestHeaders: false, includeResponseHeaders: false, includeRequestBody: false, includeResponseBody: false, includeUrlPassword: false,
  },
  har: true,
};

/** What a canary runs. */
export interface CanaryCode {
  readonly asset: assets.Asset;
  readonly runtime: string;
  /** The blueprint has none. */
  readonly handler?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What the canary has to be allowed to read. */
  readonly secrets: ReadonlySet<ISecret>;
  /** The run that the baseline of screens is taken from, where screens are compared. */
  readonly baseline?: string;
}

export function renderCode(scope: Construct, plan: JourneyPlan, runtime: string | undefined): CanaryCode {
  if (runtime !== undefined) checkRuntime(scope, runtime);
  if (plan.type === 'own') {
    const { newest } = RUNTIMES.families.playwright;
    return { asset: ownAsset(scope, plan), runtime: runtime ?? newest, handler: plan.handler, variables: {}, secrets: new Set() };
  }
  const family = plan.type === 'scripted' ? plan.family : 'nodejs';
  const choice = chooseRuntime(scope, family, runtime, plan.title);
  if (plan.type === 'blueprint') return { asset: blueprintAsset(scope, plan), runtime: choice.name, variables: {}, secrets: plan.secrets };
  const texts = new TextValues();
  return {
    asset: scriptedAsset(scope, plan, choice, texts), runtime: choice.name, handler: 'index.handler', baseline: plan.baseline,
    variables: texts.variables, secrets: texts.secrets,
  };
}

/** A script of ours with the journey beside it. */
function scriptedAsset(scope: Construct, plan: ScriptedPlan, runtime: RuntimeChoice, texts: TextValues): assets.Asset {
  return written(scope, {
    'index.js': fs.readFileSync(scriptFile(scope, runtime.namespace, plan.script), 'utf-8'),
    [JOURNEY_FILE]: pretty(plan.data(texts)),
    ...plan.script === 'page' ? { [SYNTHETICS_FILE]: pretty(SYNTHETICS) } : {},
  });
}

/** The checks of the blueprint. */
function blueprintAsset(scope: Construct, { config }: BlueprintPlan): assets.Asset {
  return written(scope, { [BLUEPRINT_FILE]: pretty(config) });
}

/** The folder of the user's own script. */
function ownAsset(scope: Construct, { folder, handler }: OwnScriptPlan): assets.Asset {
  const file = handler.slice(0, handler.lastIndexOf('.'));
  const found = ['.js', '.mjs', '.cjs'].some(extension => fs.existsSync(path.join(folder, `${file}${extension}`)));
  if (!found) {
    throw complaint(scope, {
      what: `there is no ${file}.js or ${file}.mjs in the folder of the script`, received: folder, fix: 'Name the folder that the compiled script is in, and its file in handler',
    });
  }
  return asOwn(new assets.Asset(scope, 'Script', { path: folder }));
}

/** The asset takes a copy: nothing stays behind. */
function written(scope: Construct, files: Readonly<Record<string, string>>): assets.Asset {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-pillars-journey-'));
  try {
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
    return asOwn(new assets.Asset(scope, 'Script', { path: folder }));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function asOwn(asset: assets.Asset): assets.Asset {
  markOwn(asset);
  return asset;
}

function pretty(data: object): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
