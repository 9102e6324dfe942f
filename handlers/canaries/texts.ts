import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'; // eslint-disable-line import/no-unresolved
import type { SecretData, TextData } from '../../src/core/schemas/private/journey-data';

/** Finds the values of texts: each secret is read once a run, and none is ever part of a message. */
export class Texts {
  private readonly secrets = new Map<string, Promise<string>>();
  private readonly remembered = new Map<string, string>();

  /** A value of this run that later texts name as `{{variable}}`. */
  public remember(variable: string, value: string): void {
    this.remembered.set(variable, value);
  }

  public async of(text: TextData): Promise<string> {
    if (typeof text === 'string') return this.filled(text);
    return 'variable' in text ? variableOf(text.variable) : `${text.prefix ?? ''}${await this.secret(text)}`;
  }

  public async ofAll(texts: Readonly<Record<string, TextData>>): Promise<Record<string, string>> {
    return Object.fromEntries(await Promise.all(Object.entries(texts).map(async ([name, text]) => [name, await this.of(text)])));
  }

  private filled(text: string): string {
    return text.replace(/\{\{(\w+)\}\}/g, (whole, variable) => this.remembered.get(variable) ?? whole);
  }

  private async secret({ secret, field }: SecretData): Promise<string> {
    const arn = variableOf(secret);
    if (!this.secrets.has(arn)) this.secrets.set(arn, readSecret(arn));
    const value = await this.secrets.get(arn)!;
    if (field === undefined) return value;
    const found = fieldsOf(value, arn)[field];
    if (typeof found !== 'string') throw new Error(`The secret ${arn} has no field '${field}'`);
    return found;
  }
}

function variableOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The environment variable ${name} of the canary is not set`);
  return value;
}

async function readSecret(arn: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  if (SecretString === undefined) throw new Error(`The secret ${arn} is binary: the canary needs a string`);
  return SecretString;
}

function fieldsOf(value: string, arn: string): Record<string, unknown> {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(`The secret ${arn} is no JSON object, so it has no fields`);
  }
}
