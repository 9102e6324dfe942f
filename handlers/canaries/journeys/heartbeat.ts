import type { HeartbeatData } from '../../../src/core/schemas/private/journey-data';
import { open } from '../pages';
import type { PageRun } from './page-run';

/** Loads one page. */
export async function heartbeat({ page, texts, step }: PageRun, journey: HeartbeatData): Promise<void> {
  const url = await texts.of(journey.url);
  await step(journey.step, async () => {
    await open(page, url, journey);
    if (journey.text !== undefined && !(await page.locator('body').innerText()).includes(journey.text)) {
      throw new Error(`${url} does not show '${journey.text}'`);
    }
  });
}
