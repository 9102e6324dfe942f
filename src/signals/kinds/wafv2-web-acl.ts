import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import type { ObservedResource } from '../observed-resource';
import { textOf } from '../private/arn-part';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import type { SignalVariant } from '../signal-source';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';
import { Threshold } from '../threshold';

function metricName(acl: ObservedResource): string | undefined {
  return textOf(acl.property('VisibilityConfig.MetricName')) ?? (acl.imported ? acl.attribute('MetricName', 'metricName') : undefined);
}

const published = {
  appliesWhen: 'the web ACL publishes metrics (CloudWatchMetricsEnabled)',
  variants: (acl: ObservedResource, dimensions: { [name: string]: string }): SignalVariant[] =>
    ['false', false].includes(acl.property('VisibilityConfig.CloudWatchMetricsEnabled')) ? [] : [{ dimensions }],
};

export default defineSignals({
  kind: 'wafv2-web-acl',
  title: 'WAF web ACL',
  resourceType: 'AWS::WAFv2::WebACL',
  namespace: 'AWS/WAFV2',
  naming: 'the metric name of the visibility configuration, declared as MetricName with ImportedResource.declare, and Scope among the properties for one of CloudFront',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
  cautions: [
    'The dimension WebACL is the metric name of the visibility configuration, not the name of the web ACL.',
    'Metrics are published only when they are not zero.',
    'Metrics of a web ACL for CloudFront are in us-east-1, where it has to be made, and have no dimension Region.',
  ],
  dimensions: acl => {
    const common = { WebACL: metricName(acl), Rule: 'ALL' };
    return acl.property('Scope') === 'CLOUDFRONT' ? common : { ...common, Region: acl.env.region };
  },
  slis: [
    { type: SliType.THROUGHPUT, title: 'requests that are let through', signalId: 'allowedRequests' },
  ],
  signals: {
    allowedRequests: { ...published, title: 'Allowed requests', category: SignalCategory.TRAFFIC, metricName: 'AllowedRequests', statistic: 'Sum', unit: SignalUnit.COUNT },
    blockedRequests: {
      ...published, title: 'Blocked requests', category: SignalCategory.SECURITY, metricName: 'BlockedRequests', statistic: 'Sum', unit: SignalUnit.COUNT,
      alarm: {
        threshold: Threshold.anomalyBand(3), comparison: Comparison.ABOVE_BAND, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: 300, evaluationPeriods: 3, origin: ThresholdOrigin.LIBRARY,
        cause: 'An attack, a scanner, or a new rule that blocks honest clients',
        firstStep: 'See in the sampled requests which rule blocks whom; put a rule that blocks honest clients into count mode',
      },
    },
    blockedRate: {
      ...published, title: 'Share of requests blocked', category: SignalCategory.SECURITY, unit: SignalUnit.PERCENT, chart: 'blocked-rate',
      expression: 'IF(FILL(blocked,0)+FILL(allowed,0)>0,100*FILL(blocked,0)/(FILL(blocked,0)+FILL(allowed,0)),0)',
      inputs: { blocked: { metricName: 'BlockedRequests', statistic: 'Sum' }, allowed: { metricName: 'AllowedRequests', statistic: 'Sum' } },
      alarm: {
        threshold: Threshold.unset('take what honest traffic never comes near'), severity: Severity.TICKET, evaluationPeriods: 5, datapointsToAlarm: 3, origin: ThresholdOrigin.LIBRARY,
        enabledByDefault: false,
        cause: 'A rule that blocks honest clients, or an attack that is most of the traffic',
        firstStep: 'See in the sampled requests which rule blocks whom; put a rule that blocks honest clients into count mode',
      },
    },
    countedRequests: { ...published, title: 'Counted requests', category: SignalCategory.SECURITY, metricName: 'CountedRequests', statistic: 'Sum', unit: SignalUnit.COUNT },
    captchaRequests: {
      ...published, title: 'Requests that matched a CAPTCHA rule', category: SignalCategory.SECURITY, metricName: 'CaptchaRequests', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'challenges',
    },
    challengeRequests: {
      ...published, title: 'Requests that matched a challenge rule', category: SignalCategory.SECURITY, metricName: 'ChallengeRequests', statistic: 'Sum', unit: SignalUnit.COUNT, chart: 'challenges',
    },
  },
});
