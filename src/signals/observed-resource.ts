import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IResource, ResourceEnvironment } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ImportedResource } from './imported-resource';
import { importedType } from './private/imported-type';
import { memberOf } from './private/member-name';
import { peekProperty, referencesIn } from './private/peek';
import { lastPart, StackResources } from './private/stack-resources';

/**
 * A resource as the library sees it, whatever it was made with: an L1, the L1 inside an L2 or L3, a raw `CfnResource`, one
 * of a `CfnInclude`, or an import.
 */
export class ObservedResource {
  /**
   * The resource that a construct *is*, or `undefined` when it is none: an L2 with an L1 inside is that L1.
   *
   * @param construct any construct
   * @param candidateTypes the CloudFormation types among which an import is looked for
   */
  public static of(construct: IConstruct, candidateTypes: string[]): ObservedResource | undefined {
    const facts = ImportedResource._factsOf(construct);
    const l1 = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
    if (l1 && CfnResource.isCfnResource(l1)) return new ObservedResource(l1, l1.cfnResourceType, false);
    const type = facts?.resourceType ?? importedType(construct, candidateTypes);
    if (type === undefined) return undefined;
    const imported = new ObservedResource(construct, type, true);
    return facts ? imported : imported.original() ?? imported;
  }

  private constructor(
    /** The L1 of the resource, or the imported construct. */
    public readonly construct: IConstruct,
    /** CloudFormation type, such as `AWS::Lambda::Function`. */
    public readonly resourceType: string,
    /** Whether the resource is made elsewhere and only imported here. */
    public readonly imported: boolean,
  ) {}

  /** Path of the resource in the construct tree, without the `Resource` or `Default` of an L1 inside an L2. */
  public get path(): string {
    return this.construct.node.path.replace(/\/(Resource|Default)$/, '');
  }

  /** The stack that the resource stands in. */
  public get stack(): Stack {
    return Stack.of(this.construct);
  }

  /** Account and Region of the resource, of its ARN where an import tells it; tokens where they are not known. */
  public get env(): ResourceEnvironment {
    const declared = this.imported ? (this.construct as Partial<IResource>).env : undefined;
    return declared ?? { account: this.stack.account, region: this.stack.region };
  }

  /** The kind that was declared for the resource, if any. */
  public get declaredKind(): string | undefined {
    const { scope } = this.construct.node;
    return ImportedResource._factsOf(this.construct)?.kind ?? (scope && ImportedResource._factsOf(scope)?.kind);
  }

  /**
   * What `Ref` gives: a token for a resource of this app, the imported name otherwise.
   *
   * @param importedAs the name of the member that tells it on an imported construct, such as `functionName`
   */
  public ref(importedAs: string): string | undefined {
    return CfnResource.isCfnResource(this.construct) ? this.construct.ref : this.importedAttribute(importedAs, 'Ref');
  }

  /**
   * What `Fn::GetAtt` gives: a token for a resource of this app, the imported attribute otherwise.
   *
   * @param name CloudFormation attribute, such as `QueueName`
   * @param importedAs the name of the member that tells it on an imported construct, such as `queueName`
   */
  public attribute(name: string, importedAs: string): string | undefined {
    return CfnResource.isCfnResource(this.construct) ? Token.asString(this.construct.getAtt(name)) : this.importedAttribute(importedAs, name);
  }

  /**
   * A property as it is declared now, overrides included: a literal, `undefined` when absent, or a token when only
   * deployment can tell it.
   *
   * @param path CloudFormation property path, such as `TracingConfig.Mode` or `GlobalSecondaryIndexes.0.IndexName`
   */
  public property(path: string): any {
    if (CfnResource.isCfnResource(this.construct)) return peekProperty(this.construct, path);
    let value: any = ImportedResource._factsOf(this.construct)?.properties;
    for (const segment of path.split('.')) value = value?.[segment];
    return value;
  }

