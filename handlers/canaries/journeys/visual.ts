import type { VisualData } from '../../../src/core/schemas/private/journey-data';
import { open } from '../pages';
import type { PageRun } from './page-run';

/** What moves by itself would differ at each run. */
const STILL = '*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }';

/** Shows each screen and holds it still for the picture that the runtime takes when the step is over, and compares with the baseline. */
export async function visual({ page, texts, step }: PageRun, journey: VisualData): Promise<void> {
  await page.setViewportSize(journey.viewport);
  for (const screen of journey.screens) {
    const url = await texts.of(screen.url);
    await step(screen.name, async () => {
      await open(page, url, journey);
      await page.addStyleTag({ content: STILL });
      await page.evaluate('document.fonts.ready.then(() => undefined)');
    }, { pictured: true });
  }
}
