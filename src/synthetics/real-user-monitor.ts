import { CfnOutput, Stack, Token, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_logs as logs, aws_rum as rum } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PRICES } from '../core/private/prices';
import { checkMonitor, claimMonitorName } from './private/rum/checks';
import { policySources } from './private/rum/content-security-policy';
import { metricDestinations } from './private/rum/extended-metrics';
import { monitorSnippet, type MonitorFacts } from './private/rum/monitor-snippet';
import { writeSnippet } from './private/rum/snippet-file';
import { StandIns } from './private/rum/stand-ins';
import { TelemetryLogRetention, telemetryLogName } from './private/rum/telemetry-log';
import { GuestAccess } from './real-user-monitor-access';
import { RumTelemetry, type RealUserMonitorProps, type RumSourceMaps } from './real-user-monitor-props';

/**
 * What users of a web application see: an app monitor of CloudWatch RUM, the right of visitors to send events to it and to do nothing else, and the snippet to paste into
 * pages. The file `cdk-pillars/rum/<appMonitorName>.html` of the cloud assembly has the snippet, with notes on Content Security Policy and Subresource Integrity.
 *
 * An `ObservedService` that observes it raises alarms on the Web Vitals at their 75th percentile: largest contentful paint over 2.5 s, interaction to next paint over
 * 200 ms, layout shift over 0.1.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM.html
 * @see https://web.dev/articles/vitals
 */
export class RealUserMonitor extends Construct {
  /** Name of the app monitor. */
  public readonly appMonitorName: string;

  /** Id of the app monitor, which only deployment knows. */
  public readonly appMonitorId: string;

  /** ARN of the app monitor. */
  public readonly appMonitorArn: string;

  /** The script element to paste into the head of pages. It holds tokens: use it where deployment resolves them, such as an output or a deployed file. */
  public readonly snippet: string;

  /**
   * What a page has to allow for the web client, by directive of a Content Security Policy: `script-src` and `connect-src`. The snippet itself needs a nonce or a hash beside
   * it, as the notes in the cloud assembly say.
   */
  public readonly contentSecurityPolicy: { readonly [directive: string]: string[] };

  /** The copy of the events in CloudWatch Logs, where `logRetention` asks for one. */
  public readonly logGroup?: ILogGroup;

  /** What the expected events cost in a month in USD, by dated list prices of us-east-1 without the free tier. Undefined where their number is not stated. */
  public readonly monthlyCost?: number;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a property is beyond what RUM takes, or the name is taken
   */
  constructor(scope: Construct, id: string, props: RealUserMonitorProps) {
    super(scope, id);
    checkMonitor(this, props);
    const { appMonitorName: name, domains, access = GuestAccess.resourcePolicy(), sourceMaps } = props;
    const stack = Stack.of(this);
    claimMonitorName(this, name);
    this.appMonitorName = name;
    this.appMonitorArn = stack.formatArn({ service: 'rum', resource: 'appmonitor', resourceName: name });

    const { policy, identityPoolId, alias } = access._bind({ scope: this, arn: this.appMonitorArn, domains });
    const settings = {
      sessionSampleRate: props.sessionSampleRate ?? 0.1,
      telemetries: props.telemetries ?? Object.values(RumTelemetry),
      allowCookies: props.allowCookies ?? false,
    };
    const monitor = new rum.CfnAppMonitor(this, 'Resource', {
      name,
      domainList: domains,
      cwLogEnabled: props.logRetention !== undefined,
      customEvents: { status: props.customEvents ? 'ENABLED' : 'DISABLED' },
      ...policy ? { resourcePolicy: { policyDocument: stack.toJsonString(policy) } } : {},
      ...sourceMaps ? { deobfuscationConfiguration: { javaScriptSourceMaps: { status: 'ENABLED', s3Uri: this.openSourceMaps(sourceMaps) } } } : {},
      appMonitorConfiguration: {
        ...settings,
        enableXRay: props.tracing ?? false,
        includedPages: props.includedPages,
        excludedPages: props.excludedPages,
        favoritePages: props.favoritePages,
        identityPoolId,
        metricDestinations: metricDestinations(this, props.extendedMetrics ?? []),
      },
    });
    this.appMonitorId = monitor.attrId;
    if (props.logRetention !== undefined) this.logGroup = this.keepTelemetry(props.logRetention);

    const facts: MonitorFacts = { props, settings, alias, identityPoolId, appMonitorId: this.appMonitorId, stack };
    const page = monitorSnippet(facts);
    this.snippet = page.snippet;
    this.contentSecurityPolicy = policySources(page.sources);
    writeSnippet(this, name, () => monitorSnippet(facts, new StandIns()).file);
    if (props.snippetOutput) new CfnOutput(this, 'Snippet', { value: this.snippet, description: `What pages need for the app monitor ${name} of CloudWatch RUM` });
    const events = props.expectedEventsPerMonth;
    if (events !== undefined && !Token.isUnresolved(events)) this.monthlyCost = Math.round(events / 1_000 * PRICES.rumEventsHundredThousand) / 100;
  }

