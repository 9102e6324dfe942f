import { knownFile } from './files/known-files';
import { locate, type Position } from './text/source';

/**
 * Where a resource stands in the text of a template, or a property of it as far as it is written there. For a resource that SAM or a loop makes, where the author
 * wrote what it is made of.
 *
 * @param file path of the template
 * @param logicalId logical id of the resource; empty for the template as a whole
 * @param propertyPath names below the resource, joined by dots, such as `Properties.TracingConfig.Mode`; an item of a list by its index
 */
export function positionOf(file: string, logicalId: string, propertyPath = ''): Position | undefined {
  const { source, origins } = knownFile(file);
  const names = propertyPath === '' ? [] : propertyPath.split('.');
  if (logicalId === '') return locate(source(), names).position;
  const resource = ['Resources', origins.get(logicalId) ?? logicalId];
  const found = locate(source(), [...resource, ...names]);
  if (found.depth < resource.length) return undefined;
  // A property that is missing altogether is missed at the resource.
  return found.depth > resource.length + 1 ? found.position : locate(source(), resource).position;
}
