import * as fs from 'fs';
import * as path from 'path';

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const file = path.join(__dirname, '..', '..', 'package-lock.json');
const packages: Record<string, LockedPackage> = JSON.parse(fs.readFileSync(file, 'utf-8')).packages;

test('the lock file names no registry', () => {
  expect(Object.values(packages).map(({ resolved }) => resolved).filter(Boolean)).toEqual([]);
});

test('the lock file knows the packages of every platform: without them, `npm ci` refuses it', () => {
  const locked = new Set(Object.keys(packages).map(location => location.split('node_modules/').pop()));
  const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));

  expect(optional.filter(name => !locked.has(name))).toEqual([]);
});
