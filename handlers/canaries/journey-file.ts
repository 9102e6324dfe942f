import * as fs from 'node:fs';
import * as path from 'node:path';
import { JOURNEY_FILE, type JourneyData } from '../../src/core/schemas/private/journey-data';

/** The journey that stands beside the script. */
export function readJourney(): JourneyData {
  return JSON.parse(fs.readFileSync(path.join(__dirname, JOURNEY_FILE), 'utf-8'));
}
