import * as fs from 'fs';
import * as path from 'path';
import { readJson } from './cloud-assembly';

interface TreeNode {
  /** Missing in a large app where a part of the tree stands in another file. */
  readonly children?: Readonly<Record<string, TreeNode>>;
}

/** Tells whether a construct may be part of the app as it was last synthesized. */
export function constructTree(folder: string): (constructPath: string) => boolean {
  const file = path.join(folder, 'tree.json');
  if (!fs.existsSync(file)) return () => true;
  const { tree } = readJson(file) as { tree: TreeNode };
  return constructPath => {
    let node: TreeNode | undefined = tree;
    for (const id of constructPath.split('/')) {
      if (!node.children) return true;
      node = node.children[id];
      if (!node) return false;
    }
    return true;
  };
}
