const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/g;
const SYSTEM = ['automation:EXECUTION_ID', 'global:REGION', 'global:ACCOUNT_ID', 'global:DATE', 'global:DATE_TIME', 'global:AWS_PARTITION'];

/** What the texts of a value refer to. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(REFERENCE)].map(([, name]) => name);
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(referencesIn);
}

export function isSystemVariable(name: string): boolean {
  return SYSTEM.includes(name);
}

/** A value with its references replaced: a text that is nothing but a reference becomes what it refers to, whatever type that is. */
export function resolveReferences(value: any, lookUp: (name: string) => unknown): any {
  if (typeof value === 'string') {
    const [whole] = /^\{\{\s*[^{}]+?\s*\}\}$/.exec(value) ?? [];
    if (whole) return lookUp(referencesIn(whole)[0]);
    return value.replace(REFERENCE, (_, name) => {
      const found = lookUp(name);
      return typeof found === 'string' ? found : JSON.stringify(found);
    });
  }
  if (Array.isArray(value)) return value.map(each => resolveReferences(each, lookUp));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolveReferences(each, lookUp)]));
  return value;
}
