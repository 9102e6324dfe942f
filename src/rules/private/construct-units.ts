import { CfnElement, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { logicalIdOf, type StackElements, unitsOf } from './app-units';
import { CROSS_STACK_REFERENCE } from './intrinsics';
import type { Template, TemplateUnit } from './template-unit';

/** A unit whose resources are known as constructs. */
export interface ConstructUnit extends TemplateUnit {
  /** The stack itself for the empty id. */
  constructOf(logicalId: string): IConstruct | undefined;
}

/** The templates that the stacks of an app come to, before they are written. */
export function resolvedUnits(stacks: readonly StackElements[]): ConstructUnit[] {
  return unitsOf(stacks, entry => {
    const { template, makers } = render(entry);
    return { template, pathOf: (logicalId: string) => makers.get(logicalId)?.node.path, constructOf: (logicalId: string) => logicalId === '' ? entry.stack : makers.get(logicalId) };
  }) as ConstructUnit[];
}

/** A value as it stands in the template of a stack before exports are made of its references to others. */
export function deployedValue(stack: Stack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: new DeployedResolver(stack), preparing: false });
}

function render({ stack, elements }: StackElements): { template: Template; makers: ReadonlyMap<string, IConstruct> } {
  const resolver = new DeployedResolver(stack);
  const template: Record<string, Record<string, unknown>> = {};
  const makers = new Map<string, IConstruct>();
  for (const element of elements) {
    const fragment = Tokenization.resolve((element as any)._toCloudFormation(), { scope: stack, resolver, preparing: false }) ?? {};
    for (const [section, entries] of Object.entries<any>(fragment)) {
      if (entries === null || typeof entries !== 'object') continue;
      Object.assign(template[section] ??= {}, entries);
      if (section === 'Resources') for (const logicalId of Object.keys(entries)) makers.set(logicalId, element);
    }
  }
  return { template: { ...template, Description: stack.templateOptions.description }, makers };
}

/** Joins parts of texts as CloudFormation does. */
const JOIN: ConstructorParameters<typeof DefaultTokenResolver>[0] = {
  join(left: any, right: any): any {
    const parts = [...partsOf(left), ...partsOf(right)];
    return parts.every(part => typeof part !== 'object') ? parts.join('') : { 'Fn::Join': ['', parts] };
  },
};

function partsOf(value: any): any[] {
  if (value === undefined) return [];
  const joined = value !== null && typeof value === 'object' && value['Fn::Join'];
  return joined && joined[0] === '' && Array.isArray(joined[1]) ? joined[1] : [value];
}

/** Resolves as synthesis does, and keeps references to other stacks as what they are: to synthesis they become exports, parameters and outputs. */
class DeployedResolver extends DefaultTokenResolver {
  constructor(private readonly stack: Stack) {
    super(JOIN);
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    // A reference whose strength somebody chose stands in a token around it.
    const reference = Reference.isReference(token) ? token : (token as { reference?: unknown }).reference;
    if (Reference.isReference(reference) && CfnElement.isCfnElement(reference.target) && reference.target.stack !== this.stack) {
      const { target, displayName } = reference;
      return { [CROSS_STACK_REFERENCE]: [target.stack.node.path, logicalIdOf(target), ...displayName === 'Ref' ? [] : [displayName]] };
    }
    return super.resolveToken(token, context, postProcessor);
  }
}
