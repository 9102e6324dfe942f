import { execFileSync } from 'child_process';
import { chromium, type Browser } from 'playwright-core';

/** Chromium unpacks the libraries that it needs where it takes the machine for a Lambda function. */
const ENVIRONMENT = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
const UNPACK = `
import chromium from '@sparticuz/chromium';
const executablePath = await chromium.executablePath();
const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
console.log(JSON.stringify({ executablePath, args: chromium.args, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }));
`;

/** Starts a real Chromium. Its package is an ES module, which only a process of its own can load from here. */
export async function startBrowser(): Promise<Browser> {
  const unpacked = execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], { encoding: 'utf-8', env: { ...process.env, ...ENVIRONMENT } });
  const { executablePath, args, env } = JSON.parse(unpacked);
  // In a single process, the first context that is closed takes the browser with it.
  const apart = args.filter((arg: string) => arg !== '--single-process');
  return chromium.launch({ executablePath, args: apart, headless: true, env: { ...process.env as Record<string, string>, ...env } });
}
