import { aws_events as events, SecretValue, Stack } from 'aws-cdk-lib';
import type { ReferenceStrength } from 'aws-cdk-lib';
import type { HttpMethod } from 'aws-cdk-lib/aws-events';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { consumed } from '../../core/private/cross-stack';

/** How a receiver is reached over HTTPS. */
export interface ApiConnectionInit {
  readonly title: string;
  readonly secret: ISecret;
  readonly secretField?: string;
  readonly strength: ReferenceStrength;
  readonly headerName: string;
  /** What stands before the credential in the header. */
  readonly scheme?: string;
  /** The field of the body that holds the credential as well. */
  readonly bodyField?: string;
}

/** A connection of EventBridge with its destinations. The template holds a reference to the secret, which CloudFormation resolves when it makes the connection. */
export class ApiConnection extends Construct {
  private readonly connection: events.Connection;

  constructor(scope: Construct, id: string, private readonly init: ApiConnectionInit) {
    super(scope, id);
    const { title, secret, secretField: jsonField, strength, headerName, scheme, bodyField } = init;
    const value = SecretValue.secretsManager(consumed(secret.secretArn, Stack.of(this), strength), jsonField === undefined ? {} : { jsonField });
    // A reference may be part of a longer text; what is called unsafe here is no more than that it is written into the template.
    const credential = scheme === undefined ? value : SecretValue.unsafePlainText(`${scheme} ${value.unsafeUnwrap()}`);
    this.connection = new events.Connection(this, 'Connection', {
      description: `Alarms for ${title}`,
      authorization: events.Authorization.apiKey(headerName, credential),
      ...bodyField === undefined ? {} : { bodyParameters: { [bodyField]: events.HttpParameter.fromSecret(value) } },
    });
  }

  /** A place that alarms are posted to; `*` in it are filled in by the target. */
  public destination(id: string, endpoint: string, httpMethod: HttpMethod, rateLimitPerSecond?: number): events.ApiDestination {
    const existing = this.node.tryFindChild(id);
    return existing as events.ApiDestination | undefined ?? new events.ApiDestination(this, id, {
      connection: this.connection, endpoint, httpMethod, description: `Alarms for ${this.init.title}`, rateLimitPerSecond,
    });
  }
}
