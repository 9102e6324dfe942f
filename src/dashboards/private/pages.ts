import { LIMITS } from '../../core/private/limits';
import type { WidgetPlan } from './widget-plan';

/**
 * Distributes widgets over as many dashboards as the quotas ask for. A service stays on one page when it fits there;
 * widgets keep their order.
 */
export function paginate(services: ReadonlyArray<readonly WidgetPlan[]>): WidgetPlan[][] {
  const pages: Page[] = [new Page()];
  for (const plans of services) {
    const whole = new Page();
    for (const plan of plans) whole.add(plan);
    if (whole.withinQuota && !pages[pages.length - 1].fits(plans) && pages[pages.length - 1].plans.length > 0) pages.push(new Page());
    for (const plan of plans) {
      if (!pages[pages.length - 1].fits([plan])) pages.push(new Page());
      pages[pages.length - 1].add(plan);
    }
  }
  return pages.map(({ plans }) => plans);
}

class Page {
  public readonly plans: WidgetPlan[] = [];
  private widgets = 0;
  private metrics = 0;

  public get withinQuota(): boolean {
    return this.widgets <= LIMITS.dashboard.widgets && this.metrics <= LIMITS.dashboard.metrics;
  }

  public fits(more: readonly WidgetPlan[]): boolean {
    return this.widgets + more.reduce((sum, { widgets }) => sum + widgets, 0) <= LIMITS.dashboard.widgets
      && this.metrics + more.reduce((sum, { metrics }) => sum + metrics, 0) <= LIMITS.dashboard.metrics;
  }

  public add(plan: WidgetPlan): void {
    this.plans.push(plan);
    this.widgets += plan.widgets;
    this.metrics += plan.metrics;
  }
}
