import type { WorkloadResource } from '../workload-resource';
import type { TemplateUnit } from './template-unit';

/** Under which a reference to a resource of another stack stands before the CDK has made an export of it; L1s take it for an intrinsic function. */
export const CROSS_STACK_REFERENCE = 'Fn::CdkPillarsReference';

/** A value and the template whose logical ids it speaks of. */
export interface Located {
  readonly unit: TemplateUnit;
  readonly raw: unknown;
}

/** What has the values of another Region as its attributes. */
const CROSS_REGION_READER = 'Custom::CrossRegionExportReader';

/** A value that CloudFormation looks up at deployment, inside of a text. */
const DYNAMIC_REFERENCE = /\{\{resolve:[^}]*\}\}/;

/** Finds what intrinsic functions name. */
export interface Linker {
  /** What intrinsic functions of a template came to so far: rules ask for the same values again and again. */
  outcomes(unit: TemplateUnit): Outcomes;
  resource(unit: TemplateUnit, logicalId: string): WorkloadResource | undefined;
  resourceOfStack(stackPath: string, logicalId: string): WorkloadResource | undefined;
  /** What a parent hands to a parameter of its nested stack. */
  argument(unit: TemplateUnit, parameter: string): Located | undefined;
  nestedOutput(unit: TemplateUnit, logicalId: string, output: string): Located | undefined;
  exported(unit: TemplateUnit, name: string): Located | undefined;
  /** The resource that an export is nothing but a reference to. */
  importedResource(unit: TemplateUnit, name: string): WorkloadResource | undefined;
  /** `region` is that of the unit unless the reference names one. */
  outputOfStack(unit: TemplateUnit, stackName: string, output: string, region?: string): Located | undefined;
  /** What a stack of another Region hands over under a key. */
  crossRegionExport(key: string): Located | undefined;
}

/** By the function as it stands in the template; what many resources have in common, such as a topic, by its name too. */
export class Outcomes {
  private readonly byFunction = new Map<unknown, Outcome>();
  private readonly byName = new Map<string, Outcome>();

  public get(raw: unknown, name: string | undefined): Outcome | undefined {
    return name === undefined ? this.byFunction.get(raw) : this.byName.get(name);
  }

  public set(raw: unknown, name: string | undefined, outcome: Outcome): void {
    if (name === undefined) this.byFunction.set(raw, outcome); else this.byName.set(name, outcome);
  }
}

export interface ResourceReference {
  readonly resource: WorkloadResource;
  /** Undefined for `Ref`. */
  readonly attribute?: string;
}

/** A part of a text: what is written, what is referred to, or a part without colons that only deployment tells (Region, account, …). */
export type Piece = string | ResourceReference | typeof PSEUDO_PARAMETER | typeof UNKNOWN_PIECE;

const PSEUDO_PARAMETER = Symbol('pseudo parameter');
const UNKNOWN_PIECE = Symbol('unknown');

/** What a value comes to. */
export type Outcome =
  | { readonly kind: 'absent' }
  /** A literal, or a list or an object whose members are still as written. */
  | { readonly kind: 'known'; readonly unit: TemplateUnit; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly pieces: readonly Piece[]; references?: readonly ResourceReference[] };

const ABSENT: Outcome = { kind: 'absent' };
const UNKNOWN: Outcome = { kind: 'unknown', pieces: [UNKNOWN_PIECE] };
/** Of nested intrinsics, and of references through exports and nested stacks; more is a circle. */
const DEPTH = 40;

