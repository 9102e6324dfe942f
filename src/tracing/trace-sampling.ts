/** By how much X-Ray may raise the sampling rate for a while when it sees anomalies. */
export interface SamplingBoost {
  /** The highest rate, from the fixed rate to 1. */
  readonly maxRate: number;

  /**
   * In how many minutes the rate is raised once at most; 1 or more, whole minutes.
   *
   * @default 10
   */
  readonly cooldownMinutes?: number;
}

/** Which requests to a service are traced. Matches may have the wildcards `*` and `?`. */
export interface TraceSampling {
  /**
   * Requests that are traced each second before the rate applies, over all that use the rule; 0 or more.
   *
   * @default 1
   */
  readonly reservoir?: number;

  /**
   * Share of further requests that are traced, from 0 to 1.
   *
   * @default 0.05 - which is what X-Ray does without a rule
   */
  readonly rate?: number;

  /**
   * Rules apply by ascending priority, from 1 to 9999.
   *
   * @default - from 1000 to 9999, always the same for the name of the service and its environment
   */
  readonly priority?: number;

  /**
   * How X-Ray may raise the rate for a while.
   *
   * @default - it does not
   * @see https://docs.aws.amazon.com/xray/latest/api/API_SamplingRateBoost.html
   */
  readonly boost?: SamplingBoost;

  /**
   * The name that the service has in its traces; at most 64 characters. A stage of a REST API is called `<API>/<stage>`.
   *
   * @default - the name of the service
   */
  readonly matchServiceName?: string;

  /**
   * The type of the service in its traces, such as `AWS::ApiGateway::Stage`; at most 64 characters.
   *
   * @default - any
   */
  readonly serviceType?: string;

  /**
   * The host of the request; at most 64 characters.
   *
   * @default - any
   */
  readonly host?: string;

  /**
   * The HTTP method of the request; at most 10 characters.
   *
   * @default - any
   */
  readonly httpMethod?: string;

  /**
   * The path of the request; at most 128 characters.
   *
   * @default - any
   */
  readonly urlPath?: string;

  /**
   * The ARN of what the service runs on; at most 500 characters.
   *
   * @default - any
   */
  readonly resourceArn?: string;

  /**
   * Attributes of the request; 5 at most, names and values of 1 to 32 characters.
   *
   * @default - none
   */
  readonly attributes?: { readonly [name: string]: string };
}
