import type { Construct } from 'constructs';
import { runbookEntries, runbookMarkdown } from '../runbooks/private/runbook-text';
import { SignalCategory } from '../signals/signal-category';
import { DashboardSlot } from './dashboard-section';
import { alarmPlans } from './private/alarm-plans';
import { deliverySection } from './private/delivery-plans';
import { deploymentMarker } from './private/deployment-marker';
import { graphPlans } from './private/graph-plan';
import { headerSection } from './private/header-plan';
import { objectiveSection } from './private/objective-plans';
import type { ServiceView } from './private/service-view';
import { businessPlans } from './private/user-widgets';
import { textPlan, type SectionPlan } from './private/widget-plan';
import { ServiceDashboard, type SectionsBySlot, type ServiceDashboardProps } from './service-dashboard';

/**
 * How a team operates: state of the alarms, deployments and incidents, errors, business metrics, and what to do for each alarm.
 * Serves one service or several; a dashboard costs 3 USD a month.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_workload_observability_create_dashboards.html
 */
export class OpsDashboard extends ServiceDashboard {
  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when the name is a token or not one that CloudWatch takes
   */
  constructor(scope: Construct, id: string, props: ServiceDashboardProps = {}) {
    super(scope, id, 'operations', props);
  }

  /** @internal */
  protected _sectionsOf(view: ServiceView): SectionsBySlot {
    const alarms = new Map(view.alarms.map(alarm => [alarm.signal, alarm]));
    const errors = [SignalCategory.ERRORS, SignalCategory.AVAILABILITY, SignalCategory.SECURITY];
    return {
      [DashboardSlot.HEADER]: headerSection(view, 'operations'),
      [DashboardSlot.ALARMS]: { title: 'Alarms', widgets: alarmPlans(view) },
      [DashboardSlot.DELIVERY]: deliverySection(view),
      [DashboardSlot.OBJECTIVES]: objectiveSection(view),
      [DashboardSlot.ERRORS]: { title: 'Errors', widgets: graphPlans(view.signals, errors, alarms, deploymentMarker(view)) },
      [DashboardSlot.BUSINESS]: { title: 'Business', widgets: businessPlans(view.businessMetrics, this) },
      [DashboardSlot.RUNBOOKS]: runbooks(view),
    };
  }
}

function runbooks(view: ServiceView): SectionPlan {
  const entries = runbookEntries(view.alarms.map(({ signal, _plan }) => ({ signal, cause: _plan.cause, firstStep: _plan.firstStep })));
  const headings = 1 + new Set(entries.map(({ kind }) => kind)).size;
  return { widgets: entries.length === 0 ? [] : [textPlan(`## Runbooks\n\n${runbookMarkdown(entries)}`, Math.min(24, headings + entries.length))] };
}
