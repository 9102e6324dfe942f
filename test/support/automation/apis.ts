import data from '../data/automation-apis.json';

type Shape = string | readonly [Shape] | { readonly [name: string]: Shape };

interface Api {
  readonly required: readonly string[];
  readonly input: Shape;
  readonly output: Shape;
}

export const APIS = data.apis as unknown as Readonly<Record<string, Api>>;

const NUMBERS = ['integer', 'long', 'double', 'float'];
const INPUTS_OF_ACTIONS = ['Service', 'Api', 'PropertySelector', 'DesiredValues'];

export function apiOf(inputs: any): string {
  return `${inputs.Service}.${inputs.Api}`;
}

/** Arguments of a call, without what the action itself takes. */
export function argumentsOf(inputs: any): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !INPUTS_OF_ACTIONS.includes(name)));
}

/** What AWS would refuse of the arguments of a call. A text that refers to something may become anything, and a whole-text reference any type. */
export function faultsOfCall(name: string, args: Record<string, unknown>): string[] {
  const api = Object.hasOwn(APIS, name) ? APIS[name] : undefined;
  if (!api) return [`${name} is no known API`];
  return [
    ...api.required.filter(each => args[each] === undefined).map(each => `${name} needs ${each}`),
    ...faults(args, api.input, name),
  ];
}

function faults(value: any, shape: Shape, at: string): string[] {
  if (typeof value === 'string' && /^\{\{[^{}]+\}\}$/.test(value)) return [];
  if (typeof shape === 'string') {
    const type = NUMBERS.includes(shape) ? 'number' : shape;
    return typeof value === type ? [] : [`${at} is a ${typeof value}, and has to be a ${shape}`];
  }
  if (Array.isArray(shape)) return Array.isArray(value) ? value.flatMap((each, index) => faults(each, shape[0], `${at}[${index}]`)) : [`${at} has to be a list`];
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [`${at} has to be a structure`];
  return Object.entries(value).flatMap(([key, each]) => {
    const member = (shape as Record<string, Shape>)[key] ?? (shape as Record<string, Shape>)['*'];
    return member === undefined ? [`${at} has no ${key}`] : faults(each, member, `${at}.${key}`);
  });
}

/** The type that a selector finds in a response, such as `string`, or nothing. */
export function typeAt(name: string, path: string): string | undefined {
  let shapes: readonly Shape[] = [APIS[name].output];
  for (const step of path.slice(1).match(/\.\.?\w+|\[\d+\]/g) ?? []) shapes = shapes.flatMap(shape => shapesFrom(shape, step));
  const [shape] = shapes;
  if (shape === undefined) return undefined;
  if (typeof shape === 'string') return NUMBERS.includes(shape) ? 'number' : shape;
  return Array.isArray(shape) ? 'list' : 'structure';
}

function shapesFrom(shape: Shape, step: string): Shape[] {
  if (typeof shape === 'string') return [];
  if (step.startsWith('..')) {
    const name = step.slice(2);
    const inner = Object.values(shape).flatMap(each => shapesFrom(each, step));
    return !Array.isArray(shape) && (shape as any)[name] !== undefined ? [(shape as any)[name], ...inner] : inner;
  }
  if (step.startsWith('[')) return Array.isArray(shape) ? [shape[0]] : [];
  const member = Array.isArray(shape) ? undefined : (shape as any)[step.slice(1)] ?? (shape as any)['*'];
  return member === undefined ? [] : [member];
}
