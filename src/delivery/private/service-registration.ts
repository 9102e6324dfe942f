import { aws_ssm as ssm, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import { markOwn } from '../../core/private/own-constructs';
import type { RegisteredService } from '../../core/schemas/private/delivery';
import { registryEntries } from './registry-entries';

export interface ServiceRegistrationInit {
  readonly registryPath: string;
  readonly serviceTitle: string;
}

/** What belongs to a service as parameters, by which its events are known. */
export class ServiceRegistration extends Construct {
  private entries: RegisteredService[] = [];
  private parameters = 0;

  constructor(scope: Construct, id: string, private readonly init: ServiceRegistrationInit) {
    super(scope, id);
    markOwn(this);
  }

  /** Registers what belongs to the service now: all that it is known by, each time. Parameters that are there stay. */
  public register(registered: RegisteredService): void {
    const { service, environment, counts } = registered;
    const path = this.pathOf(registered);
    this.entries = registryEntries(registered);
    while (this.parameters < this.entries.length) {
      const index = this.parameters++;
      new ssm.CfnParameter(this, `Entry${index + 1}`, {
        name: `${path}/${index + 1}`, type: 'String', tier: 'Standard',
        description: `What belongs to ${this.init.serviceTitle}, part ${index + 1}: its deployments and incidents are known by it`,
        value: Lazy.uncachedString({ produce: () => Stack.of(this).toJsonString(this.entries[index] ?? { service, environment, counts }) }),
      });
    }
  }

  private pathOf({ service, environment }: RegisteredService): string {
    const { registryPath } = this.init;
    const { nameLength, levels } = LIMITS.parameter;
    const path = `${registryPath}/${service}/${environment}`;
    // What AWS counts begins with the ARN; a number of three digits follows.
    const length = 'arn:aws-us-gov:ssm:ap-southeast-99:123456789012:parameter'.length + path.length + '/999'.length;
    const isPath = !Token.isUnresolved(registryPath) && /^(\/[A-Za-z0-9_.-]+)+$/.test(registryPath) && !/^\/(aws|ssm)/i.test(registryPath);
    if (isPath && length <= nameLength && path.split('/').length <= levels) return path;
    throw complaint(this, {
      what: 'registryPath is not a path of parameters', received: registryPath,
      valid: `a literal such as /cdk-pillars/delivery, of letters, digits, _ . and -, not beginning with aws or ssm, ${levels - 3} levels at most`,
    });
  }
}