  /** A metric of the app monitor: the average of five minutes, unless the options say otherwise. */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensionsMap = { application_name: this.appMonitorName };
    return new cloudwatch.Metric({ namespace: 'AWS/RUM', metricName, dimensionsMap, ...options }).attachTo(this);
  }

  /** Time until the largest element of a page is painted, in milliseconds: the 75th percentile, unless the options say otherwise. 2,500 and less is good. */
  public metricLargestContentfulPaint(options: MetricOptions = {}): Metric {
    return this.metric('WebVitalsLargestContentfulPaint', { statistic: 'p75', ...options });
  }

  /** Time from an input until the page shows its effect, in milliseconds: the 75th percentile, unless the options say otherwise. 200 and less is good. */
  public metricInteractionToNextPaint(options: MetricOptions = {}): Metric {
    return this.metric('WebVitalsInteractionToNextPaint', { statistic: 'p75', ...options });
  }

  /** How far a page moves while it is read, without a unit: the 75th percentile, unless the options say otherwise. 0.1 and less is good. */
  public metricCumulativeLayoutShift(options: MetricOptions = {}): Metric {
    return this.metric('WebVitalsCumulativeLayoutShift', { statistic: 'p75', ...options });
  }

  /** How long pages take to load, in milliseconds: the 75th percentile, unless the options say otherwise. */
  public metricNavigationDuration(options: MetricOptions = {}): Metric {
    return this.metric('PerformanceNavigationDuration', { statistic: 'p75', ...options });
  }

  /** JavaScript errors: their number, unless the options say otherwise. */
  public metricJsErrors(options: MetricOptions = {}): Metric {
    return this.metric('JsErrorCount', { statistic: 'Sum', ...options });
  }

  /** Recorded sessions: their number, unless the options say otherwise. */
  public metricSessions(options: MetricOptions = {}): Metric {
    return this.metric('SessionCount', { statistic: 'Sum', ...options });
  }

  private keepTelemetry(retention: logs.RetentionDays): ILogGroup {
    const logGroupName = telemetryLogName(this.appMonitorName, this.appMonitorId);
    new TelemetryLogRetention(this, 'TelemetryLog', logGroupName, retention);
    return logs.LogGroup.fromLogGroupName(this, 'TelemetryLogGroup', logGroupName);
  }

  /** RUM may read the maps for this monitor; returns where they are. */
  private openSourceMaps({ bucket, prefix }: RumSourceMaps): string {
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('rum.amazonaws.com')],
      actions: ['s3:GetObject', 's3:ListBucket'],
      resources: [bucket.bucketArn, bucket.arnForObjects(prefix === undefined ? '*' : `${prefix}/*`)],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': this.appMonitorArn } },
    }));
    return `s3://${bucket.bucketName}${prefix === undefined ? '' : `/${prefix}`}`;
  }
}
