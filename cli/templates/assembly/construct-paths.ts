import type { Template } from '../../../src/rules/private/template-unit';
import type { Metadata } from './manifest';

const PATH_METADATA = 'aws:cdk:path';
const LOGICAL_ID_METADATA = 'aws:cdk:logicalId';

/** Paths of constructs by the logical ids of what they made: as the template tells, or as the manifest does. */
export function constructPaths(template: Template, metadata: Metadata): (logicalId: string) => string | undefined {
  let byId: Map<string, string> | undefined;
  return logicalId => {
    const written = template.Resources?.[logicalId]?.Metadata?.[PATH_METADATA];
    if (typeof written === 'string') return written;
    byId ??= new Map(Object.entries(metadata).flatMap(([path, entries]) => entries
      .filter(({ type, data }) => type === LOGICAL_ID_METADATA && typeof data === 'string')
      .map(({ data }) => [data as string, path.replace(/^\//, '')])));
    return byId.get(logicalId);
  };
}

/** The path of a nested stack, from that of the resource that it is in its parent: `Shop/Net.NestedStack/Net.NestedStackResource`. */
export function nestedPath(parent: string, logicalId: string, resource: string | undefined): string {
  const [, around] = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resource ?? '') ?? [];
  return around ?? resource ?? `${parent}/${logicalId}`;
}
