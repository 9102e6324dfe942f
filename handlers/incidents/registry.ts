import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { IncidentSeverity } from '../../src/core/schemas/private/delivery';
import { INCIDENT_PARAMETERS, REVIEW_TEMPLATE, type RespondingService } from '../../src/core/schemas/private/incidents';

const FRESH_MS = 60_000;

/** What parameters tell of the services; read once a minute at most. */
export class Registry {
  private readAt = -Infinity;
  private parameters: ReadonlyMap<string, string> = new Map();

  constructor(private readonly client: SSMClient, private readonly path: string, private readonly now: () => number) {}

  public async services(): Promise<RespondingService[]> {
    const prefix = `${this.path}/${INCIDENT_PARAMETERS.services}/`;
    return [...await this.read()].filter(([name]) => name.startsWith(prefix)).map(([, value]) => JSON.parse(value));
  }

  /** Those that an alarm is an incident of. What was read may be older than the alarm, so nobody is ruled out by it. */
  public async servicesOf(alarm: string): Promise<RespondingService[]> {
    const isOf = (service: RespondingService) => severityOf(service, alarm) !== undefined;
    const known = (await this.services()).filter(isOf);
    if (known.length > 0) return known;
    this.readAt = -Infinity;
    return (await this.services()).filter(isOf);
  }

  public async reviewTemplate(): Promise<string> {
    return (await this.read()).get(`${this.path}/${INCIDENT_PARAMETERS.template}`) ?? REVIEW_TEMPLATE;
  }

  private async read(): Promise<ReadonlyMap<string, string>> {
    if (this.now() - this.readAt < FRESH_MS) return this.parameters;
    const parameters = new Map<string, string>();
    let token: string | undefined;
    do {
      const page = await this.client.send(new GetParametersByPathCommand({ Path: this.path, Recursive: true, NextToken: token }));
      for (const { Name, Value } of page.Parameters ?? []) parameters.set(Name!, Value!);
      token = page.NextToken;
    } while (token !== undefined && token !== '');
    this.parameters = parameters;
    this.readAt = this.now();
    return parameters;
  }
}

/** The severity of an alarm of a service that is an incident; `undefined` for any other alarm. */
export function severityOf({ alarms }: RespondingService, alarm: string): IncidentSeverity | undefined {
  const named = alarms.find(({ name, isPrefix }) => !isPrefix && name === alarm);
  return (named ?? alarms.find(({ name, isPrefix }) => isPrefix && alarm.startsWith(name)))?.severity;
}
