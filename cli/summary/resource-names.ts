import type { ServiceManifest } from '../../src/core/private/service-manifest';

/** Names resources by the part of their path that tells them apart: what all have in common is left out. */
export function resourceNames({ coverage }: ServiceManifest): (path: string) => string {
  const paths = coverage.resources.map(({ path }) => path.split('/'));
  const shortest = Math.min(...paths.map(path => path.length - 1));
  let common = 0;
  while (common < shortest && paths.every(path => path[common] === paths[0][common])) common++;
  return path => path.split('/').slice(common).join('/');
}
