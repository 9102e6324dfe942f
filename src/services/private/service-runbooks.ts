import * as fs from 'node:fs';
import * as path from 'node:path';
import { aws_ssm as ssm, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { AlarmRoute } from '../../alarms/alarm-route';
import { conditionInWords } from '../../alarms/private/describe-alarm';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import { RUNBOOK_FOLDER } from '../../core/private/service-manifest';
import type { Severity } from '../../core/severity';
import { readable } from '../../runbooks/private/literal';
import { runbookOf } from '../../runbooks/private/runbook';
import { documentContent, documentName } from '../../runbooks/private/runbook-document';
import { consoleOf, sectionOf } from '../../runbooks/private/runbook-link';
import type { RunbookAlarm, RunbookService } from '../../runbooks/private/runbook-model';
import { indexMarkdown, pageMarkdown, runbookPages, type RunbookPage } from '../../runbooks/private/runbook-pages';
import type { ObservedService } from '../observed-service';

export interface ServiceRunbooksInit {
  readonly service: ObservedService;
  readonly serviceTitle: string;
  readonly namePrefix: string;
  readonly alarms: ServiceAlarms;
  readonly routes: readonly AlarmRoute[];
}

/** The runbooks of a service, written from its alarms as they stand when somebody asks. */
export class ServiceRunbooks {
  private readonly documents = new Set<string>();

  constructor(private readonly init: ServiceRunbooksInit) {}

  /** Makes an SSM document for each kind that has an alarm and no document yet. */
  public makeDocuments(): void {
    const { service, namePrefix } = this.init;
    for (const kind of new Set(service.alarms.map(({ signal }) => signal.source.kind))) {
      if (this.documents.has(kind)) continue;
      this.documents.add(kind);
      new ssm.CfnDocument(service, `Runbook-${kind}`, {
        name: documentName(namePrefix, kind),
        documentType: 'Automation',
        documentFormat: 'JSON',
        // A document that has a name of its own cannot be replaced.
        updateMethod: 'NewVersion',
        content: Lazy.uncachedAny({ produce: () => documentContent(this.pages(kind)[0], this.facts()) }),
      });
    }
  }

  /** Writes the pages and their index into a folder of the name. */
  public write(folder: string, name: string): void {
    const target = path.join(folder, RUNBOOK_FOLDER, name);
    const facts = this.facts();
    const pages = this.pages();
    fs.mkdirSync(target, { recursive: true });
    for (const page of pages) fs.writeFileSync(path.join(target, fileOf(page.kind)), pageMarkdown(page, facts));
    fs.writeFileSync(path.join(target, 'README.md'), indexMarkdown(pages, facts));
  }

  /** Where the runbook of an alarm stands, from the folder that `write` is given. */
  public locationOf({ signal }: SignalAlarm, name: string): string {
    return `${RUNBOOK_FOLDER}/${name}/${fileOf(signal.source.kind)}#${sectionOf(signal.spec.id)}`;
  }

  private pages(kind?: string): RunbookPage[] {
    const alarms = this.init.service.alarms.filter(({ signal }) => kind === undefined || signal.source.kind === kind);
    const seenFrom = new Map<Stack, RunbookService>();
    return runbookPages(alarms.map(alarm => {
      const stack = Stack.of(alarm);
      const facts = seenFrom.get(stack) ?? this.facts(alarm);
      seenFrom.set(stack, facts);
      return runbookOf(this.alarmFacts(alarm), facts);
    }));
  }

  /** What runbooks tell of the service; of an alarm that stands in another Region, as it is seen from there. */
  private facts(alarm?: SignalAlarm): RunbookService {
    const { service, serviceTitle, namePrefix, alarms } = this.init;
    const { region } = Stack.of(alarm ?? service);
    return {
      title: serviceTitle,
      owner: readable(service.owner, service),
      tier: service.tier,
      ...Token.isUnresolved(region) ? {} : { region },
      console: consoleOf(alarm ?? service),
      opsDashboard: service.opsDashboard.dashboardName,
      healthAlarm: (alarm ? alarms.healthNameOf(alarm) : alarms.healthAlarm?.literalName) ?? `${namePrefix}health`,
      healthReaches: this.reaches(alarms.healthSeverity),
    };
  }

  private alarmFacts(alarm: SignalAlarm): RunbookAlarm {
    const { signal, severity, feedsHealth, literalName, _plan: plan } = alarm;
    const { missingData, statistic, periodSeconds } = plan;
    return {
      signal, severity, feedsHealth, literalName, missingData, statistic, periodSeconds,
      ...plan.threshold.isDerived ? { threshold: alarm._threshold } : {},
      condition: readable(conditionInWords(signal, plan), alarm),
      cause: readable(plan.cause, alarm),
      firstStep: readable(plan.firstStep, alarm),
      reaches: this.reaches(severity),
    };
  }

  private reaches(severity: Severity): string[] {
    const { routes, service } = this.init;
    return routes.filter(route => route.accepts(severity)).map(route => readable(route.description, service));
  }
}

function fileOf(kind: string): string {
  return `${kind}.md`;
}
