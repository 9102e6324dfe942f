import type { Duration } from 'aws-cdk-lib';

/** How journeys open pages. */
export interface PageOptions {
  /**
   * How long a page may take to load, and anything on it to show, before the step fails.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * A step that succeeds and takes longer fails all the same.
   *
   * @default - only `timeout` counts
   */
  readonly maximumDuration?: Duration;

  /**
   * Hosts besides its own to which a page may redirect, such as `login.example.com`. A redirect to any other fails the step: it is a login, a maintenance
   * page or a parked domain.
   *
   * @default - none
   */
  readonly allowedHosts?: string[];
}

/** Properties of `Journey.heartbeat`. */
export interface HeartbeatJourneyProps extends PageOptions {
  /** Address of the page; may be a token, such as the URL of an API of this app. */
  readonly url: string;

  /**
   * Text that the page shows.
   *
   * @default - any page that answers with a status of 200 to 299 is fine
   */
  readonly expectText?: string;

  /**
   * Name of the one step.
   *
   * @default load-page
   */
  readonly stepName?: string;
}

/** Properties of `Journey.brokenLinks`. */
export interface BrokenLinksJourneyProps extends PageOptions {
  /** Address of the page with the links; may be a token. */
  readonly url: string;

  /**
   * How many links are followed, 1 to 200.
   *
   * @default 50
   */
  readonly maximumLinks?: number;

  /**
   * Whether links to other hosts are followed too.
   *
   * @default false
   */
  readonly followOtherHosts?: boolean;
}

/** A page of `Journey.visual`. */
export interface Screen {
  /** Name of the step: 1 to 255 letters, digits, spaces, `.`, `-` and `_`. */
  readonly name: string;

  /** Address of the page; may be a token. */
  readonly url: string;
}

/** Properties of `Journey.visual`. */
export interface VisualJourneyProps extends PageOptions {
  /** The pages that are compared with their baselines. */
  readonly screens: Screen[];

  /**
   * Width of the window, 320 to 3840 pixels.
   *
   * @default 1280
   */
  readonly width?: number;

  /**
   * Height of the window, 240 to 2160 pixels.
   *
   * @default 800
   */
  readonly height?: number;

  /**
   * The run that the baseline is taken from: `nextrun`, `lastrun`, or the id of a run.
   *
   * @default nextrun
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-synthetics-canary-visualreference.html
   */
  readonly baseline?: string;
}
