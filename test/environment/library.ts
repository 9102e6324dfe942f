import * as fs from 'fs';
import * as path from 'path';

const SOURCES = path.join(__dirname, '..', '..', 'src');

/** The library as tests import it. Like the compiled root, it loads a module when one of its names is first used: all of them together take longer than many a test. */
for (const [, file] of fs.readFileSync(path.join(SOURCES, 'index.ts'), 'utf-8').matchAll(/^export \* from '(.+)';$/gm)) {
  const module = path.join(SOURCES, file);
  for (const [, name] of fs.readFileSync(`${module}.ts`, 'utf-8').matchAll(/^export (?:abstract )?(?:class|enum) (\w+)/gm)) {
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => require(module)[name] });
  }
}
