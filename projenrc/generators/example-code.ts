import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { IMPORT_NAME } from '../identity';
import { publicModules } from './barrel';
import { freeNames } from './free-names';

/** The code of an example with the imports that it needs, as it stands in a stack. */
export function withImports(root: string, code: string): string {
  const names = freeNames(code);
  const fromCdk = names.filter(name => cdkExport(name) !== undefined);
  const others = names.filter(name => !fromCdk.includes(name));
  const own = others.length > 0 ? others.filter(name => ownNames(root).has(name)) : [];
  const lines = [
    importLine(fromCdk.map(name => cdkExport(name) === name ? name : `${cdkExport(name)} as ${name}`), 'aws-cdk-lib'),
    importLine(own, IMPORT_NAME),
  ].filter(line => line !== undefined);
  return lines.length > 0 ? `${lines.join('\n')}\n\n${code}` : code;
}

/** What a name stands for in examples: modules of the CDK are called by their names without `aws_`. */
export function cdkExport(name: string): string | undefined {
  return [`aws_${name}`, name].find(candidate => Object.hasOwn(cdk, candidate));
}

function importLine(names: readonly string[], module: string): string | undefined {
  return names.length > 0 ? `import { ${[...names].sort((a, b) => a.localeCompare(b, 'en')).join(', ')} } from '${module}';` : undefined;
}

const OWN_NAMES = new Map<string, ReadonlySet<string>>();

/** Read from the modules, since the barrel may not list a new one yet. */
function ownNames(root: string): ReadonlySet<string> {
  let names = OWN_NAMES.get(root);
  if (!names) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    names = new Set(publicModules(root).flatMap(module => Object.keys(require(path.join(root, 'src', module)))));
    OWN_NAMES.set(root, names);
  }
  return names;
}
