import { CfnResource, Token } from 'aws-cdk-lib';
import { isChosen } from './choice';
import { peekProperty, referencesIn } from './peek';

const ROLE = 'AWS::IAM::Role';

/** A resource as remedies look at it, and the member of its lists that is meant. */
export class Subject {
  constructor(public readonly resource: CfnResource, private readonly member: string = '') {}

  /** Whether nothing at all was said about each of some properties. */
  public lacks(...properties: string[]): boolean {
    return properties.every(property => !isChosen(this.resource, this.member + property));
  }

  /** A property, if it is a literal. */
  public literal(property: string): unknown {
    const value = peekProperty(this.resource, this.member + property);
    return Token.isUnresolved(value) || (value !== null && typeof value === 'object') ? undefined : value;
  }

  /** Whether a property is left at its default, or is a literal that equals it. */
  public isDefaultOr(property: string, usual: string): boolean {
    return this.lacks(property) || this.literal(property) === usual;
  }

  /** A property as it stands, which may be a token. */
  public value(property: string): any {
    return peekProperty(this.resource, this.member + property);
  }

  /** The role that a property names, if the app makes it. */
  public role(property: string): CfnResource | undefined {
    const [reference, ...others] = referencesIn(this.value(property));
    const target = reference?.target;
    return others.length === 0 && CfnResource.isCfnResource(target) && target.cfnResourceType === ROLE ? target : undefined;
  }
}
