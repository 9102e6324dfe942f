import { createHash } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { TextData } from '../../core/schemas/private/journey-data';
import type { JourneySecret } from '../journey-secret';

/** Turns the texts of a journey into data: what only deployment tells goes into environment variables of the canary, of secrets only the ARN. */
export class TextValues {
  /** Environment variables by name. */
  public readonly variables: Record<string, string> = {};
  /** The secrets that the canary has to be allowed to read. */
  public readonly secrets = new Set<ISecret>();

  /** @param place where in the journey the text stands: names the variable, so that one more text changes no other */
  public of(place: string, text: string | JourneySecret): TextData {
    if (typeof text === 'string') return Token.isUnresolved(text) ? { variable: this.variable('VALUE', place, text) } : text;
    const { secret, field, prefix } = text;
    this.secrets.add(secret);
    return {
      secret: this.variable('SECRET', place, secret.secretArn),
      ...field === undefined ? {} : { field },
      ...prefix === undefined ? {} : { prefix },
    };
  }

  public ofAll(place: string, texts: Readonly<Record<string, string | JourneySecret>>): Record<string, TextData> {
    return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, this.of(`${place} ${name}`, text)]));
  }

  private variable(kind: string, place: string, value: string): string {
    const name = `JOURNEY_${kind}_${createHash('sha256').update(place).digest('hex').slice(0, 8).toUpperCase()}`;
    this.variables[name] = value;
    return name;
  }
}
