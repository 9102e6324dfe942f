import { execFileSync } from 'child_process';
import { chromium, type Browser } from 'playwright-core';

interface Installed {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** The package is an ES module, which needs a process of its own here, and unpacks its libraries only where it takes itself to be in Lambda. */
function installed(): Installed {
  const script = `import chromium from '@sparticuz/chromium';
    const executablePath = await chromium.executablePath();
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    console.log(JSON.stringify({ executablePath, args: chromium.args, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }));`;
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: __dirname, env, encoding: 'utf-8' }));
}

/** A real browser; whoever launches it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = installed();
  // In a single process, the browser ends with the first page that is closed.
  return chromium.launch({ executablePath, args: args.filter(arg => arg !== '--single-process' && arg !== '--no-zygote'), env: { ...process.env as Record<string, string>, ...env }, headless: true });
}
