import type { Duration, Size } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { AlarmRoute } from '../alarms/alarm-route';
import type { Journey } from './journey';

/** How canaries run, whichever journey they take. */
export interface CanaryOptions {
  /**
   * When the canary runs: `rate(1 minute)` to `rate(60 minutes)`, or `cron(…)` in UTC. Its alarms keep the pace of a rate.
   *
   * @default rate(5 minutes)
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_cron.html
   */
  readonly schedule?: string;

  /**
   * Name of the runtime. Retired ones are refused.
   *
   * @default - the newest that is known: `syn-nodejs-playwright-9.0`, and `syn-nodejs-5.4` for journeys without a browser
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Library.html
   */
  readonly runtime?: string;

  /**
   * How long a run may take, 3 s to 14 minutes, and no longer than the time between runs.
   *
   * @default - two minutes, or the time between runs if that is shorter
   */
  readonly timeout?: Duration;

  /**
   * Memory, 960 to 3,008 MiB, a multiple of 64.
   *
   * @default Size.mebibytes(1024)
   */
  readonly memory?: Size;

  /**
   * Room for artifacts during a run, 1,024 to 10,240 MiB.
   *
   * @default - 1,024 MiB
   */
  readonly ephemeralStorage?: Size;

  /**
   * How often a failed run is tried again at once, 0 to 2. Alarms judge what the retries leave; each retry is billed as a run.
   *
   * @default 1
   */
  readonly retries?: number;

  /**
   * Where artifacts go.
   *
   * @default - a bucket of its own, encrypted, whose objects expire after `artifactsRetention`
   */
  readonly artifactsBucket?: IBucket;

  /**
   * How long artifacts, logs and the history of runs are kept, 1 to 455 days. Logs are kept for the next longer time that CloudWatch Logs knows.
   *
   * @default Duration.days(30)
   */
  readonly artifactsRetention?: Duration;

  /**
   * Key for artifacts, also in a bucket of your own.
   *
   * @default - encrypted with keys of S3
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether runs are traced by X-Ray.
   *
   * @default true
   */
  readonly tracing?: boolean;

  /**
   * Whether CloudFormation tries a change in a dry run, and fails the update if that fails.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/performing-safe-canary-upgrades.html
   */
  readonly dryRunUpdates?: boolean;

  /**
   * The network in which the canary runs. It needs ways to S3, CloudWatch, CloudWatch Logs and what it looks at.
   *
   * @default - none: it comes from the internet
   */
  readonly vpc?: IVpc;

  /**
   * Subnets of the network.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Security groups in the network.
   *
   * @default - one of its own, which lets everything out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Further Regions in which the same canary runs, such as `eu-west-1`; 50 at most. Each is billed by its own runs, and has its metrics in its Region.
   *
   * @default - none
   */
  readonly replicaRegions?: string[];

  /**
   * Environment variables of a script of your own; no secrets. Four kilobytes in all.
   *
   * @default - none
   */
  readonly environmentVariables?: { readonly [name: string]: string };
}

/** Properties of `SyntheticCanary`. */
export interface SyntheticCanaryProps extends CanaryOptions {
  /** What the canary does. */
  readonly journey: Journey;

  /**
   * Name of the canary: a literal of lower-case letters, digits, `-` and `_`. Above 21 characters its logs do not expire, as the name of their group is not known.
   *
   * @default - the name of the journey with a hash of the path
   */
  readonly canaryName?: string;

  /**
   * Whether the canary has alarms of its own. Switch them off where an `ObservedService` observes it, so that it feeds the health alarm of the service.
   *
   * @default true
   */
  readonly alarms?: boolean;

  /**
   * Who is told when the canary fails or becomes slow.
   *
   * @default - nobody: the alarms are there, and the rule `OE-AlarmHasAlarmAction` reports them
   */
  readonly routes?: AlarmRoute[];

  /**
   * Where the runbook stands; alarms link to `<runbookBaseUrl>/synthetics-canary#<signal>`.
   *
   * @default - alarms link to the canary in the console
   */
  readonly runbookBaseUrl?: string;
}
