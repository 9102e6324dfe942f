import { TagManager } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Below the priority of tags that the user sets on a resource (50) or by an aspect (100): an explicit tag stays. */
const PRIORITY = 10;

const TAGGED = new WeakSet<IConstruct>();

/** Tags what is taggable. A resource that two services observe keeps the tags of the first. */
export function applyTags(construct: IConstruct, tags: { readonly [key: string]: string }): void {
  const manager = TagManager.of(construct);
  if (!manager || TAGGED.has(construct)) return;
  TAGGED.add(construct);
  for (const [key, value] of Object.entries(tags)) manager.setTag(key, value, PRIORITY);
}
