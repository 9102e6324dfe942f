import { Lazy, Stack, Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import { CfnDashboard, type IVariable } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { claim } from '../core/private/claims';
import { complaint } from '../core/private/errors';
import { LIMITS } from '../core/private/limits';
import { markOwn } from '../core/private/own-constructs';
import { DashboardSlot, type IDashboardSection } from './dashboard-section';
import { joined } from './private/joined';
import { paginate } from './private/pages';
import type { ServiceView } from './private/service-view';
import { widgetPlan } from './private/user-widgets';
import { drawWidgets, flatten, type SectionPlan, type WidgetPlan } from './private/widget-plan';

/** Properties of a dashboard of one service or of several. */
export interface ServiceDashboardProps {
  /**
   * Name of the dashboard: up to 255 letters, digits, `-` and `_`. Dashboard names are unique in an account, over all Regions.
   *
   * @default - made from the path of the construct, and the Region where it is known
   */
  readonly dashboardName?: string;

  /**
   * How far back the dashboard looks when it is opened.
   *
   * @default Duration.hours(3)
   */
  readonly defaultInterval?: Duration;

  /**
   * Variables that the reader of the dashboard can set.
   *
   * @default - none
   */
  readonly variables?: IVariable[];

  /**
   * Sections of your own.
   *
   * @default - none
   */
  readonly sections?: IDashboardSection[];
}

/** @internal */
export type SectionsBySlot = { readonly [slot in DashboardSlot]?: SectionPlan };

/** What operations and performance dashboards share: services, own sections, layout and paging. */
export abstract class ServiceDashboard extends Construct {
  /** Name of the dashboard; of its first page where it has several. Literal. */
  public readonly dashboardName: string;

  private readonly services: Array<{ readonly view: () => ServiceView; plans: WidgetPlan[] }> = [];
  private readonly sections: IDashboardSection[];
  private readonly pages: CfnDashboard[] = [];
  private layout: WidgetPlan[][] = [[]];
  private revision = 0;
  private readonly bodies = new Map<number, { readonly revision: number; readonly body: unknown }>();

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @param kind what the name of the dashboard ends with
   */
  protected constructor(scope: Construct, id: string, kind: string, private readonly props: ServiceDashboardProps) {
    super(scope, id);
    markOwn(this);
    this.dashboardName = props.dashboardName ?? defaultName(this, kind);
    if (Token.isUnresolved(this.dashboardName) || !/^[A-Za-z0-9_-]{1,255}$/.test(this.dashboardName)) {
      throw complaint(this, { what: 'dashboardName is not a name of a dashboard', received: this.dashboardName, valid: `a literal of 1 to ${LIMITS.dashboard.nameLength} letters, digits, - and _` });
    }
    const other = claim(this, `dashboard ${Stack.of(this).account}#${this.dashboardName}`);
    if (other !== undefined) {
      throw complaint(this, {
        what: `there is already a dashboard of this name in the same account, at ${other}`, received: this.dashboardName, fix: 'Give one of them another dashboardName',
      });
    }
    this.sections = [...props.sections ?? []];
    this.addPages();
  }

  /** Names of all dashboards that the services fill: more than one when they outgrow the quotas of CloudWatch. */
  public get pageNames(): string[] {
    return this.pages.map((_, index) => this.pageName(index));
  }

  /**
   * Adds a section of your own. It is drawn for every service of the dashboard.
   *
   * @param section what to draw, and at which place
   */
  public addSection(section: IDashboardSection): void {
    this.sections.push(section);
    for (const service of this.services) service.plans = this.planService(service.view());
    this.arrange();
  }

  /**
   * Adds a service.
   *
   * @returns a function to call when the view of the service changed
   * @internal
   */
  public _addService(view: () => ServiceView): () => void {
    const service = { view, plans: this.planService(view()) };
    this.services.push(service);
    this.arrange();
    return () => {
      service.plans = this.planService(view());
      this.arrange();
    };
  }

  /**
   * The sections that the dashboard draws by itself.
   *
   * @internal
   */
  protected abstract _sectionsOf(view: ServiceView): SectionsBySlot;

  private planService(view: ServiceView): WidgetPlan[] {
    const own = this._sectionsOf(view);
    return flatten(Object.values(DashboardSlot).flatMap(slot => [...own[slot] ? [own[slot]] : [], ...this.userSections(slot, view)]));
  }

  private userSections(slot: DashboardSlot, { serviceName, environment }: ServiceView): SectionPlan[] {
    return this.sections.filter(section => section.slot === slot).map(section => ({
      title: section.title,
      widgets: section.widgets({ serviceName, environment }).map(widget => widgetPlan(widget, this, section.title)),
    }));
  }

  private arrange(): void {
    this.layout = paginate(this.services.map(({ plans }) => plans));
    this.revision++;
    this.addPages();
  }

  /** Pages are constructs, so they are made as soon as the quotas ask for them, and never taken away. */
  private addPages(): void {
    while (this.pages.length < this.layout.length) {
      const index = this.pages.length;
      this.pages.push(new CfnDashboard(this, index === 0 ? 'Resource' : `Page${index + 1}`, {
        dashboardName: this.pageName(index),
        dashboardBody: Token.asString(Lazy.uncachedAny({ produce: () => this.body(index) })),
      }));
    }
  }

  private pageName(index: number): string {
    if (index === 0) return this.dashboardName;
    const suffix = `-${index + 1}`;
    return `${this.dashboardName.slice(0, LIMITS.dashboard.nameLength - suffix.length)}${suffix}`;
  }

  /** CloudFormation's templates are resolved several times; a body is drawn once for what there is to draw. */
  private body(index: number): unknown {
    const drawn = this.bodies.get(index);
    if (drawn?.revision === this.revision) return drawn.body;
    const stack = Stack.of(this);
    const frame = [
      `"start":"-${(this.props.defaultInterval?.toIsoString() ?? 'PT3H')}"`,
      '"periodOverride":"inherit"',
      ...(this.props.variables?.length ? [`"variables":[${this.props.variables.map(variable => stack.toJsonString(variable.toJson())).join(',')}]`] : []),
    ];
    const body = joined(`{${frame.join(',')},"widgets":[${drawWidgets(this.layout[index] ?? [], stack).join(',')}]}`);
    this.bodies.set(index, { revision: this.revision, body });
    return body;
  }
}

/** From the path, which tells the same stack of two stages apart, as names are unique in an account. */
function defaultName(dashboard: Construct, kind: string): string {
  const { region } = Stack.of(dashboard);
  const suffix = `-${kind}${Token.isUnresolved(region) ? '' : `-${region}`}`;
  const stem = dashboard.node.path.replace(/[^A-Za-z0-9_-]+/g, '-');
  return `${stem.slice(0, LIMITS.dashboard.nameLength - suffix.length)}${suffix}`;
}
