/** The value at a path such as `$.items[0].id` or `$['order id']`; `undefined` when there is none. */
export function valueAt(document: unknown, path: string): unknown {
  let value: any = document;
  for (const [, name, index, quoted] of path.matchAll(/\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']+)'\]/g)) {
    const key = name ?? quoted ?? Number(index);
    if (value === null || typeof value !== 'object' || !Object.prototype.hasOwnProperty.call(value, key)) return undefined;
    value = value[key];
  }
  return value;
}
