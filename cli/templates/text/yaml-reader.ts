import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { functionOf, isText, longForm } from './short-forms';
import type { Spot } from './source';
import { plainScalar } from './yaml-scalars';

export interface Read {
  readonly value: unknown;
  readonly spot: Spot;
}

type Complain = (offset: number, what: string, fix: string) => Error;
type Node = ParsedNode | null;

/** Reads the nodes of a YAML document: short forms of functions, anchors and merges, and where everything stands. */
export class YamlReader {
  /** Undefined while what is anchored is being read. */
  private readonly anchors = new Map<string, Read | undefined>();

  constructor(private readonly complain: Complain, private readonly lineOf: (offset: number) => number) {}

  public read(node: Node): Read {
    if (!node) return { value: null, spot: { offset: 0 } };
    if (isAlias(node)) return this.anchored(node.source, node.range[0]);
    const { anchor } = node;
    if (anchor) this.anchors.set(anchor, undefined);
    const plain = isMap(node) ? this.map(node as YAMLMap.Parsed) : isSeq(node) ? this.list(node as YAMLSeq.Parsed) : scalar(node as Scalar.Parsed);
    const name = functionOf(node.tag);
    const read = name === undefined ? plain : {
      value: longForm(name, plain.value),
      spot: { offset: plain.spot.offset, members: new Map([[name, plain.spot]]) },
    };
    if (anchor) this.anchors.set(anchor, read);
    return read;
  }

  private anchored(anchor: string, offset: number): Read {
    const read = this.anchors.get(anchor);
    if (read) return read;
    if (this.anchors.has(anchor)) throw this.complain(offset, `the alias *${anchor} stands inside of what it repeats`, 'Write it out');
    throw this.complain(offset, `there is no anchor &${anchor} before this alias`, `Put &${anchor} before what it repeats, or the text in quotes if it is no alias`);
  }

  private list(node: YAMLSeq.Parsed): Read {
    const items = node.items.map(item => this.read(item as Node));
    const members = new Map(items.map(({ spot }, index) => [String(index), spot]));
    return { value: items.map(({ value }) => value), spot: { offset: node.range[0], members } };
  }

  private map(node: YAMLMap.Parsed): Read {
    const value: Record<string, unknown> = {};
    const members = new Map<string, Spot>();
    const merged: Read[] = [];
    for (const pair of node.items as Pair<ParsedNode, Node>[]) {
      const offset = pair.key?.range?.[0] ?? node.range[0];
      const key = this.key(pair.key);
      const read = this.read(pair.value);
      if (key === '<<' && isPlain(pair.key)) {
        merged.push(...this.merged(read, offset));
        continue;
      }
      const first = members.get(key);
      if (first) {
        throw this.complain(offset, `the key '${key}' stands twice in one mapping, first in line ${this.lineOf(first.offset)}`, 'Keep one of them');
      }
      members.set(key, { ...read.spot, offset });
      put(value, key, read.value);
    }
    for (const { value: more, spot } of merged) {
      for (const [key, inherited] of Object.entries(more as object)) {
        if (members.has(key)) continue;
        put(value, key, inherited);
        members.set(key, spot.members?.get(key) ?? spot);
      }
    }
    return { value, spot: { offset: node.range[0], members } };
  }

  private key(node: Node): string {
    if (node && isAlias(node)) {
      const { value } = this.read(node);
      if (typeof value === 'string') return value;
    } else if (!node || isScalar(node)) {
      if (node?.anchor) this.anchors.set(node.anchor, scalar(node as Scalar.Parsed));
      return String((node as Scalar | null)?.value ?? '');
    }
    throw this.complain(node!.range[0], 'a key is no text', 'Write it as a text, in quotes if it begins with a bracket or a brace');
  }

  private merged({ value, spot }: Read, offset: number): Read[] {
    const sources = Array.isArray(value) ? value.map((item, index) => ({ value: item, spot: spot.members!.get(String(index))! })) : [{ value, spot }];
    for (const source of sources) {
      if (source.value !== null && typeof source.value === 'object' && !Array.isArray(source.value)) continue;
      throw this.complain(offset, 'what is merged with << is no mapping', 'Name a mapping, or a list of mappings');
    }
    return sources;
  }
}

function scalar(node: Scalar.Parsed): Read {
  const text = String(node.value ?? '');
  const isLiteral = node.type !== Scalar.PLAIN || isText(node.tag) || functionOf(node.tag) !== undefined;
  return { value: isLiteral ? text : plainScalar(text), spot: { offset: node.range[0] } };
}

function isPlain(node: Node): boolean {
  return isScalar(node) && node.type === Scalar.PLAIN;
}

/** A key that every object inherits would else be set on its prototype. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