  /**
   * The resource that a property refers to, by `Ref`, `Fn::GetAtt` or inside a joined string.
   *
   * @param path CloudFormation property path
   */
  public referenced(path: string): ObservedResource | undefined {
    const target = referencesIn(this.property(path)).map(reference => reference.target).find(CfnResource.isCfnResource);
    return target && new ObservedResource(target, target.cfnResourceType, false);
  }

  /**
   * The resources of a type whose property refers to this one, by reference or by literal name or ARN. Looks in the stack of this resource.
   *
   * @param resourceType CloudFormation type of the referring resources
   * @param path CloudFormation property path; `.*.` crosses a list, as in `Targets.*.DeadLetterConfig.Arn`
   */
  public referencedBy(resourceType: string, path: string): ObservedResource[] {
    return StackResources.around(this.construct)
      .referrersOf(this.construct, this.physicalName, resourceType, path)
      .map(resource => new ObservedResource(resource, resource.cfnResourceType, false));
  }

  /** The literal name of the resource, where one is declared or imported. */
  public get physicalName(): string | undefined {
    const names = [`${this.member}Name`, `${this.typeName}Name`] as const;
    const name = this.imported
      ? this.declaredAttribute(...names) ?? this.nameInArn() ?? this.importedAttribute(...names)
      : this.property(`${this.typeName}Name`) ?? this.property('Name');
    return typeof name === 'string' && !Token.isUnresolved(name) ? name : undefined;
  }

  /**
   * Whether a value, such as a dimension of somebody's alarm, names this resource.
   *
   * @internal
   */
  public _isNamedBy(value: unknown): boolean {
    const references = referencesIn(value);
    if (references.length > 0) return references.some(reference => reference.target === this.construct);
    return value !== undefined && value === this.physicalName;
  }

  /** `Queue` of `AWS::SQS::Queue`. */
  private get typeName(): string {
    return this.resourceType.split('::').pop() ?? '';
  }

  /** How members of constructs that belong to the type begin: `queue` of `queueName`. */
  private get member(): string {
    return memberOf(this.typeName);
  }

  private importedAttribute(member: string, cfnName: string): string | undefined {
    const declared = this.declaredAttribute(member, cfnName);
    if (declared !== undefined) return declared;
    const value = readMember(this.construct, member) ?? this.importReference()[member];
    if (typeof value !== 'string' || value === '') return undefined;
    return member === `${this.member}Name` && Token.isUnresolved(value) ? this.nameInArn() ?? value : value;
  }

  private declaredAttribute(member: string, cfnName: string): string | undefined {
    const attributes = ImportedResource._factsOf(this.construct)?.attributes;
    return attributes?.[member] ?? attributes?.[cfnName];
  }

  /** The literal name at the end of the ARN of an import, which Region and account may be tokens of. */
  private nameInArn(): string | undefined {
    const arn = this.importedAttribute(`${this.member}Arn`, 'Arn');
    const name = arn === undefined ? undefined : lastPart(arn);
    return Token.isUnresolved(name) ? undefined : name;
  }

  /** The resource of this app that the construct stands for, as the import of a token does, or a singleton function. */
  private original(): ObservedResource | undefined {
    const target = referencesIn(this.importReference()).map(reference => reference.target).find(CfnResource.isCfnResource);
    return target?.cfnResourceType === this.resourceType ? new ObservedResource(target, target.cfnResourceType, false) : undefined;
  }

  /** The `queueRef`, `functionRef`, … of an imported construct. */
  private importReference(): Record<string, unknown> {
    const reference = readMember(this.construct, `${this.member}Ref`);
    return reference !== null && typeof reference === 'object' ? reference as Record<string, unknown> : {};
  }
}

/** Imports throw from the getters of attributes that they do not have. */
function readMember(construct: IConstruct, member: string): unknown {
  try {
    return (construct as any)[member];
  } catch {
    return undefined;
  }
}
