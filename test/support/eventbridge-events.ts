import * as fs from 'fs';
import * as path from 'path';

/** An event as EventBridge delivers it, and how far its shape is known. */
export interface SampleEvent {
  readonly id: string;
  readonly provenance: string;
  readonly event: Record<string, any>;
}

/** Sample events of many services; the file names the source of each. */
export function readEvents(): readonly SampleEvent[] {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'data', 'eventbridge-events.json'), 'utf-8')).events;
}
