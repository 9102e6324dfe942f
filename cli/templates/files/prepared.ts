import type { Template } from '../../../src/rules/private/template-unit';
import { simplified } from '../language/functions';
import { unroll } from '../language/loops';
import { isObject, type Values } from '../language/values';
import { redirected } from '../sam/references';
import { isSam, transformed } from '../sam/transform';

/** A template as rules read it, and what the author wrote for resources that stand there under other logical ids. */
export interface Prepared {
  readonly template: Template;
  readonly origins: ReadonlyMap<string, string>;
}

/** What CloudFormation makes of a template before it deploys it: loops, functions of the language extensions, SAM. */
export function prepared(written: Values): Prepared {
  const loops = unroll(isObject(written.Resources) ? written.Resources : {});
  const outputs = unroll(isObject(written.Outputs) ? written.Outputs : {}).members;
  const template: Values = {
    ...written,
    Resources: Object.fromEntries(Object.entries(loops.members).map(([id, resource]) => [id, simplifiedResource(resource)])),
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, isObject(output) ? simplified(output) : output])),
  };
  if (!isSam(template)) return { template: template as Template, origins: loops.origins };
  const { resources, origins, references } = transformed(template);
  const all = new Map(loops.origins);
  for (const [id, author] of origins) all.set(id, loops.origins.get(author) ?? author);
  return { template: { ...template, Resources: resources, Outputs: redirected(template.Outputs, references) } as Template, origins: all };
}

/** A transform beside its properties may add to any of them. */
function simplifiedResource(resource: unknown): unknown {
  if (!isObject(resource)) return resource;
  const { 'Fn::Transform': transform, ...own } = resource;
  const members: Record<string, unknown> = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, simplified(value)]));
  return transform === undefined ? members : { ...members, Properties: { 'Fn::Transform': [transform, members.Properties ?? {}] } };
}
