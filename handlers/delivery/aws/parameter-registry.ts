import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { COUNTED_SOURCES, type CountedSource, type RegisteredService } from '../../../src/core/schemas/private/delivery';
import { type Fields, isFields } from '../facts/reading';
import { logError } from '../log';
import type { Print, RegistrySource } from '../ports';

/** Services as parameters below a path. One that cannot be read is left out and logged: the others are not to suffer. */
export function parameterRegistry(ssm: Pick<SSMClient, 'send'>, path: string, print: Print): RegistrySource {
  return {
    async read(): Promise<RegisteredService[]> {
      const services: RegisteredService[] = [];
      let NextToken: string | undefined;
      do {
        const page = await ssm.send(new GetParametersByPathCommand({ Path: path, Recursive: true, NextToken }));
        for (const { Name, Value } of page.Parameters ?? []) {
          const service = serviceIn(Value ?? '');
          if (service) services.push(service); else logError(print, 'This parameter registers no service', { subject: Name, problem: 'it is no JSON of a service' });
        }
        NextToken = page.NextToken;
      } while (NextToken);
      return services;
    },
  };
}

function serviceIn(text: string): RegisteredService | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isFields(value) && isService(value) ? value as Fields & RegisteredService : undefined;
}

function isService({ service, environment, counts }: Fields): boolean {
  return typeof service === 'string' && typeof environment === 'string' && COUNTED_SOURCES.includes(counts as CountedSource);
}
