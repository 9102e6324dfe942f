import type { ApiJourneyProps } from './api-step';
import type { BrowserJourneyProps } from './browser-step';
import type { MultiChecksJourneyProps } from './check-props';
import type { BrokenLinksJourneyProps, HeartbeatJourneyProps, VisualJourneyProps } from './page-options';
import { checkJourneyName } from './private/journey-checks';
import type { JourneyPlan } from './private/journey-plan';
import { apiPlan, brokenLinksPlan, browserPlan, heartbeatPlan, multiChecksPlan, visualPlan } from './private/journey-plans';

/**
 * What a canary does as a user would: steps with names, each of which shows as the dimension `StepName` of the metrics of the canary.
 *
 * The name of a journey has 1 to 64 lower-case letters, digits, `-` and `_`.
 */
export class Journey {
  /**
   * Loads one page.
   *
   * @throws when the name or a property is not valid
   */
  public static heartbeat(name: string, props: HeartbeatJourneyProps): Journey {
    return new Journey(name, where => heartbeatPlan(where, props));
  }

  /**
   * Sends requests to an API, and judges status, headers, JSON body and latency. Runs without a browser.
   *
   * @throws when the name or a property is not valid, or when a secret stands in clear text
   */
  public static api(name: string, props: ApiJourneyProps): Journey {
    return new Journey(name, where => apiPlan(where, props));
  }

  /**
   * Goes through pages: opens, clicks, fills in, and looks at what shows; or runs a script of your own.
   *
   * @throws when the name or a property is not valid, or unless there are either steps or a script
   */
  public static browser(name: string, props: BrowserJourneyProps): Journey {
    return new Journey(name, where => browserPlan(where, props));
  }

  /**
   * Opens a page and follows its links.
   *
   * @throws when the name or a property is not valid
   */
  public static brokenLinks(name: string, props: BrokenLinksJourneyProps): Journey {
    return new Journey(name, where => brokenLinksPlan(where, props));
  }

  /**
   * Compares what pages look like with a baseline. Animations are stopped for the picture.
   *
   * @throws when the name or a property is not valid
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Blueprints_VisualTesting.html
   */
  public static visual(name: string, props: VisualJourneyProps): Journey {
    return new Journey(name, where => visualPlan(where, props));
  }

  /**
   * Up to ten checks of HTTP, DNS, TLS and TCP in one run, by the blueprint of AWS: the cheapest way to watch many endpoints.
   *
   * @throws when there are no or too many checks, when a value is a token, or when a secret stands in clear text
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_MultiCheck_Blueprint.html
   */
  public static multiChecks(name: string, props: MultiChecksJourneyProps): Journey {
    return new Journey(name, where => multiChecksPlan(where, props));
  }

  /** The names of the steps, which are the values of the dimension `StepName`. */
  public readonly stepNames: string[];

  /** @internal */
  public readonly _plan: JourneyPlan;

  private constructor(
    /** Name of the journey; part of the name of its canary. */
    public readonly name: string,
    plan: (where: string) => JourneyPlan,
  ) {
    checkJourneyName(name);
    this._plan = plan(`Journey '${name}'`);
    this.stepNames = [...this._plan.steps];
  }
}
