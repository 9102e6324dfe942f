import { execFileSync } from 'child_process';
import * as fs from 'fs';

interface Plan {
  readonly packageName: string;
  readonly version: string;
  readonly tarball: string;
  readonly registry: string;
  readonly distTag: string;
}

function plan(): Plan {
  const { name, version } = JSON.parse(fs.readFileSync('package.json', 'utf-8'));
  const registry = process.env.NPM_REGISTRY_URL;
  if (!registry) {
    throw new Error('NPM_REGISTRY_URL is not set: set it to the URL of the npm registry to publish to (AWS CodeArtifact or any other).');
  }
  if (!URL.canParse(registry)) throw new Error(`NPM_REGISTRY_URL is not a URL: '${registry}'.`);
  return {
    packageName: name,
    version,
    tarball: `dist/js/${name.replace('@', '').replace('/', '-')}-${version}.tgz`,
    // Npm looks up credentials by the folder of the URL: without the slash, by its parent.
    registry: registry.replace(/\/*$/, '/'),
    distTag: process.env.NPM_DIST_TAG || 'latest',
  };
}

function publish({ version, tarball, registry, distTag }: Plan): void {
  if (version === '0.0.0') throw new Error('package.json has no version yet: run `npm version --no-git-tag-version <version>`, then build and pack again.');
  if (!fs.existsSync(tarball)) throw new Error(`${tarball} does not exist: run \`npm test\` and \`npm run package:js\` first.`);
  execFileSync('npm', ['publish', tarball, '--registry', registry, '--tag', distTag], {
    stdio: 'inherit',
    env: { ...process.env, ...credentials(registry) },
  });
}

/** The token reaches npm by its environment, bound to the one registry: it is in no file and in no list of processes. */
function credentials(registry: string): Record<string, string> {
  const token = process.env.NPM_TOKEN;
  if (!token) return {};
  const { host, pathname } = new URL(registry);
  return { [`npm_config_//${host}${pathname}:_authToken`]: token };
}

try {
  const release = plan();
  console.log(`${release.packageName}@${release.version} from ${release.tarball} to ${release.registry} as '${release.distTag}'`);
  if (process.argv.includes('--dry-run')) {
    console.log('Dry run: nothing was published.');
  } else {
    publish(release);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
