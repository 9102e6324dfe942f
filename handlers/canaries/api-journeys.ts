import whole, { synthetics } from '@aws/synthetics-core'; // eslint-disable-line import/no-unresolved
import { readJourney } from './journey-file';
import { api } from './journeys/api';
import { Texts } from './texts';

/** The documentation shows the library both as a member of the module and as the module. */
const library = synthetics ?? whole;

/** The entry point of canaries without a browser. */
export async function handler(): Promise<void> {
  const journey = readJourney();
  if (journey.kind !== 'api') throw new Error(`A ${journey.kind} journey needs a browser: it runs in a runtime called syn-nodejs-playwright-…`);
  await api({
    texts: new Texts(),
    step: (name, action) => library.executeStep(name, action, { continueOnStepFailure: false }),
  }, journey);
}
