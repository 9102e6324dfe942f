import { CfnResource, Token } from 'aws-cdk-lib';
import type { Reference, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { outermostStack } from '../../core/private/cross-stack';
import { isOwn } from '../../core/private/own-constructs';
import { peekProperty, referencesIn } from './peek';

/**
 * The resources of one stack (its nested stacks included) by type, and who refers to whom by which property.
 *
 * One index per stack, shared by all services and only ever extended: asking about a thousand queues walks the tree once
 * for each service that is made, not once for each queue.
 */
export class StackResources {
  /** The index of the outermost stack around a construct. */
  public static around(construct: IConstruct): StackResources {
    const stack = outermostStack(construct);
    let index = StackResources.indexes.get(stack);
    if (!index) {
      index = new StackResources(stack);
      StackResources.indexes.set(stack, index);
    }
    return index;
  }

  private static readonly indexes = new WeakMap<Stack, StackResources>();

  private readonly known = new Set<IConstruct>();
  private readonly sizes = new Map<Stack, number>();
  private readonly byType = new Map<string, CfnResource[]>();
  private readonly referrers = new Map<string, { read: number; readonly to: Map<IConstruct | string, CfnResource[]> }>();

  private constructor(private readonly stack: Stack) {}

  /** How many resources stand in a stack itself, its nested stacks not counted; as of the latest refresh, and what was reserved. */
  public sizeOf(stack: Stack): number {
    return this.sizes.get(stack) ?? 0;
  }

  /** Counts resources of this library, which the index does not look into. */
  public reserve(stack: Stack, resources: number): void {
    this.sizes.set(stack, this.sizeOf(stack) + resources);
  }

  /** Takes in what was added to the stack since the last time. */
  public refresh(): this {
    this.visit(this.stack);
    return this;
  }

  public ofType(resourceType: string): readonly CfnResource[] {
    return this.byType.get(resourceType) ?? [];
  }

  /** The resources of a type whose property refers to `target`, by reference or by the literal name or ARN `targetName`. */
  public referrersOf(target: IConstruct, targetName: string | undefined, resourceType: string, path: string): readonly CfnResource[] {
    const key = `${resourceType}#${path}`;
    let table = this.referrers.get(key);
    if (!table) {
      table = { read: 0, to: new Map() };
      this.referrers.set(key, table);
    }
    const resources = this.ofType(resourceType);
    for (; table.read < resources.length; table.read++) {
      for (const to of targetsOf(resources[table.read], path)) {
        const list = table.to.get(to);
        if (list) list.push(resources[table.read]); else table.to.set(to, [resources[table.read]]);
      }
    }
    return [...table.to.get(target) ?? [], ...(targetName === undefined ? [] : table.to.get(targetName) ?? [])];
  }

  private visit(construct: IConstruct): void {
    for (const child of construct.node.children) {
      if (isOwn(child)) continue;
      if (CfnResource.isCfnResource(child) && !this.known.has(child)) {
        this.known.add(child);
        this.reserve(child.stack, 1);
        const list = this.byType.get(child.cfnResourceType);
        if (list) list.push(child); else this.byType.set(child.cfnResourceType, [child]);
      }
      this.visit(child);
    }
  }
}

/** The constructs, or the last part of the literal ARNs and names, that a property refers to; a path may cross lists with `*`. */
function targetsOf(resource: CfnResource, path: string): Array<IConstruct | string> {
  return valuesAt(resource, path).flatMap((value): Array<IConstruct | string> => {
    const references = referencesIn(value);
    if (references.length > 0) return references.map((reference: Reference) => reference.target);
    return typeof value === 'string' && !Token.isUnresolved(value) ? [lastPart(value)] : [];
  });
}

function valuesAt(resource: CfnResource, path: string): unknown[] {
  const [list, rest] = path.split('.*.');
  if (rest === undefined) return [peekProperty(resource, path)];
  const items = peekProperty(resource, list);
  return Array.isArray(items) ? items.map((_, index) => peekProperty(resource, `${list}.${index}.${rest}`)) : [];
}

/** `orders` of `arn:aws:sqs:eu-west-1:123456789012:orders` and of `arn:…:table/orders`. */
export function lastPart(arnOrName: string): string {
  return arnOrName.split(/[:/]/).pop() ?? arnOrName;
}
