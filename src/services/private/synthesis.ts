import * as fs from 'node:fs';
import * as path from 'node:path';
import { Annotations, attachCustomSynthesis, Token } from 'aws-cdk-lib';
import type { AlarmRoute } from '../../alarms/alarm-route';
import type { HealthMember } from '../../alarms/private/health-alarm';
import type { CaredAlarm } from '../../alarms/private/own-alarms';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import { hasSubscriber } from '../../alarms/private/topic-subscribers';
import type { SignalAlarm } from '../../alarms/signal-alarm';
import { outermostStack } from '../../core/private/cross-stack';
import { isEnforced } from '../../core/private/enforced-rules';
import { MANIFEST_FOLDER, type ServiceManifest } from '../../core/private/service-manifest';
import { Severity } from '../../core/severity';
import { sloEntry } from '../../slo/private/slo-catalogue';
import type { ObservedService } from '../observed-service';
import { DEFAULT_ENVIRONMENT } from './environment';
import type { Observation } from './observation';
import type { ServiceRunbooks } from './service-runbooks';
import { writeSloCatalogue } from './slo-files';

/** Warns, once per service and synthesis run, of what only the finished app can show. */
export function checkAtSynthesis(service: ObservedService, observation: Observation, alarms: ServiceAlarms, routes: readonly AlarmRoute[]): void {
  const hasRoutes = routes.length > 0;
  const said = new Set<string>();
  const warn = (id: string, message: string) => {
    if (said.has(message)) return;
    said.add(message);
    Annotations.of(service).addWarningV2(`cdk-pillars:${id}`, message);
  };
  service.node.addValidation({
    validate: () => {
      for (const resource of observation.missed()) {
        warn('resourceNotObserved', `${resource.path} (${resource.resourceType}) was made after the service '${service.serviceName}' and is not observed. Make the ObservedService last, or call observe() with it.`);
      }
      for (const { node } of observation.idleExclusions()) {
        warn('exclusionWithoutEffect', `${node.path} is excluded from the service '${service.serviceName}', which does not observe it. Remove the exclusion.`);
      }
      if (hasRoutes && service.alarms.length === 0) {
        warn('serviceWithoutAlarm', `No resource of the service '${service.serviceName}' raises an alarm: its coverage says why.`);
      }
      if (hasRoutes) {
        for (const [severity, names] of alarms.unreached()) {
          warn('severityWithoutRoute', `No route takes alarms of severity ${severity}, so nobody is told of: ${names.join(', ')}. Lower the minimumSeverity of a route, or add one.`);
        }
      }
      for (const topic of topicsWithoutSubscriber(routes)) {
        warn('routeWithoutSubscriber', `A route of the service '${service.serviceName}' leads to the topic ${topic}, which has no subscriber: nobody is told. Subscribe somebody, or make the topic an OnCallTopic.`);
      }
      return [];
    },
  });
}

/**
 * Topics of the app that nobody of the app subscribes to. Where the pack is enforced, its rule OE-AlarmTopicHasSubscriber says it of the topics that alarms publish to, as
 * an error, and one of both is enough; topics that only escalations publish to are not known to the rule.
 */
function topicsWithoutSubscriber(routes: readonly AlarmRoute[]): string[] {
  return routes.flatMap(route => route._topics
    .filter(topic => hasSubscriber(topic) === false && !(route._isAction && isEnforced(topic, 'OperationalExcellence')))
    .map(({ node: { path: where } }) => where));
}

/** Names taken in the assemblies of this synthesis; an assembly that is new here may hold what an earlier synthesis left. */
const WRITTEN = new WeakMap<object, Set<string>>();

