import type { Page } from 'playwright-core';
import type { BrokenLinksData } from '../../../src/core/schemas/private/journey-data';
import { isTimeout, open, reasonOf } from '../pages';
import type { PageRun } from './page-run';

/** How many links are followed at a time. */
const AT_A_TIME = 5;

/** Opens a page, and follows its links. */
export async function brokenLinks({ page, texts, step }: PageRun, journey: BrokenLinksData): Promise<void> {
  const url = await texts.of(journey.url);
  await step(journey.steps.open, () => open(page, url, journey));
  await step(journey.steps.links, async () => {
    const links = await linksOf(page, journey);
    const broken: string[] = [];
    for (let from = 0; from < links.length; from += AT_A_TIME) {
      const verdicts = await Promise.all(links.slice(from, from + AT_A_TIME).map(link => faultOf(page, link, journey.timeoutMs)));
      broken.push(...verdicts.flatMap(verdict => verdict ?? []));
    }
    if (broken.length > 0) throw new Error(`${broken.length} of ${links.length} links are broken: ${broken.join('; ')}`);
  });
}

async function linksOf(page: Page, { limit, otherHosts }: BrokenLinksData): Promise<string[]> {
  const found: string[] = await page.locator('a[href]').evaluateAll((anchors: any[]) => anchors.map(({ href }) => String(href)));
  const { host } = new URL(page.url());
  const links = found
    .filter(link => /^https?:/.test(link))
    .map(link => link.replace(/#.*$/, ''))
    .filter(link => otherHosts || new URL(link).host === host);
  return [...new Set(links)].slice(0, limit);
}

async function faultOf(page: Page, link: string, timeoutMs: number): Promise<string | undefined> {
  try {
    const response = await page.request.get(link, { timeout: timeoutMs });
    const status = response.status();
    await response.dispose();
    return status >= 400 ? `${link} answered with status ${status}` : undefined;
  } catch (error) {
    return isTimeout(error) ? `${link} did not answer within ${timeoutMs} ms` : `${link}: ${reasonOf(error)}`;
  }
}
