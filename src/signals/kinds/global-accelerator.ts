import { defineSignals } from '../private/define';
import { acceleratorId } from '../private/global-accelerator';
import { SignalCategory } from '../signal-category';
import { SignalUnit } from '../signal-unit';
import { SliType } from '../sli-spec';

export default defineSignals({
  kind: 'global-accelerator',
  title: 'Global Accelerator',
  resourceType: 'AWS::GlobalAccelerator::Accelerator',
  namespace: 'AWS/GlobalAccelerator',
  metricsRegion: 'us-west-2',
  naming: 'the ARN of the accelerator, as Accelerator.fromAcceleratorAttributes gives it; its last part is the id that metrics have',
  source: 'https://docs.aws.amazon.com/global-accelerator/latest/dg/cloudwatch-monitoring.html',
  cautions: [
    'All metrics are in us-west-2, wherever the endpoints are.',
    'Metrics are published only while traffic flows.',
    'There is no metric of latency; the health of endpoints belongs to their endpoint group.',
  ],
  dimensions: accelerator => ({ Accelerator: acceleratorId(accelerator.attribute('AcceleratorArn', 'acceleratorArn')) }),
  slis: [
    { type: SliType.THROUGHPUT, title: 'new flows', signalId: 'newFlows' },
  ],
  signals: {
    newFlows: { title: 'New flows', category: SignalCategory.TRAFFIC, metricName: 'NewFlowCount', statistic: 'Sum', unit: SignalUnit.COUNT },
    bytesIn: { title: 'Bytes in', category: SignalCategory.TRAFFIC, metricName: 'ProcessedBytesIn', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'bytes' },
    bytesOut: { title: 'Bytes out', category: SignalCategory.TRAFFIC, metricName: 'ProcessedBytesOut', statistic: 'Sum', unit: SignalUnit.BYTES, chart: 'bytes' },
  },
});
