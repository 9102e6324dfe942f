import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { RegisteredService } from '../../../src/core/schemas/private/delivery';
import { problemsOfRegistration } from '../../../src/core/schemas/private/delivery-registry';
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
          const value = parsed(Value ?? '');
          const problem = problemOf(value);
          if (problem) logError(print, 'This parameter registers no service', { subject: Name, problem }); else services.push(value as RegisteredService);
        }
        NextToken = page.NextToken;
      } while (NextToken);
      return services;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(value: unknown): string {
  return value === undefined ? 'it is no JSON' : problemsOfRegistration(value).map(({ field, valid }) => `${field} has to be ${valid}`).join('; ');
}
