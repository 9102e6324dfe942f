import type { Construct } from 'constructs';
import { SignalCategory } from '../signals/signal-category';
import { DashboardSlot } from './dashboard-section';
import { deploymentMarker, type DeploymentMarker } from './private/deployment-marker';
import { graphPlans } from './private/graph-plan';
import { headerSection } from './private/header-plan';
import { objectiveSection } from './private/objective-plans';
import type { ServiceView } from './private/service-view';
import { businessPlans } from './private/user-widgets';
import { ServiceDashboard, type SectionsBySlot, type ServiceDashboardProps } from './service-dashboard';

/**
 * How well a workload performs: percentiles of latency, throughput, utilisation, cache hit ratios, scaling, cost, business metrics. Of a service that registers its deliveries, the ends
 * of deployments are drawn over latency, throughput and utilisation.
 * Serves one service or several; a dashboard costs 3 USD a month.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/performance-efficiency-pillar/perf_process_culture_establish_key_performance_indicators.html
 */
export class PerfDashboard extends ServiceDashboard {
  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when the name is a token or not one that CloudWatch takes
   */
  constructor(scope: Construct, id: string, props: ServiceDashboardProps = {}) {
    super(scope, id, 'performance', props);
  }

  /** @internal */
  protected _sectionsOf(view: ServiceView): SectionsBySlot {
    const alarms = new Map(view.alarms.map(alarm => [alarm.signal, alarm]));
    const marker = deploymentMarker(view);
    const graphs = (title: string, category: SignalCategory, drawn?: DeploymentMarker) => ({
      title, widgets: graphPlans(view.signals, [category], alarms, drawn),
    });
    return {
      [DashboardSlot.HEADER]: headerSection(view, 'performance'),
      [DashboardSlot.OBJECTIVES]: objectiveSection(view),
      [DashboardSlot.LATENCY]: graphs('Latency', SignalCategory.LATENCY, marker),
      [DashboardSlot.TRAFFIC]: graphs('Throughput', SignalCategory.TRAFFIC, marker),
      [DashboardSlot.SATURATION]: graphs('Utilisation', SignalCategory.SATURATION, marker),
      [DashboardSlot.CACHES]: graphs('Caches', SignalCategory.CACHE),
      [DashboardSlot.SCALING]: graphs('Scaling', SignalCategory.SCALING),
      [DashboardSlot.COST]: graphs('Cost', SignalCategory.COST),
      [DashboardSlot.BUSINESS]: { title: 'Business', widgets: businessPlans(view.businessMetrics, this) },
    };
  }
}