/** Lets the service describe itself in the cloud assembly, and put its runbooks there. */
export function writeManifest(service: ObservedService, alarms: ServiceAlarms, routes: readonly AlarmRoute[], runbooks: ServiceRunbooks): void {
  attachCustomSynthesis(service, {
    onSynthesize: ({ outdir, assembly }) => {
      const folder = path.join(outdir, MANIFEST_FOLDER);
      let written = WRITTEN.get(assembly);
      if (!written) {
        fs.rmSync(folder, { recursive: true, force: true });
        fs.mkdirSync(folder, { recursive: true });
        written = new Set();
        WRITTEN.set(assembly, written);
      }
      const name = [service.serviceName, ...service.environment === DEFAULT_ENVIRONMENT ? [] : [service.environment]].join('-');
      const file = written.has(name) ? `${name}-${service.node.addr.slice(-8)}` : name;
      written.add(file);
      fs.writeFileSync(path.join(folder, `${file}.json`), `${JSON.stringify(manifestOf(service, alarms, routes, alarm => runbooks.locationOf(alarm, file)), undefined, 2)}\n`);
      runbooks.write(folder, file);
      writeSloCatalogue(folder, file, service);
    },
  });
}

function manifestOf(
  service: ObservedService, alarms: ServiceAlarms, routes: readonly AlarmRoute[], runbookOf: (alarm: SignalAlarm) => string,
): ServiceManifest {
  const reaches = (severity: Severity) => routes.filter(route => route.accepts(severity)).map(route => route.description);
  const healthReaches = reaches(alarms.healthSeverity);
  const entryOf = ({ literalName }: HealthMember) => ({ name: literalName, severity: alarms.healthSeverity, reaches: healthReaches });
  const health = alarms.healthAlarm && entryOf(alarms.healthAlarm);
  const healthElsewhere = alarms.healthAlarmsElsewhere.map(member => ({ ...entryOf(member), region: outermostStack(member.alarm).region }));
  const ownEntryOf = ({ own, severity, description, feedsHealth }: CaredAlarm) => ({
    name: own.name, severity, description,
    ...feedsHealth ? { through: alarms.healthAlarm?.literalName, reaches: healthReaches } : { reaches: reaches(severity) },
  });
  const { coverage, monthlyCost } = service;
  const costOf = new Map(monthlyCost.details.map(({ what, amount }) => [what, amount]));
  return {
    version: 1,
    service: service.serviceName,
    environment: service.environment,
    owner: service.owner,
    tier: service.tier,
    path: service.node.path,
    pagesPeople: alarms.healthSeverity === Severity.PAGE,
    ...known('region', outermostStack(service).region),
    ...known('account', outermostStack(service).account),
    routes: routes.map(({ description, minimumSeverity, notifyRecovery, _details: { kind, arrivals } }) => ({
      kind, description, minimumSeverity, notifyRecovery, arrivals,
    })),
    alarms: service.alarms.map(alarm => ({
      name: alarm.literalName, severity: alarm.severity, resource: alarm.signal.resource.path, signal: alarm.signal.id,
      description: alarm.description, monthlyCost: costOf.get(alarm.literalName),
      ...elsewhere(service, alarm),
      ...(alarm.feedsHealth ? { through: alarms.healthNameOf(alarm), reaches: healthReaches } : { reaches: reaches(alarm.severity) }),
      runbook: runbookOf(alarm),
    })),
    ...(alarms.ownAlarms.length > 0 ? { ownAlarms: alarms.ownAlarms.map(ownEntryOf) } : {}),
    ...(health ? { health } : {}),
    ...(healthElsewhere.length > 0 ? { healthElsewhere } : {}),
    ...service._objectives.length > 0 ? { objectives: service._objectives.map(sloEntry) } : {},
    dashboards: [...service.opsDashboard.pageNames, ...service.perfDashboard.pageNames],
    coverage: {
      percentage: coverage.percentage,
      resources: coverage.resources.map(({ path: where, resourceType, ...rest }) => ({ path: where, type: resourceType, ...rest })),
    },
    automation: service._automation,
    monthlyCost: {
      total: monthlyCost.total,
      pricesAsOf: monthlyCost.pricesAsOf,
      pricesRegion: monthlyCost.pricesRegion,
      items: monthlyCost.items,
      ...monthlyCost.notes.length > 0 ? { notes: monthlyCost.notes } : {},
    },
  };
}

function known(name: string, value: string): object {
  return Token.isUnresolved(value) ? {} : { [name]: value };
}

/** The Region of an alarm that is not in that of its service. */
function elsewhere(service: ObservedService, alarm: SignalAlarm): object {
  const { region } = outermostStack(alarm);
  return region === outermostStack(service).region ? {} : known('region', region);
}
