import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';
import { parseName } from './physical-names';
import { rootOf } from './root-stacks';
import type { TemplateUnit } from './template-unit';

const DASHBOARD = 'AWS::CloudWatch::Dashboard';

/** Widgets that find what they show when somebody looks at them. */
const SEARCHING = /\bSEARCH\s*\(|\bSELECT\s+\w+\s*\(|"type"\s*:\s*"explorer"/i;
const QUOTED = /"((?:[^"\\]|\\.)*)"/g;
/** The name of a log group in a query, within a text. */
const QUERIED = /'([^']+)'/g;
const LOAD_BALANCER = /^(?:app|net|gwy)\/([^/]+)\//;

/** What the dashboards of an app show. */
export interface DashboardContents {
  /** The stacks that they refer to a resource of. */
  readonly stacks: ReadonlySet<TemplateUnit>;
  /** Literal texts, names among them. */
  readonly names: ReadonlySet<string>;
  /** Whether there may be more, that nobody can tell from the templates. */
  readonly isOpen: boolean;
}

export function dashboardContents(workload: Workload): DashboardContents {
  return workload._once(readDashboards);
}

/** Whether a dashboard names a resource by its literal name. */
export function isNamedIn({ names }: DashboardContents, { physicalName }: WorkloadResource): boolean {
  return physicalName !== undefined && (names.has(physicalName) || names.has(`/aws/lambda/${physicalName}`));
}

function readDashboards(workload: Workload): DashboardContents {
  const stacks = new Set<TemplateUnit>();
  const names = new Set<string>();
  let isOpen = false;
  for (const dashboard of workload.ofType(DASHBOARD)) {
    const body = dashboard.property('DashboardBody');
    const referred = body.targets();
    for (const resource of referred) stacks.add(rootOf(resource));
    const text = body.knownText;
    if (SEARCHING.test(text) || (body.isUnknown && text === '' && referred.length === 0)) isOpen = true;
    for (const [, quoted] of text.matchAll(QUOTED)) addNames(names, quoted);
  }
  return { stacks, names, isOpen };
}

function addNames(names: Set<string>, text: string): void {
  names.add(text);
  const name = text.startsWith('arn:') ? parseName(text)?.name : LOAD_BALANCER.exec(text)?.[1];
  if (name !== undefined) names.add(name);
  for (const [, queried] of text.matchAll(QUERIED)) names.add(queried);
}
