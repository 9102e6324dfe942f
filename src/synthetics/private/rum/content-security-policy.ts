import { endpointsOf } from './web-client';

export interface SnippetSources {
  readonly clientUrl: string;
  readonly region: string;
  readonly urlSuffix: string;
  /** Whether guests get credentials from Cognito. */
  readonly signed: boolean;
}

/** What a page has to allow for the web client, by directive; the snippet itself, an inline script, needs a hash or a nonce beside it. */
export function policySources({ clientUrl, region, urlSuffix, signed }: SnippetSources): { [directive: string]: string[] } {
  const { data, identity } = endpointsOf(region, urlSuffix);
  return {
    // A whole address allows this file and no other from a CDN that everybody shares.
    'script-src': [clientUrl.startsWith('/') ? '\'self\'' : clientUrl],
    'connect-src': signed ? [data, identity] : [data],
  };
}

/** Directives as they stand in the header. */
export function renderPolicy(sources: { readonly [directive: string]: readonly string[] }): string {
  return Object.entries(sources).map(([directive, values]) => `${directive} ${values.join(' ')}`).join('; ');
}
