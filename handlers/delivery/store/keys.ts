/** Times as they stand in sort keys: in the order of time. */
export function stamp(time: number): string {
  return new Date(time).toISOString();
}

/** After every sort key that begins so. */
export function endOf(prefix: string): string {
  return `${prefix}\uffff`;
}

export function homeKey(service: string, environment: string): string {
  return `${service}#${environment}`;
}

export function ownerOf(home: string): { service: string; environment: string } {
  const end = home.indexOf('#');
  return { service: home.slice(0, end), environment: home.slice(end + 1) };
}
