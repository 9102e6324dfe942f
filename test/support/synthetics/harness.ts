import * as fs from 'fs';
import * as path from 'path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { compareImages } from './compare-images';

/** One step of a run, as the report of Synthetics has it. */
export interface StepReport {
  readonly name: string;
  readonly status: 'PASSED' | 'FAILED';
  readonly reason?: string;
  readonly screenshots: string[];
}

/** One run of a canary. */
export interface Run {
  readonly status: 'PASSED' | 'FAILED';
  /** Why it failed. */
  readonly reason?: string;
  readonly steps: StepReport[];
  readonly failedStep?: string;
}

export interface HarnessOptions {
  readonly browser?: Browser;
  /** Folder of the canary: its asset. */
  readonly folder: string;
  /** Where screenshots go. */
  readonly artifacts: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Values of secrets by ARN. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Pictures of the steps of the run that is the baseline, by step. */
  readonly baseline?: Map<string, Buffer>;
  /** Modules that the runtime has. */
  readonly namespace?: 'aws' | 'amzn';
  /** Whether the library is the module itself and not a member of it. */
  readonly isWholeModule?: boolean;
}

interface StepConfig { readonly screenshotOnStepSuccess?: boolean; readonly screenshotOnStepFailure?: boolean; readonly page?: Page }

/**
 * Runs the asset of a canary as a Synthetics runtime does: the modules that the runtime brings with it stand for themselves, with steps, reports, screenshots
 * and comparisons with a baseline. The browser is real, and started only once: `launch` gives a context of its own.
 */
export async function runCanary(options: HarnessOptions): Promise<Run> {
  const steps: StepReport[] = [];
  const contexts: BrowserContext[] = [];
  const synthetics = library(options, steps, contexts);
  const namespace = `@${options.namespace ?? 'aws'}`;
  const modules: Record<string, unknown> = {
    [`${namespace}/synthetics-playwright`]: { synthetics },
    [`${namespace}/synthetics-core`]: options.isWholeModule ? synthetics : { synthetics },
    '@aws-sdk/client-secrets-manager': secretsManager(options.secrets ?? {}),
  };
  const handler = load(options.folder, modules);
  const before = { ...process.env };
  Object.assign(process.env, options.environment);
  try {
    await handler();
    return { status: 'PASSED', steps };
  } catch (error) {
    const failed = steps.find(({ status }) => status === 'FAILED');
    return { status: 'FAILED', reason: (error as Error).message, steps, ...failed ? { failedStep: failed.name } : {} };
  } finally {
    await Promise.all(contexts.map(context => context.close()));
    process.env = before;
  }
}

function library({ browser, artifacts, baseline }: HarnessOptions, steps: StepReport[], contexts: BrowserContext[]) {
  const picture = async (name: string, suffix: string, page: Page): Promise<string> => {
    const file = path.join(artifacts, `${String(steps.length + 1).padStart(2, '0')}-${name}-${suffix}.png`);
    fs.mkdirSync(artifacts, { recursive: true });
    await page.screenshot({ path: file, timeout: 5_000 });
    return file;
  };
  const compared = async (name: string, file: string): Promise<void> => {
    if (!baseline) return;
    const expected = baseline.get(name);
    if (!expected) return void baseline.set(name, fs.readFileSync(file));
    const percent = await compareImages(contexts[0], expected, fs.readFileSync(file));
    if (percent > 0) throw new Error(`Visual variance of ${percent.toFixed(2)}% from the baseline is above the threshold of 0%`);
  };
  return {
    launch: async () => {
      if (!browser) throw new Error('This runtime has no browser');
      const context = await browser.newContext();
      contexts.push(context);
      return context;
    },
    newPage: (context: BrowserContext) => context.newPage(),
    close: async () => Promise.all(contexts.map(context => context.close())),
    executeStep: async <T>(name: string, action: () => Promise<T>, { page, ...config }: StepConfig = {}): Promise<T> => {
      const screenshots: string[] = [];
      try {
        const result = await action();
        if (page && config.screenshotOnStepSuccess) {
          screenshots.push(await picture(name, 'succeeded', page));
          await compared(name, screenshots[0]);
        }
        steps.push({ name, status: 'PASSED', screenshots });
        return result;
      } catch (error) {
        if (page && config.screenshotOnStepFailure) screenshots.push(await picture(name, 'failed', page));
        steps.push({ name, status: 'FAILED', reason: (error as Error).message, screenshots });
        throw error;
      }
    },
  };
}

function secretsManager(secrets: Readonly<Record<string, string>>) {
  return {
    GetSecretValueCommand: class {
      constructor(public readonly input: { SecretId: string }) {}
    },
    SecretsManagerClient: class {
      async send({ input }: { input: { SecretId: string } }) {
        if (!(input.SecretId in secrets)) throw new Error(`Secrets Manager can't find the specified secret: ${input.SecretId}`);
        return { SecretString: secrets[input.SecretId] };
      }
    },
  };
}

/** Loads the script as Node would, with the modules of the runtime. */
function load(folder: string, modules: Readonly<Record<string, unknown>>): () => Promise<void> {
  const script = path.join(folder, 'index.js');
  const module: { exports: { handler?: () => Promise<void> } } = { exports: {} };
  const requireFrom = (name: string) => {
    if (name in modules) return modules[name];
    if (name.startsWith('node:')) return require(name);
    throw new Error(`Cannot find module '${name}' in this runtime`);
  };
  new Function('require', 'module', 'exports', '__dirname', '__filename', fs.readFileSync(script, 'utf-8'))(requireFrom, module, module.exports, folder, script);
  return module.exports.handler!;
}
