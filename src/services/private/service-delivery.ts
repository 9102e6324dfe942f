import { Annotations, AspectPriority, Aspects, Stack, Stage, Token } from 'aws-cdk-lib';
import type { CfnResource, ReferenceStrength } from 'aws-cdk-lib';
import type { IPipeline } from 'aws-cdk-lib/aws-codepipeline';
import { Construct, type IConstruct } from 'constructs';
import { isBeside, stackNamesOf } from '../../alarms/private/deployed-resources';
import { UNKNOWN_NAME } from '../../alarms/private/literal-name';
import type { ServiceAlarms } from '../../alarms/private/service-alarms';
import { consumed, outermostStack } from '../../core/private/cross-stack';
import { DORA_BANDS } from '../../core/private/dora-bands';
import { complaint } from '../../core/private/errors';
import type { IncidentSeverity, RegisteredService } from '../../core/schemas/private/delivery';
import { Severity } from '../../core/severity';
import type { DeliveryView } from '../../dashboards/private/service-view';
import type { IDeliveryTelemetry } from '../../delivery/i-delivery-telemetry';
import { bandsOf } from '../../delivery/private/bands';
import { countedSource, hasSource } from '../../delivery/private/counted-source';
import { delivered } from '../../delivery/private/delivered';
import { deliveryMetrics } from '../../delivery/private/delivery-metrics';
import type { ListName } from '../../delivery/private/registry-entries';
import { ServiceRegistration } from '../../delivery/private/service-registration';
import type { ServiceDeliveryOptions } from '../../delivery/service-delivery-options';
import type { ServiceLevelObjective } from '../../slo/service-level-objective';
import { deliveredResources, isRelevant } from './delivered-resources';
import type { Observation } from './observation';
import { applyTags } from './tagging';

export interface ServiceDeliveryInit {
  readonly service: Construct & { readonly serviceName: string; readonly environment: string; readonly slos: readonly ServiceLevelObjective[] };
  readonly serviceTitle: string;
  readonly telemetry: IDeliveryTelemetry;
  readonly options: ServiceDeliveryOptions;
  readonly observation: Observation;
  readonly alarms: ServiceAlarms;
  readonly strength: ReferenceStrength;
  readonly tags: { readonly [key: string]: string };
}

/** Parameters of a service that fits into one stack with its alarms: so many are kept free. */
export const REGISTRATION_RESOURCES = 8;

/** What a service registers of itself, so that its deployments and incidents are counted, and what comes of that. */
export class ServiceDelivery {
  private readonly registration: ServiceRegistration;
  private readonly warned = new Set<string>();
  private registered?: RegisteredService;

  constructor(private readonly init: ServiceDeliveryInit) {
    const { service, serviceTitle, telemetry, options } = init;
    if (Construct.isConstruct(telemetry) && !isBeside(telemetry, service)) {
      throw complaint(service, {
        what: 'delivery is in another account or Region, where events about the service do not come by', received: telemetry.node.path,
        fix: 'Make a DeliveryTelemetry in each account and Region',
      });
    }
    this.registration = new ServiceRegistration(service, 'Delivery', { registryPath: telemetry.registryPath, serviceTitle });
    // Deployments are often made after the service, whose alarms they roll back on.
    Aspects.of(service).add({ visit: node => node === service && this.refresh() }, { priority: AspectPriority.MUTATING });
    if (options.countedSource !== undefined) service.node.addValidation({ validate: () => this.sourceIsThere() });
  }

  /** What dashboards draw. */
  public get view(): DeliveryView {
    const { telemetry, options, service } = this.init;
    return { namespace: telemetry.metricNamespace, bands: options.bands ? bandsOf(service, options.bands) : DORA_BANDS };
  }

  /** Names of the metrics that the service has at most. */
  public get customMetrics(): string[] {
    return this.registered === undefined ? [] : deliveryMetrics(this.registered).map(name => `${name} of ${this.init.serviceTitle}`);
  }

  /** Registers the service as it is now: at once, when it observes more, and at synthesis. */
  public refresh(): void {
    const { service, options } = this.init;
    const lists = this.lists();
    const alarms = this.incidentAlarms();
    const counts = countedSource(lists, options.countedSource);
    const { serviceName, environment } = service;
    this.registered = { service: serviceName, environment, counts, ...lists, ...Object.keys(alarms).length > 0 ? { alarms } : {} };
    this.registration.register(this.registered);
    for (const parameter of this.registration.node.children) applyTags(parameter, this.init.tags);
  }

