import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { parseName } from './physical-names';
import { byRootStack, rootOf } from './root-stacks';
import type { TemplateUnit } from './template-unit';

const DASHBOARD = 'AWS::CloudWatch::Dashboard';
const BODY = 'DashboardBody';

/** Widgets that find what they show when somebody looks at them. */
const SEARCHING = /\bSEARCH\s*\(|\bSELECT\s+\w+\s*\(|"type"\s*:\s*"explorer"/i;
const QUOTED = /"((?:[^"\\]|\\.)*)"/g;
/** The name of a log group in a query, within a text. */
const QUERIED = /'([^']+)'/g;
const LOAD_BALANCER = /^(?:app|net|gwy)\/([^/]+)\//;

/** Whether a dashboard refers to a resource of a stack. */
export function isShown(workload: Workload, stack: TemplateUnit): boolean {
  // Nearly always by one of its own, so that the others need not be read.
  const own = workload._once(dashboardsByStack).get(stack) ?? [];
  return own.some(dashboard => refersTo(dashboard, stack)) || workload._once(shownStacks).has(stack);
}

function dashboardsByStack(workload: Workload): ReadonlyMap<TemplateUnit, readonly WorkloadResource[]> {
  return byRootStack(workload, [DASHBOARD], () => true);
}

function refersTo(dashboard: WorkloadResource, stack: TemplateUnit): boolean {
  return dashboard.property(BODY)._references.resources.some(resource => rootOf(resource) === stack);
}

/** Whether a dashboard names a resource by its literal name. */
export function isNamedOnDashboard({ workload, physicalName }: WorkloadResource): boolean {
  if (physicalName === undefined) return false;
  const names = workload._once(literalNames);
  return names.has(physicalName) || names.has(`/aws/lambda/${physicalName}`);
}

/** Whether dashboards may show more, that nobody can tell from the templates. */
export function mayShowMore(workload: Workload): boolean {
  return workload._once(hasOpenDashboard);
}

function shownStacks(workload: Workload): ReadonlySet<TemplateUnit> {
  const stacks = new Set<TemplateUnit>();
  for (const dashboard of workload.ofType(DASHBOARD)) {
    for (const resource of dashboard.property(BODY)._references.resources) stacks.add(rootOf(resource));
  }
  return stacks;
}

function hasOpenDashboard(workload: Workload): boolean {
  return workload.ofType(DASHBOARD).some(dashboard => {
    const body = dashboard.property(BODY);
    const text = body.knownText;
    return SEARCHING.test(text) || (body.isUnknown && text === '' && body.targets().length === 0);
  });
}

function literalNames(workload: Workload): ReadonlySet<string> {
  const names = new Set<string>();
  for (const dashboard of workload.ofType(DASHBOARD)) {
    for (const [, quoted] of dashboard.property(BODY).knownText.matchAll(QUOTED)) addNames(names, quoted);
  }
  return names;
}

function addNames(names: Set<string>, text: string): void {
  names.add(text);
  const name = text.startsWith('arn:') ? parseName(text)?.name : LOAD_BALANCER.exec(text)?.[1];
  if (name !== undefined) names.add(name);
  for (const [, queried] of text.matchAll(QUERIED)) names.add(queried);
}
