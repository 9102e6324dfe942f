import type { Page } from 'playwright-core';
import type { BrowserActionData, BrowserData, BrowserStepData } from '../../../src/core/schemas/private/journey-data';
import { isTimeout, open, reasonOf } from '../pages';
import type { Texts } from '../texts';
import type { PageRun } from './page-run';

/** Goes through pages as a user does. */
export async function browser({ page, texts, step }: PageRun, journey: BrowserData): Promise<void> {
  for (const each of journey.steps) {
    await step(each.name, async () => {
      const started = Date.now();
      for (const action of each.actions) await perform(page, texts, action, each);
      const took = Date.now() - started;
      if (each.maximumMs !== undefined && took > each.maximumMs) throw new Error(`The step took ${took} ms, more than ${each.maximumMs} ms`);
    });
  }
}

async function perform(page: Page, texts: Texts, action: BrowserActionData, step: BrowserStepData): Promise<void> {
  const { timeoutMs: timeout, hosts } = step;
  switch (action.act) {
    case 'open':
      return open(page, await texts.of(action.url), { timeoutMs: timeout, hosts });
    case 'click':
      return done(`'${action.selector}' could not be clicked`, timeout, () => page.locator(action.selector).click({ timeout }));
    case 'fill': {
      const value = await texts.of(action.value);
      return done(`'${action.selector}' could not be filled in`, timeout, () => page.locator(action.selector).fill(value, { timeout }));
    }
    case 'choose': {
      const value = await texts.of(action.value);
      return done(`'${action.selector}' has no such choice`, timeout, async () => void await page.locator(action.selector).selectOption(value, { timeout }));
    }
    case 'expectVisible':
      return done(`'${action.selector}' did not show`, timeout, () => page.locator(action.selector).first().waitFor({ state: 'visible', timeout }));
    case 'expectText':
      return done(`'${action.selector}' did not show '${action.text}'`, timeout,
        () => page.locator(action.selector).filter({ hasText: action.text }).first().waitFor({ state: 'visible', timeout }));
    case 'expectAddress':
      return done(`The address did not come to hold '${action.text}'`, timeout, () => page.waitForURL(url => url.href.includes(action.text), { timeout }));
  }
}

/** Does something, and says in one line what could not be done; the values that were filled in are not part of it. */
async function done(otherwise: string, timeoutMs: number, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new Error(isTimeout(error) ? `${otherwise} within ${timeoutMs} ms` : `${otherwise}: ${reasonOf(error)}`);
  }
}