  private lists(): { [list in ListName]?: string[] } {
    const { service, options, observation, alarms } = this.init;
    const pipelines = options.pipelines ?? [];
    const further = [...options.constructs ?? [], ...pipelines].flatMap(construct => construct.node.findAll());
    const held = observation.taggable(root => root.node.findAll().filter(isRelevant));
    const resources = this.beside(deliveredResources([...held, ...further.filter(isRelevant)]));
    const lists: { [list in ListName]?: Set<string> } = {};
    const add = (list: ListName, name: string) => (lists[list] ??= new Set()).add(name);
    for (const name of stackNamesOf(this.beside([...observation.taggable(), ...options.constructs ?? []]), service)) add('stacks', name);
    for (const name of options.stacks ?? []) add('stacks', this.literal('a name of `stacks`', name, /^[A-Za-z][A-Za-z0-9-]{0,127}$/));
    for (const name of options.deploymentGroups ?? []) {
      add('deploymentGroups', this.literal('one of `deploymentGroups`', name, /^[^/]{1,100}\/[^/]{1,100}$/));
    }
    for (const pipeline of pipelines) if (!pipeline.node.findAll().some(isRelevant) && this.isHere(pipeline)) add('pipelines', pipeline.pipelineName);
    for (const resource of resources) {
      const entry = delivered(resource);
      if (entry) add(entry[0], this.seenFromHere(resource, entry[1]));
    }
    const symptoms = [...alarms.alarms.filter(alarm => isBeside(alarm, service)), ...alarms.ownAlarms].filter(({ feedsHealth }) => feedsHealth);
    // A whole name begins with itself, and with nothing that belongs to a cause or to a service whose name begins alike.
    for (const { literalName } of symptoms) if (literalName !== UNKNOWN_NAME) add('symptomPrefixes', literalName);
    return Object.fromEntries(Object.entries(lists).map(([list, names]) => [list, [...names]]));
  }

  /** Alarms that are an incident while they are in ALARM. */
  private incidentAlarms(): Record<string, IncidentSeverity> {
    const { service, alarms } = this.init;
    const { healthAlarm, healthAlarmsElsewhere, healthSeverity } = alarms;
    const health = [...healthAlarm ? [healthAlarm] : [], ...healthAlarmsElsewhere].map(member => ({ ...member, severity: healthSeverity }));
    const paging = service.slos.flatMap(slo => slo._acting.map(({ alarm, name, severity }) => ({ alarm, literalName: name, severity })))
      .filter(({ severity }) => severity === Severity.PAGE);
    const all = [...health, ...paging];
    const beside = this.beside(all.map(({ alarm }) => alarm));
    return Object.fromEntries(all.filter(({ alarm }) => beside.includes(alarm)).map(({ literalName, severity }) => [literalName, severity]));
  }

  /** Those whose events come by; a warning for each stack of the others. */
  private beside<T extends IConstruct>(constructs: readonly T[]): T[] {
    const { service } = this.init;
    return constructs.filter(construct => {
      const isHere = isBeside(construct, service);
      if (!isHere) this.leaveOut(`What stands in ${outermostStack(construct).node.path}`);
      return isHere;
    });
  }

  /** An import tells by its ARN where it is. */
  private isHere({ env, node: { path } }: IPipeline): boolean {
    const home = outermostStack(this.init.service);
    const isHere = (['account', 'region'] as const).every(place => Token.isUnresolved(env[place]) || Token.isUnresolved(home[place]) || env[place] === home[place]);
    if (!isHere) this.leaveOut(path);
    return isHere;
  }

  private leaveOut(what: string): void {
    if (this.warned.has(what)) return;
    this.warned.add(what);
    const { service } = this.init;
    Annotations.of(service).addWarningV2('cdk-pillars:deliveryElsewhere',
      `${what} is not known to be in the account and Region of the service '${service.serviceName}': events about it do not come by, and it is not registered for deliveries.`);
  }

  /** By which text the stack of the service names a resource of another stack. */
  private seenFromHere(resource: CfnResource, name: string): string {
    const { service, strength } = this.init;
    if (Token.isUnresolved(name) && Stage.of(resource) !== Stage.of(service)) {
      throw complaint(service, { what: `${resource.node.path} is in another Stage, from which its name cannot be had`, fix: 'Give it a literal name' });
    }
    return consumed(name, Stack.of(service), strength);
  }

  private literal(what: string, value: string, pattern: RegExp): string {
    if (!Token.isUnresolved(value) && pattern.test(value)) return value;
    throw complaint(this.init.service, { what: `deliveryOptions: ${what} is none`, received: value, valid: `a literal that matches ${pattern.source}` });
  }

  private sourceIsThere(): string[] {
    const { options, service } = this.init;
    if (this.registered === undefined || hasSource(this.registered, options.countedSource!)) return [];
    return [`deliveryOptions.countedSource of the service '${service.serviceName}' is ${options.countedSource}, of which it has none: its deployments would never count. Name what deploys it in deliveryOptions, or another source.`];
  }
}
