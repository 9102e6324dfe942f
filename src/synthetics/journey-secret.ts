import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** Options of `JourneySecret.of`. */
export interface JourneySecretOptions {
  /**
   * The field to take of a secret that is a JSON object, such as `password`.
   *
   * @default - the whole secret
   */
  readonly field?: string;

  /**
   * What stands before the value, such as `Bearer ` in a header.
   *
   * @default - nothing
   */
  readonly prefix?: string;
}

/**
 * A value that a journey reads from Secrets Manager at each run. Its role may read this secret; the value stands neither in the template nor in the
 * asset nor in the configuration of the canary.
 */
export class JourneySecret {
  /**
   * @param secret a secret of this app, or an imported one
   */
  public static of(secret: ISecret, options: JourneySecretOptions = {}): JourneySecret {
    return new JourneySecret(secret, options.field, options.prefix);
  }

  private constructor(
    /** The secret that holds the value. */
    public readonly secret: ISecret,
    /** The field to take of it, if not the whole. */
    public readonly field: string | undefined,
    /** What stands before the value, if anything. */
    public readonly prefix: string | undefined,
  ) {}
}