/** Evaluates a value as far as the templates tell. */
export function evaluate({ unit, raw }: Located, linker: Linker, depth = 0): Outcome {
  if (raw === undefined || raw === null) return ABSENT;
  if (typeof raw === 'string' && raw.includes('{{resolve:')) return ofPieces(unit, [raw]);
  if (typeof raw !== 'object' || Array.isArray(raw)) return { kind: 'known', unit, value: raw };
  if (raw instanceof Text) return ofPieces(unit, raw.pieces);
  const name = soleKey(raw);
  const evaluator = name === undefined ? undefined : EVALUATORS.get(name);
  if (!evaluator) return name?.startsWith('Fn::') ? opaque({ unit, raw: (raw as any)[name] }, linker, depth) : { kind: 'known', unit, value: raw };
  if (depth > DEPTH) return UNKNOWN;
  const argument = (raw as any)[name!];
  if (depth > 0) return evaluator({ unit, raw: argument }, linker, depth + 1);
  const known = linker.outcomes(unit);
  const shared = sharedName(name!, argument);
  let outcome = known.get(raw, shared);
  if (!outcome) known.set(raw, shared, outcome = evaluator({ unit, raw: argument }, linker, 1));
  return outcome;
}

/** What a reference names, written the same in all resources of a template that have it. */
function sharedName(name: string, argument: unknown): string | undefined {
  if (name === 'Ref' && typeof argument === 'string') return argument;
  return name === 'Fn::ImportValue' && typeof argument === 'string' ? `import ${argument}` : undefined;
}

/** The name of the only member of an object. */
export function soleKey(object: object): string | undefined {
  let sole: string | undefined;
  for (const key in object) {
    if (sole !== undefined) return undefined;
    sole = key;
  }
  return sole;
}

/** The resources that a value refers to anywhere inside. */
export function referencesIn(outcome: Outcome, linker: Linker, depth = 0): readonly ResourceReference[] {
  if (outcome.kind === 'absent' || depth > DEPTH) return [];
  if (outcome.kind === 'unknown') return outcome.references ??= outcome.pieces.filter(isReference);
  const { unit, value } = outcome;
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(raw => referencesIn(evaluate({ unit, raw }, linker, depth + 1), linker, depth + 1));
}

/** The text of a value with nothing in place of what only deployment tells. */
export function knownText(outcome: Outcome): string {
  if (outcome.kind === 'absent') return '';
  if (outcome.kind === 'unknown') return outcome.pieces.filter(piece => typeof piece === 'string').join('');
  return isScalar(outcome.value) ? String(outcome.value) : '';
}

