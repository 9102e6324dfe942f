import type { Duration } from 'aws-cdk-lib';
import type { JourneySecret } from './journey-secret';

/** One request of a journey through an API, and what its answer has to be. Redirects are not followed. */
export interface ApiStep {
  /** Name of the step: 1 to 255 letters, digits, spaces, `.`, `-` and `_`. Shows as the dimension `StepName`. */
  readonly name: string;

  /** Address; may be a token, or hold what an earlier step remembers, as in `https://api.example.com/orders/{{order}}`. */
  readonly url: string;

  /**
   * Method, such as `POST`.
   *
   * @default GET
   */
  readonly method?: string;

  /**
   * Headers by name.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * Headers with values from Secrets Manager, by name.
   *
   * @default - none
   */
  readonly secretHeaders?: { readonly [name: string]: JourneySecret };

  /**
   * Body; may be a token, or hold what an earlier step remembers.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * How long the whole answer may take to come before the step fails.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * An answer that is as expected and takes longer fails all the same.
   *
   * @default - only `timeout` counts
   */
  readonly maximumLatency?: Duration;

  /**
   * The statuses of which the answer has one.
   *
   * @default [200]
   */
  readonly expectStatus?: number[];

  /**
   * What headers of the answer hold, by name.
   *
   * @default - nothing is expected of them
   */
  readonly expectHeaders?: { readonly [name: string]: string };

  /**
   * Values in the JSON body of the answer, by path: `$.items[0].id`.
   *
   * @default - nothing is expected of the body
   */
  readonly expectJson?: { readonly [path: string]: any };

  /**
   * What later steps use as `{{variable}}`: paths in the JSON body of the answer, by variable. A value that is missing fails the step.
   *
   * @default - nothing
   */
  readonly remember?: { readonly [variable: string]: string };
}

/** Properties of `Journey.api`. */
export interface ApiJourneyProps {
  /** The requests, one after the other. The first that fails ends the run. */
  readonly steps: ApiStep[];
}
