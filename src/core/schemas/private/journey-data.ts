/** What a journey is, as `journey.json` beside the script of its canary says it. Written by the constructs, read by `handlers/canaries`. */
export type JourneyData = HeartbeatData | ApiData | BrowserData | BrokenLinksData | VisualData;

/** The journeys that need a browser. */
export type PageJourneyData = Exclude<JourneyData, ApiData>;

/** Name of the file. */
export const JOURNEY_FILE = 'journey.json';

/** A text as it is written, or where the script finds it when it runs. */
export type TextData = string | VariableData | SecretData;

/** A value that only deployment tells. */
export interface VariableData {
  /** Environment variable that holds it. */
  readonly variable: string;
}

/** A value that is read from Secrets Manager at each run. */
export interface SecretData {
  /** Environment variable that holds the ARN of the secret. */
  readonly secret: string;
  /** Field of a secret that is a JSON object. */
  readonly field?: string;
  /** What stands before the value, such as `Bearer `. */
  readonly prefix?: string;
}

/** How a page is opened. */
export interface PageData {
  readonly timeoutMs: number;
  /** Longest time that loading it may take. */
  readonly maximumMs?: number;
  /** Hosts besides its own to which it may redirect. */
  readonly hosts: readonly string[];
}

export interface HeartbeatData extends PageData {
  readonly kind: 'heartbeat';
  readonly step: string;
  readonly url: TextData;
  readonly text?: string;
}

export interface ApiData {
  readonly kind: 'api';
  readonly steps: readonly ApiStepData[];
}

export interface ApiStepData {
  readonly name: string;
  readonly url: TextData;
  readonly method: string;
  readonly headers: Readonly<Record<string, TextData>>;
  readonly body?: TextData;
  readonly timeoutMs: number;
  readonly maximumMs?: number;
  readonly statuses: readonly number[];
  readonly expectedHeaders: Readonly<Record<string, string>>;
  /** Expected values by path, such as `$.items[0].id`. */
  readonly expectedJson: Readonly<Record<string, unknown>>;
  /** Paths by the variable that later steps name as `{{variable}}`. */
  readonly remember: Readonly<Record<string, string>>;
}

export interface BrowserData {
  readonly kind: 'browser';
  readonly steps: readonly BrowserStepData[];
}

export interface BrowserStepData extends PageData {
  readonly name: string;
  readonly actions: readonly BrowserActionData[];
}

export type BrowserActionData =
  | { readonly act: 'open'; readonly url: TextData }
  | { readonly act: 'click'; readonly selector: string }
  | { readonly act: 'fill' | 'choose'; readonly selector: string; readonly value: TextData }
  | { readonly act: 'expectVisible'; readonly selector: string }
  | { readonly act: 'expectText'; readonly selector: string; readonly text: string }
  | { readonly act: 'expectAddress'; readonly text: string };

export interface BrokenLinksData extends PageData {
  readonly kind: 'brokenLinks';
  readonly url: TextData;
  readonly steps: { readonly open: string; readonly links: string };
  readonly limit: number;
  readonly otherHosts: boolean;
}

export interface VisualData extends PageData {
  readonly kind: 'visual';
  readonly screens: readonly { readonly name: string; readonly url: TextData }[];
  readonly viewport: { readonly width: number; readonly height: number };
}
