import * as fs from 'fs';

/**
 * A registry that mirrors only some platforms leaves the packages of the others out of the lock file, and `npm ci`
 * refuses such a lock file everywhere. What is missing follows from the packages that name them as optional.
 */

interface LockedPackage {
  readonly dev?: boolean;
  readonly optionalDependencies?: Record<string, string>;
}

const LOCK_FILE = 'package-lock.json';
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

function missingPackages(packages: Record<string, LockedPackage>): [string, object][] {
  return Object.values(packages).flatMap(({ dev, optionalDependencies = {} }) =>
    Object.entries(optionalDependencies).flatMap(([name, version]): [string, object][] => {
      const location = `node_modules/${name}`;
      const platform = platformOf(name);
      if (!platform || packages[location]) return [];
      return [[location, { version, cpu: [platform.cpu], ...dev && { dev }, optional: true, os: [platform.os] }]];
    }),
  );
}

/** The platform by which npm decides whether to install a package, if it is made for one: its name tells. */
function platformOf(name: string): { os: string; cpu: string } | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find(system => words.includes(system));
  const cpu = PROCESSORS.find(processor => words.includes(processor));
  return os && cpu ? { os, cpu } : undefined;
}

const lock = JSON.parse(fs.readFileSync(LOCK_FILE, 'utf-8'));
const missing = missingPackages(lock.packages);
if (missing.length > 0) {
  const sorted = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => a.localeCompare(b, 'en'));
  fs.writeFileSync(LOCK_FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
  console.log(`Added to ${LOCK_FILE}: ${missing.map(([location]) => location).join(', ')}`);
}
