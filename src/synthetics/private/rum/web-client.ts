/**
 * The web client of CloudWatch RUM that snippets load.
 *
 * Sources: the newest release on npm and the change log of the client; its documentation for the address and for the names of the configuration.
 * @see https://github.com/aws-observability/aws-rum-web/blob/main/docs/cdn_installation.md
 */
export const WEB_CLIENT = {
  asOf: '2026-11-21',
  version: '3.2.1',
  host: 'https://client.rum.us-east-1.amazonaws.com',
  file: 'cwr.js',
} as const;

/** Where the CDN of AWS has a version, which may be a moving one such as `3.x`. */
export function cdnUrl(version: string): string {
  return `${WEB_CLIENT.host}/${version}/${WEB_CLIENT.file}`;
}

/** Whether a version always leads to the same file. */
export function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version);
}

/** The service that web clients send events to, and the one that gives guests credentials. */
export function endpointsOf(region: string, urlSuffix: string): { readonly data: string; readonly identity: string } {
  return { data: `https://dataplane.rum.${region}.${urlSuffix}`, identity: `https://cognito-identity.${region}.${urlSuffix}` };
}