export function isReference(piece: Piece): piece is ResourceReference {
  return typeof piece === 'object';
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

type Evaluator = (argument: Located, linker: Linker, depth: number) => Outcome;

const EVALUATORS: ReadonlyMap<string, Evaluator> = new Map(Object.entries<Evaluator>({
  'Ref': ({ unit, raw }, linker, depth) => {
    if (typeof raw !== 'string') return UNKNOWN;
    if (raw.startsWith('AWS::')) return pseudoParameter(unit, raw);
    const resource = linker.resource(unit, raw);
    if (resource) return { kind: 'unknown', pieces: [{ resource }] };
    const argument = linker.argument(unit, raw);
    return argument ? evaluate(argument, linker, depth) : UNKNOWN;
  },
  'Fn::GetAtt': ({ unit, raw }, linker, depth) => {
    const [logicalId, attribute] = Array.isArray(raw) ? raw : typeof raw === 'string' ? splitOnce(raw, '.') : [];
    if (typeof logicalId !== 'string') return UNKNOWN;
    const output = typeof attribute === 'string' && attribute.startsWith('Outputs.') ? linker.nestedOutput(unit, logicalId, attribute.slice('Outputs.'.length)) : undefined;
    if (output) return evaluate(output, linker, depth);
    const resource = linker.resource(unit, logicalId);
    const handedOver = resource?.resourceType === CROSS_REGION_READER ? linker.crossRegionExport(String(attribute)) : undefined;
    if (handedOver) return evaluate(handedOver, linker, depth);
    return resource ? { kind: 'unknown', pieces: [{ resource, attribute: typeof attribute === 'string' ? attribute : '' }] } : UNKNOWN;
  },
  [CROSS_STACK_REFERENCE]: ({ raw }, linker) => {
    const [stackPath, logicalId, attribute] = raw as [string, string, string | undefined];
    const resource = linker.resourceOfStack(stackPath, logicalId);
    return resource ? { kind: 'unknown', pieces: [{ resource, attribute }] } : UNKNOWN;
  },
  'Fn::Join': (argument, linker, depth) => {
    const { unit: own, raw } = argument;
    if (Array.isArray(raw) && typeof raw[0] === 'string' && Array.isArray(raw[1])) return joined(own, raw[0], raw[1], linker, depth);
    const [delimiter, list] = itemsOf(argument, linker, depth);
    const separator = delimiter && evaluate(delimiter, linker, depth);
    if (separator?.kind !== 'known' || !list) return opaque(argument, linker, depth);
    const outcome = evaluate(list, linker, depth);
    if (outcome.kind !== 'known' || !Array.isArray(outcome.value)) return opaque(list, linker, depth);
    return joined(outcome.unit, String(separator.value), outcome.value, linker, depth);
  },
  'Fn::Sub': ({ unit, raw }, linker, depth) => {
    const [format, variables] = Array.isArray(raw) ? raw : [raw, {}];
    if (typeof format !== 'string') return UNKNOWN;
    const pieces = format.split(/\$\{([^}]*)\}/).flatMap((part, index): readonly Piece[] => {
      if (index % 2 === 0) return [part];
      if (part.startsWith('!')) return [`\${${part.slice(1)}}`];
      const name = part.trim();
      const value = variables && Object.hasOwn(variables, name) ? variables[name] : name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
      return piecesOf({ unit, raw: value }, linker, depth);
    });
    return ofPieces(unit, pieces);
  },
  'Fn::ImportValue': (argument, linker, depth) => {
    const name = evaluate(argument, linker, depth);
    const exported = name.kind === 'known' && typeof name.value === 'string' ? linker.exported(name.unit, name.value) : undefined;
    return exported ? evaluate(exported, linker, depth) : UNKNOWN;
  },
  'Fn::GetStackOutput': ({ unit, raw }, linker, depth) => {
    const { StackName, OutputName, Region } = Object(raw);
    if (typeof StackName !== 'string' || typeof OutputName !== 'string') return UNKNOWN;
    const region = knownString(evaluate({ unit, raw: Region }, linker, depth));
    const output = linker.outputOfStack(unit, StackName, OutputName, region);
    return output ? evaluate(output, linker, depth) : UNKNOWN;
  },
  'Fn::FindInMap': (argument, linker, depth) => {
    const [map, key, name] = itemsOf(argument, linker, depth).map(item => knownString(evaluate(item, linker, depth)));
    if (map === undefined || key === undefined || name === undefined) return UNKNOWN;
    const value = argument.unit.template.Mappings?.[map]?.[key]?.[name];
    return value === undefined ? UNKNOWN : { kind: 'known', unit: argument.unit, value };
  },
  'Fn::Select': (argument, linker, depth) => {
    const [index, list] = itemsOf(argument, linker, depth);
    const position = index && evaluate(index, linker, depth);
    const items = list ? itemsOf(list, linker, depth) : [];
    const item = position?.kind === 'known' ? items[Number(position.value)] : undefined;
    return item ? evaluate(item, linker, depth) : opaque(argument, linker, depth);
  },
  'Fn::Split': (argument, linker, depth) => {
    const [delimiter, text] = itemsOf(argument, linker, depth);
    const separator = delimiter && knownString(evaluate(delimiter, linker, depth));
    const pieces = text ? piecesOf(text, linker, depth) : [];
    // What is referred to may itself hold the delimiter.
    const isSplittable = separator && pieces.every(piece => typeof piece === 'string' || (piece === PSEUDO_PARAMETER && separator === ':'));
    return isSplittable ? { kind: 'known', unit: argument.unit, value: splitPieces(pieces, separator) } : opaque(argument, linker, depth);
  },
}));

function joined(unit: TemplateUnit, separator: string, parts: readonly unknown[], linker: Linker, depth: number): Outcome {
  const pieces: Piece[] = [];
  for (let index = 0; index < parts.length; index++) {
    if (index > 0 && separator !== '') pieces.push(separator);
    const raw = parts[index];
    const piece = typeof raw === 'string' ? raw : plainReference(unit, raw, linker);
    if (piece !== undefined) pieces.push(piece); else pieces.push(...piecesOf({ unit, raw }, linker, depth));
  }
  return ofPieces(unit, pieces);
}

