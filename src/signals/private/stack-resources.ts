import { CfnResource, Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
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
  /** The index of the outermost stack around a construct; of what stood in it at the latest refresh, the first of which is its making. */
  public static around(construct: IConstruct): StackResources {
    const stack = outermostStack(construct);
    let index = StackResources.indexes.get(stack);
    if (!index) {
      index = new StackResources(stack).refresh();
      StackResources.indexes.set(stack, index);
    }
    return index;
  }

  private static readonly indexes = new WeakMap<Stack, StackResources>();

  private readonly known = new Set<IConstruct>();
  private readonly sizes = new Map<Stack, number>();
  private readonly byType = new Map<string, CfnResource[]>();
  private readonly referrers = new Map<string, Map<IConstruct | string, CfnResource[]>>();

  private constructor(private readonly stack: Stack) {}

  /** How many resources stand in a stack itself, its nested stacks not counted; as of the latest refresh, and what was reserved. */
  public sizeOf(stack: Stack): number {
    return this.sizes.get(stack) ?? 0;
  }

  /** Counts resources of this library, which the index does not look into. */
  public reserve(stack: Stack, resources: number): void {
    this.sizes.set(stack, this.sizeOf(stack) + resources);
  }

  /** Takes in what was added to the stack, and what its resources refer to now. */
  public refresh(): this {
    this.referrers.clear();
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
      table = this.referrersBy(resourceType, path);
      this.referrers.set(key, table);
    }
    return [...new Set([target, targetName].flatMap(to => to === undefined ? [] : table.get(to) ?? []))];
  }

  private referrersBy(resourceType: string, path: string): Map<IConstruct | string, CfnResource[]> {
    const table = new Map<IConstruct | string, CfnResource[]>();
    for (const resource of this.ofType(resourceType)) {
      for (const target of targetsOf(resource, path)) {
        const list = table.get(target);
        if (list) list.push(resource); else table.set(target, [resource]);
      }
    }
    return table;
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

/** The resources that a property refers to, or else the last part of a literal ARN or name; a path may cross lists with `*`. */
function targetsOf(resource: CfnResource, path: string): Array<IConstruct | string> {
  return valuesAt(resource, path).flatMap((value): Array<IConstruct | string> => {
    const targets = referencesIn(value).map(reference => reference.target).filter(CfnResource.isCfnResource);
    if (targets.length > 0) return targets;
    const name = typeof value === 'string' ? lastPart(value) : undefined;
    return name === undefined || Token.isUnresolved(name) ? [] : [name];
  });
}

function valuesAt(resource: CfnResource, path: string): unknown[] {
  const [list, rest] = path.split('.*.');
  if (rest === undefined) return [peekProperty(resource, path)];
  const items = peekProperty(resource, list);
  return Array.isArray(items) ? items.map((_, index) => peekProperty(resource, `${list}.${index}.${rest}`)) : [];
}

/** `orders` of `arn:aws:sqs:eu-west-1:123456789012:orders`, of `arn:…:table/orders` and of `arn:…:function:orders:live`. */
export function lastPart(arnOrName: string): string {
  return /:function:([^:]+)/.exec(arnOrName)?.[1] ?? arnOrName.split(/[:/]/).pop() ?? arnOrName;
}
