import { spawn } from 'child_process';
import * as fs from 'fs';
import * as http from 'http';
import type { AddressInfo } from 'net';
import * as os from 'os';
import * as path from 'path';

const root = path.join(__dirname, '..', '..');
const REGISTRY = 'https://packages.example.com/npm/internal/';

let tree: string;

beforeEach(() => {
  tree = fs.mkdtempSync(path.join(os.tmpdir(), 'release-'));
});

afterEach(() => fs.rmSync(tree, { recursive: true }));

/** Runs the release as it would run for a package of this name and version. */
async function release(manifest: object, env: Record<string, string>, ...args: string[]) {
  fs.writeFileSync(path.join(tree, 'package.json'), JSON.stringify(manifest));
  const { NPM_REGISTRY_URL, NPM_DIST_TAG, NPM_TOKEN, ...inherited } = process.env;
  const child = spawn(path.join(root, 'node_modules/.bin/tsx'), [path.join(root, 'projenrc/tasks/release.ts'), ...args], {
    cwd: tree,
    env: { ...inherited, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => output += data);
  const status = await new Promise(resolve => child.on('close', resolve));
  return { status, output };
}

test('a dry run says what would be published, where and how, and keeps the token to itself', async () => {
  const { status, output } = await release(
    { name: '@acme/cdk-pillars', version: '1.2.3' },
    { NPM_REGISTRY_URL: REGISTRY, NPM_DIST_TAG: 'next', NPM_TOKEN: 'secret' },
    '--dry-run',
  );

  expect(output).toContain(`@acme/cdk-pillars@1.2.3 from dist/js/acme-cdk-pillars-1.2.3.tgz to ${REGISTRY} as 'next'`);
  expect(output).toContain('Dry run: nothing was published.');
  expect(output).not.toContain('secret');
  expect(status).toBe(0);
});

test('a release puts the tarball into the configured registry, with the token', async () => {
  const requests: { method?: string; url?: string; authorization?: string; body: any }[] = [];
  const registry = http.createServer((request, response) => {
    let body = '';
    request.on('data', data => body += data);
    request.on('end', () => {
      requests.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body: body && JSON.parse(body) });
      response.writeHead(request.method === 'PUT' ? 201 : 404, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>(resolve => registry.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/npm/internal`;
    const manifest = { name: 'cdk-pillars', version: '1.2.3' };
    fs.mkdirSync(path.join(tree, 'dist/js'), { recursive: true });
    fs.writeFileSync(path.join(tree, 'package.json'), JSON.stringify(manifest));
    await new Promise(resolve => spawn('npm', ['pack', '--pack-destination', 'dist/js'], { cwd: tree }).on('close', resolve));

    const { status, output } = await release(manifest, { NPM_REGISTRY_URL: url, NPM_TOKEN: 'secret' });

    expect([status, output]).toEqual([0, expect.stringContaining('cdk-pillars@1.2.3 from')]);
    expect(requests.find(({ method }) => method === 'PUT')).toMatchObject({
      url: '/npm/internal/cdk-pillars',
      authorization: 'Bearer secret',
      body: { 'name': 'cdk-pillars', 'dist-tags': { latest: '1.2.3' } },
    });
  } finally {
    registry.close();
  }
});

test.each([
  ['without a registry', '1.2.3', {}, 'NPM_REGISTRY_URL is not set: set it to the URL of the npm registry to publish to'],
  ['to a registry that is no URL', '1.2.3', { NPM_REGISTRY_URL: 'packages' }, 'NPM_REGISTRY_URL is not a URL: \'packages\''],
  ['without a version', '0.0.0', { NPM_REGISTRY_URL: REGISTRY }, 'package.json has no version yet: run `npm version'],
  ['without a tarball', '1.2.3', { NPM_REGISTRY_URL: REGISTRY }, 'dist/js/cdk-pillars-1.2.3.tgz does not exist: run'],
])('%s, nothing is released and the error says what to do', async (_, version, env: Record<string, string>, message) => {
  const { status, output } = await release({ name: 'cdk-pillars', version }, env);

  expect([status, output]).toEqual([1, expect.stringContaining(message)]);
});

test('no tracked file decides for itself where the package goes', () => {
  expect(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf-8'))).not.toHaveProperty('publishConfig');

  const files = ['.npmrc', 'package.json', 'package-lock.json', '.github/workflows/build.yml', '.github/workflows/release.yml'];
  for (const file of files) expect(fs.readFileSync(path.join(root, file), 'utf-8')).not.toMatch(/registry\.(npmjs|yarnpkg)|npmjs\.org/);
});