/** A reference to a resource of the same template, as nearly all are; `undefined` for all else. */
export function plainReference(unit: TemplateUnit, raw: unknown, linker: Linker): ResourceReference | undefined {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return undefined;
  const name = soleKey(raw);
  const argument = name === 'Ref' || name === 'Fn::GetAtt' ? (raw as any)[name] : undefined;
  if (name === 'Ref') {
    const resource = typeof argument === 'string' ? linker.resource(unit, argument) : undefined;
    return resource && { resource };
  }
  if (!Array.isArray(argument) || argument.length !== 2) return undefined;
  const [logicalId, attribute] = argument;
  // An output of a nested stack, or a value of another Region, is something else.
  if (typeof logicalId !== 'string' || typeof attribute !== 'string' || attribute.startsWith('Outputs.')) return undefined;
  const resource = linker.resource(unit, logicalId);
  return resource === undefined || resource.resourceType === CROSS_REGION_READER ? undefined : { resource, attribute };
}

/** A text whose parts are known, as a value inside a list. */
class Text {
  constructor(public readonly pieces: readonly Piece[]) {}
}

function splitPieces(pieces: readonly Piece[], separator: string): Text[] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    const [first, ...rest]: readonly Piece[] = typeof piece === 'string' ? piece.split(separator) : [piece];
    parts[parts.length - 1].push(first);
    for (const part of rest) parts.push([part]);
  }
  return parts.map(part => new Text(part));
}

function pseudoParameter(unit: TemplateUnit, name: string): Outcome {
  const known: Record<string, string | undefined> = { 'AWS::Region': unit.region, 'AWS::AccountId': unit.account, 'AWS::StackName': unit.stackName };
  if (name === 'AWS::NoValue') return ABSENT;
  const value = known[name];
  return value === undefined ? { kind: 'unknown', pieces: [PSEUDO_PARAMETER] } : { kind: 'known', unit, value };
}

/** A value that is not evaluated further than to what it refers to. */
function opaque(argument: Located, linker: Linker, depth: number): Outcome {
  return { kind: 'unknown', pieces: [UNKNOWN_PIECE, ...referencesIn(evaluate(argument, linker, depth + 1), linker, depth + 1)] };
}

function piecesOf(located: Located, linker: Linker, depth: number): readonly Piece[] {
  const outcome = evaluate(located, linker, depth);
  if (outcome.kind === 'absent') return [];
  if (outcome.kind === 'unknown') return outcome.pieces;
  return isScalar(outcome.value) ? [String(outcome.value)] : [UNKNOWN_PIECE];
}

function ofPieces(unit: TemplateUnit, pieces: readonly Piece[]): Outcome {
  let isKnown = true;
  for (const piece of pieces) {
    if (typeof piece !== 'string') isKnown = false;
    else if (piece.includes('{{resolve:')) return { kind: 'unknown', pieces: pieces.flatMap(withoutDynamicReferences) };
  }
  return isKnown ? { kind: 'known', unit, value: pieces.join('') } : { kind: 'unknown', pieces };
}

/** CloudFormation looks up at deployment what a dynamic reference names. */
function withoutDynamicReferences(text: Piece): Piece[] {
  if (typeof text !== 'string') return [text];
  return text.split(DYNAMIC_REFERENCE).flatMap((part, index): Piece[] => index === 0 ? [part] : [UNKNOWN_PIECE, part]);
}

function itemsOf(list: Located, linker: Linker, depth: number): Located[] {
  const outcome = evaluate(list, linker, depth);
  if (outcome.kind !== 'known' || !Array.isArray(outcome.value)) return [];
  return outcome.value.map(raw => ({ unit: outcome.unit, raw }));
}

function knownString(outcome: Outcome): string | undefined {
  return outcome.kind === 'known' && isScalar(outcome.value) ? String(outcome.value) : undefined;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const position = text.indexOf(separator);
  return position < 0 ? [text, undefined] : [text.slice(0, position), text.slice(position + 1)];
}
