import type { ServiceManifest } from '../../src/core/private/service-manifest';

/** Names resources by the part of their path that tells them apart: what all have in common is left out. */
export function resourceNames({ coverage }: ServiceManifest): (path: string) => string {
  const [first = [], ...others] = coverage.resources.map(({ path }) => path.split('/'));
  const tellsApart = (index: number) => index === first.length - 1 || others.some(path => index === path.length - 1 || path[index] !== first[index]);
  const begin = first.findIndex((_, index) => tellsApart(index));
  return path => path.split('/').slice(Math.max(0, begin)).join('/');
}
