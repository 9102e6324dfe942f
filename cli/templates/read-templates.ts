import type { TemplateUnit } from '../../src/rules/private/template-unit';
import { assemblyUnits } from './assembly/assembly-units';
import { find } from './files/find-templates';
import { unitsOf } from './files/nested-templates';
import type { TemplateFile } from './files/template-file';
import { problem, together } from './text/problem';

/**
 * Reads templates of CloudFormation and SAM, and cloud assemblies.
 *
 * @param targets files, and folders that are read with all folders inside of them
 * @throws Failure that tells all that cannot be read, and what to do
 */
export function readTemplates(targets: readonly string[]): TemplateUnit[] {
  const found = targets.map(target => {
    const { templates, assemblies, failures } = find(target);
    const isEmpty = templates.length + assemblies.length + failures.length === 0;
    return { templates, assemblies, failures: isEmpty ? [problem(target, undefined, 'there is no template in this folder', 'Name the folder of your templates, or run `npx cdk synth` first')] : failures };
  });
  const failures = found.flatMap(each => each.failures);
  if (failures.length > 0) throw together(failures);
  const files = new Map<string, TemplateFile>(found.flatMap(({ templates }) => templates.map(template => [template.file, template])));
  const folders = new Set(found.flatMap(({ assemblies }) => assemblies));
  return [...[...folders].flatMap(folder => assemblyUnits(folder)), ...unitsOf([...files.values()])];
}
