import * as path from 'path';
import { publicModules } from './barrel';
import type { GeneratedFile } from './files';

/**
 * The compiled root module in the form of aws-cdk-lib's own: a module is loaded when one of its names is first
 * touched, and `exports.X = void 0` lets Node find the names for ESM imports without running anything.
 */
export function lazyRoot(root: string): GeneratedFile {
  const lines = publicModules(root).flatMap(module => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const names = Object.keys(require(path.join(root, 'lib', module)));
    return names.sort().map(name => exportLine(name, `./${module}`));
  });
  const head = ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });', 'var _noFold;'];
  return { path: 'lib/index.js', content: [...head, ...lines, ''].join('\n') };
}

function exportLine(name: string, module: string): string {
  // Node's lexer would take a literal name here for the export's definition, and with a getter of our form drop it.
  const define = (attributes: string) => `Object.defineProperty(exports, _noFold = "${name}", { enumerable: true, configurable: true, ${attributes} })`;
  const getter = `get: () => { const value = require("${module}").${name}; ${define('value')}; return value; }`;
  return `exports.${name} = void 0; ${define(getter)};`;
}
