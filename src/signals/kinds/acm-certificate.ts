import { Severity } from '../../core/severity';
import { Comparison, MissingData, ThresholdOrigin } from '../alarm-spec';
import { defineSignals } from '../private/define';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { Threshold } from '../threshold';

const DAY = 86_400;

export default defineSignals({
  kind: 'acm-certificate',
  title: 'ACM certificate',
  resourceType: 'AWS::CertificateManager::Certificate',
  namespace: 'AWS/CertificateManager',
  naming: 'the ARN of the certificate, as Certificate.fromCertificateArn gives it',
  source: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
  cautions: ['DaysToExpiry is published twice a day, and no longer once the certificate has expired.'],
  dimensions: certificate => ({ CertificateArn: certificate.ref('certificateArn') }),
  signals: {
    daysToExpiry: {
      title: 'Days to expiry', category: SignalCategory.AVAILABILITY, metricName: 'DaysToExpiry', statistic: 'Minimum', unit: SignalUnit.NONE,
      alarm: {
        threshold: Threshold.absolute(30), comparison: Comparison.BELOW, missingData: MissingData.IGNORE,
        severity: Severity.TICKET, periodSeconds: DAY, evaluationPeriods: 1, origin: ThresholdOrigin.LIBRARY,
        rationale: 'By 30 days before expiry ACM has renewed what it can renew. Missing data keeps the state: after expiry there is none.',
        cause: 'ACM could not renew the certificate: its DNS record for validation is gone, nobody answered the e-mail, or it was imported and is not renewed by ACM',
        firstStep: 'Look up the renewal status of the certificate; restore the DNS record for validation, or import a new certificate under the same ARN',
      },
    },
  },
});
