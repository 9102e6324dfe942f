import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { isResourceType } from './private/resource-type';

/** What an import does not tell about a resource that lives elsewhere. */
export interface ImportedResourceFacts {
  /** CloudFormation type of the resource, such as `AWS::SQS::Queue`. */
  readonly resourceType: string;

  /**
   * Names, ids and ARNs by CloudFormation attribute name (`QueueName`, `Arn`) or by the name of the construct's member (`queueName`). May be tokens.
   *
   * @default - what the imported construct tells by itself
   */
  readonly attributes?: { readonly [name: string]: string };

  /**
   * CloudFormation properties that thresholds derive from, such as `{ Timeout: 30 }`.
   *
   * @default - thresholds that need a property are not set
   */
  readonly properties?: { readonly [name: string]: any };

  /**
   * The kind of resource, where its type alone does not tell, such as `sqs-dead-letter-queue`.
   *
   * @default - the kind that claims the resource
   */
  readonly kind?: string;
}

/**
 * Tells what an imported construct (`fromXxxArn`, `fromXxxName`) cannot: its type when that is ambiguous, its name, the
 * properties that thresholds derive from.
 */
export class ImportedResource {
  /**
   * Declares facts about a construct, to be called before it is observed.
   *
   * @param construct an imported construct, or one whose kind is to be stated
   * @returns the same construct, so that the call can stand in a list of resources
   * @throws when `resourceType` is not of the form `Vendor::Service::Type` or `Custom::Type`
   */
  public static declare(construct: IConstruct, facts: ImportedResourceFacts): IConstruct {
    if (!isResourceType(facts.resourceType)) {
      throw complaint(construct, { what: 'ImportedResource.declare: resourceType is not a CloudFormation type', received: facts.resourceType, valid: 'such as AWS::SQS::Queue' });
    }
    ImportedResource.declared.set(construct, facts);
    return construct;
  }

  /**
   * The facts declared about a construct, if any.
   *
   * @internal
   */
  public static _factsOf(construct: IConstruct): ImportedResourceFacts | undefined {
    return ImportedResource.declared.get(construct);
  }

  private static readonly declared = new WeakMap<IConstruct, ImportedResourceFacts>();

  private constructor() {}
}
