import type { Page, Response } from 'playwright-core';
import type { PageData } from '../../src/core/schemas/private/journey-data';

/** Opens a page, and fails with the reason a person needs: no answer, an error, another site, or too slow. */
export async function open(page: Page, url: string, { timeoutMs, maximumMs, hosts }: PageData): Promise<void> {
  const started = Date.now();
  const response = await goto(page, url, timeoutMs);
  const took = Date.now() - started;
  checkHost(page, url, hosts);
  const status = response?.status() ?? 0;
  if (status < 200 || status > 299) throw new Error(`${url} answered with status ${status}`);
  if (maximumMs !== undefined && took > maximumMs) throw new Error(`${url} took ${took} ms to load, more than ${maximumMs} ms`);
}

/** Fails when the page shows another site than was asked for. */
export function checkHost(page: Page, url: string, hosts: readonly string[]): void {
  const { host } = new URL(page.url());
  if (host !== new URL(url).host && !hosts.includes(host)) throw new Error(`${url} was redirected to another site: ${page.url()}`);
}

/** What a browser says in one line, with a timeout in words. */
export function reasonOf(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  return /net::ERR_\w+/.exec(line)?.[0] ?? line;
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || /Timeout \d+ms exceeded/.test(error.message));
}

async function goto(page: Page, url: string, timeoutMs: number): Promise<Response | null> {
  try {
    return await page.goto(url, { waitUntil: 'load', timeout: timeoutMs });
  } catch (error) {
    await stop(page);
    throw new Error(isTimeout(error) ? `${url} did not load within ${timeoutMs} ms` : `${url} could not be loaded: ${reasonOf(error)}`);
  }
}

/** A page that still loads has no picture to give: what has come of it stays, and where nothing has, a blank page takes its place. */
async function stop(page: Page): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>(resolve => timer = setTimeout(() => resolve(false), 500));
  const stopped = await Promise.race([page.evaluate('window.stop()').then(() => true, () => false), patience]);
  clearTimeout(timer);
  if (!stopped) await page.goto('about:blank', { timeout: 1_000 }).catch(() => undefined);
}
