import type { BrowserActionData } from '../core/schemas/private/journey-data';
import type { JourneySecret } from './journey-secret';
import type { PageOptions } from './page-options';
import { refuseClearText } from './private/clear-text';
import { checkUrl } from './private/journey-checks';
import type { TextValues } from './private/text-values';

/** One thing that a user does, or sees. Selectors are those of Playwright: CSS, `text=Buy`, `role=button[name="Buy"]`. */
export class BrowserAction {
  /**
   * Opens a page, which must answer with a status of 200 to 299 and stay on its host.
   *
   * @param url web address; may be a token
   * @throws when it is no web address, or holds credentials
   */
  public static open(url: string): BrowserAction {
    checkUrl('BrowserAction.open', url);
    return new BrowserAction((texts, place) => ({ act: 'open', url: texts.of(place, url) }));
  }

  /** Clicks on an element, once it can be clicked. */
  public static click(selector: string): BrowserAction {
    return new BrowserAction(() => ({ act: 'click', selector }));
  }

  /**
   * Fills in a field.
   *
   * @throws when the field, by its selector, is one for a password
   */
  public static fill(selector: string, value: string): BrowserAction {
    refuseClearText('BrowserAction.fill', selector, value);
    return new BrowserAction((texts, place) => ({ act: 'fill', selector, value: texts.of(place, value) }));
  }

  /** Fills in a field with a value from Secrets Manager. Screenshots show what the page shows: fill it into a password field. */
  public static fillSecret(selector: string, value: JourneySecret): BrowserAction {
    return new BrowserAction((texts, place) => ({ act: 'fill', selector, value: texts.of(place, value) }));
  }

  /** Chooses an option of a list by its value or label. */
  public static choose(selector: string, value: string): BrowserAction {
    return new BrowserAction((texts, place) => ({ act: 'choose', selector, value: texts.of(place, value) }));
  }

  /** Waits until an element shows. */
  public static expectVisible(selector: string): BrowserAction {
    return new BrowserAction(() => ({ act: 'expectVisible', selector }));
  }

  /** Waits until an element shows a text. */
  public static expectText(selector: string, text: string): BrowserAction {
    return new BrowserAction(() => ({ act: 'expectText', selector, text }));
  }

  /** Waits until the address of the page holds a text, such as `/orders/`. */
  public static expectAddress(text: string): BrowserAction {
    return new BrowserAction(() => ({ act: 'expectAddress', text }));
  }

  private constructor(private readonly render: (texts: TextValues, place: string) => BrowserActionData) {}

  /** @internal */
  public _data(texts: TextValues, place: string): BrowserActionData {
    return this.render(texts, place);
  }
}

/** A step of a journey through pages. */
export interface BrowserStep extends PageOptions {
  /** Name of the step: 1 to 255 letters, digits, spaces, `.`, `-` and `_`. Shows as the dimension `StepName`. */
  readonly name: string;

  /** What is done and seen in it, in this order. */
  readonly actions: BrowserAction[];
}

/** A script of your own. */
export interface JourneyScript {
  /**
   * Folder of the script, with everything that it needs besides the modules of the runtime; relative to where the app is run. The library of the runtime is
   * called `@aws/synthetics-playwright`, and `@amzn/synthetics-playwright` in runtimes older than 5.1.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Synthetics_WritingCanary_Nodejs_Playwright.html
   */
  readonly folder: string;

  /**
   * File and function, such as `checkout.handler`.
   *
   * @default index.handler
   */
  readonly handler?: string;

  /**
   * The names that the script gives to `executeStep`, for metrics and dashboards.
   *
   * @default - none is known
   */
  readonly stepNames?: string[];
}

/** Properties of `Journey.browser`: either steps or a script. */
export interface BrowserJourneyProps {
  /**
   * The steps, one after the other. The first that fails ends the run.
   *
   * @default - a script
   */
  readonly steps?: BrowserStep[];

  /**
   * A script of your own, which runs as it is.
   *
   * @default - steps
   */
  readonly script?: JourneyScript;
}
