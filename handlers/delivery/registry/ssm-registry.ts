import { GetParametersByPathCommand, type Parameter, SSMClient } from '@aws-sdk/client-ssm';
import type { RegisteredService } from '../../../src/core/schemas/private/delivery';
import { problemsOfRegistration } from '../../../src/core/schemas/private/delivery-registry';
import type { Print, RegistrySource } from '../ports';

/**
 * Reads the registered services from the SSM parameters below a path. One that cannot be read is logged, and left out, so that it takes no other service with it.
 *
 * @throws if SSM cannot be asked, as without any service every event would be nobody's
 */
export class SsmRegistry implements RegistrySource {
  constructor(private readonly path: string, private readonly print: Print, private readonly ssm = new SSMClient({})) {}

  public async read(): Promise<readonly RegisteredService[]> {
    const services: RegisteredService[] = [];
    let token: string | undefined;
    do {
      const command = new GetParametersByPathCommand({ Path: this.path, Recursive: true, MaxResults: 10, NextToken: token });
      const { Parameters = [], NextToken } = await this.ssm.send(command);
      services.push(...Parameters.flatMap(parameter => this.serviceOf(parameter)));
      token = NextToken;
    } while (token);
    return services;
  }

  private serviceOf({ Name, Value }: Parameter): RegisteredService[] {
    const value = parsed(Value ?? '');
    const problems = value === undefined ? ['it is no JSON'] : problemsOfRegistration(value).map(({ field, valid }) => `${field} has to be ${valid}`);
    if (problems.length === 0) return [value as RegisteredService];
    this.print(JSON.stringify({ level: 'ERROR', message: `The registration ${Name} is left out: ${problems.join('; ')}` }));
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
