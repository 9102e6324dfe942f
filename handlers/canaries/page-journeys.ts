import { synthetics } from '@aws/synthetics-playwright'; // eslint-disable-line import/no-unresolved
import type { JourneyData } from '../../src/core/schemas/private/journey-data';
import { readJourney } from './journey-file';
import { brokenLinks } from './journeys/broken-links';
import { browser } from './journeys/browser';
import { heartbeat } from './journeys/heartbeat';
import type { PageRun } from './journeys/page-run';
import { visual } from './journeys/visual';
import { Texts } from './texts';

/** The entry point of canaries with a browser. */
export async function handler(): Promise<void> {
  const journey = readJourney();
  try {
    const page = await synthetics.newPage(await synthetics.launch());
    await run(journey, {
      page,
      texts: new Texts(),
      step: (name, action, { pictured = false } = {}) => synthetics.executeStep(name, action, {
        continueOnStepFailure: false, screenshotOnStepStart: false, screenshotOnStepSuccess: pictured, screenshotOnStepFailure: true, page,
      }),
    });
  } finally {
    await synthetics.close();
  }
}

function run(journey: JourneyData, pages: PageRun): Promise<void> {
  switch (journey.kind) {
    case 'heartbeat': return heartbeat(pages, journey);
    case 'browser': return browser(pages, journey);
    case 'brokenLinks': return brokenLinks(pages, journey);
    case 'visual': return visual(pages, journey);
    case 'api': throw new Error('A journey through an API needs no browser: it runs in a runtime called syn-nodejs-…');
  }
}
