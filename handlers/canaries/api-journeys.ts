import * as runtime from '@aws/synthetics-core'; // eslint-disable-line import/no-unresolved
import { readJourney } from './journey-file';
import { api } from './journeys/api';
import { Texts } from './texts';

const { executeStep } = runtime.synthetics ? { executeStep: runtime.synthetics.executeStep.bind(runtime.synthetics) } : runtime;

/** The entry point of canaries without a browser. */
export async function handler(): Promise<void> {
  const journey = readJourney();
  if (journey.kind !== 'api') throw new Error(`A ${journey.kind} journey needs a browser: it runs in a runtime called syn-nodejs-playwright-…`);
  await api({
    texts: new Texts(),
    step: (name, action) => executeStep(name, action, { continueOnStepFailure: false }),
  }, journey);
}
