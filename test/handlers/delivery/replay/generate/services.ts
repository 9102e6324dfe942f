import { COUNTED_SOURCES, type RegisteredService } from '../../../../../src/core/schemas/private/delivery';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** Services that have everything, each with another source that counts. Some are the same service in another environment. */
export function services(count: number): RegisteredService[] {
  return Array.from({ length: count }, (_, index) => {
    const elsewhere = count > 6 && index >= count - 3;
    const service = `shop-${String(elsewhere ? index - 6 : index).padStart(3, '0')}`;
    const environment = elsewhere ? 'staging' : 'prod';
    const name = `${service}-${environment}`;
    return {
      service, environment, counts: COUNTED_SOURCES[index % COUNTED_SOURCES.length],
      stacks: [`${name}-data`, `${name}-app`, `${name}-web`],
      pipelines: [`${name}-pipeline`],
      deploymentGroups: [`${service}/${name}-group`, `${service}/${name}-workers`],
      ecsServices: [arn('ecs', `service/${environment}/${name}-api`), arn('ecs', `service/${environment}/${name}-jobs`)],
      aliases: [`${name}-handler:live`],
      alarms: { [`${name}-health`]: 'PAGE', [`${name}-availability`]: 'PAGE', [`${name}-latency`]: 'TICKET' },
      symptomPrefixes: [`${name}-symptom-`],
      canaries: [`${name}-home`],
    };
  });
}
