/** Values at a JSONPath of names, numbers and `..`, which is what documents of ours use; one value where the path is definite. */
export function select(value: unknown, path: string): unknown {
  if (!/^\$(\.\.?[A-Za-z]\w*|\[\d+\])+$/.test(path)) throw new Error(`${path} is no JSONPath without filters`);
  const steps = path.slice(1).match(/\.\.?\w+|\[\d+\]/g)!;
  const found = steps.reduce((values, step) => values.flatMap(each => stepFrom(each, step)), [value]);
  return isDefinite(path) ? found[0] : found;
}

export function isDefinite(path: string): boolean {
  return !path.includes('..');
}

function stepFrom(value: any, step: string): unknown[] {
  if (step.startsWith('..')) return deep(value, step.slice(2));
  const key = step.startsWith('[') ? Number(step.slice(1, -1)) : step.slice(1);
  if (typeof key === 'number' ? !Array.isArray(value) : typeof value !== 'object') return [];
  return value === null || value[key] === undefined ? [] : [value[key]];
}

function deep(value: any, key: string): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  const here = !Array.isArray(value) && value[key] !== undefined ? [value[key]] : [];
  return [...here, ...Object.values(value).flatMap(each => deep(each, key))];
}
