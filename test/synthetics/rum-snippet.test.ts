import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { CfnParameter, Stack, type App } from 'aws-cdk-lib';
import type { Browser } from 'playwright-core';
import { GuestAccess, RealUserMonitor, type RealUserMonitorProps } from '../../src';
import { launchBrowser } from '../support/browser';
import { strictApp, synthesizeStrictly } from '../support/strict-app';
import { deployed, templateOf } from '../support/templates';

/** What functions find that run in the page. */
declare const window: any;
declare const document: any;

const PAGE = 'https://www.example.com/checkout?step=1';
const REGION = 'eu-west-1';

/** What only deployment knows. */
const DEPLOYED: Record<string, string> = {
  '@APP_MONITOR_ID@': '123456ab-1234-4ca9-9d2f-a1b2c3456789',
  '@IDENTITY_POOL_ID@': 'eu-west-1:12345678-1234-1234-1234-123456789012',
  '@REGION@': REGION,
  '@APPLICATION_VERSION@': '1.4.2',
};

/** Tells the page what the snippet gave it, as the web client reads it, and takes the queue over. */
const CLIENT = `
  const { q, n, i, v, r, c } = window.AwsRumClient;
  window.received = { commands: q, namespace: n, id: i, version: v, region: r, config: c, keys: Object.keys(window.AwsRumClient) };
`;

const digest = (algorithm: string, text: string) => `${algorithm}-${crypto.createHash(algorithm).update(text).digest('base64')}`;

interface Made {
  readonly app: App;
  readonly monitor: RealUserMonitor;
  readonly file: string;
}

function made(props: Partial<RealUserMonitorProps> = {}, env: { region?: string } = { region: REGION }): Made {
  const app = strictApp();
  const stack = new Stack(app, 'Shop', { env });
  const monitor = new RealUserMonitor(stack, 'Users', { appMonitorName: 'shop', domains: ['www.example.com'], ...props });
  const { directory } = synthesizeStrictly(app);
  return { app, monitor, file: fs.readFileSync(path.join(directory, 'cdk-pillars', 'rum', 'shop.html'), 'utf-8') };
}

function filledIn(file: string): string {
  return Object.entries(DEPLOYED).reduce((text, [standIn, value]) => text.replaceAll(standIn, value), file);
}

const scriptOf = (file: string) => /-->\n<script>([^]*)<\/script>\n$/.exec(file)![1];
const policyOf = (file: string) => /where pages have one, it needs\n {2}(.*)\n/.exec(file)![1];

let browser: Browser;
beforeAll(async () => { browser = await launchBrowser(); }, 60_000);
afterAll(async () => browser?.close());

interface Visitor {
  readonly client?: string;
  readonly calls?: string[];
  readonly addresses?: string[];
}

interface Visit {
  readonly received: any;
  readonly reached: string[];
  readonly violations: string[];
  readonly pages: boolean[];
}

/** Opens a page with the snippet in its head under a policy; `calls` are what the web client then sends to. */
async function visit(file: string, policy: string, { client = CLIENT, calls = [], addresses = [] }: Visitor = {}): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const reached: string[] = [];
  await page.route('**/*', async route => {
    const url = route.request().url();
    const headers = { 'access-control-allow-origin': '*' };
    if (url === PAGE) {
      // What runs before the head is of the test alone, and is not under test.
      const body = `<!DOCTYPE html><html><head><meta charset="utf-8">${file}</head><body></body></html>`;
      return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body });
    }
    reached.push(url);
    return route.fulfill(url.endsWith('.js') ? { contentType: 'text/javascript', headers, body: client } : { headers, body: '{}' });
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }: any) => window.violations.push(`${effectiveDirective} ${blockedURI}`));
    // The page asks something of the web client before that has loaded.
    document.addEventListener('DOMContentLoaded', () => window.cwr?.('recordPageView', '/checkout'));
  });
  await page.goto(PAGE, { waitUntil: 'load' });
  const sent = await page.evaluate(async urls => {
    for (const url of urls) await fetch(url, { method: 'POST' }).catch(() => undefined);
    // Violations are told one after the other, behind what is under way.
    await new Promise(resolve => setTimeout(resolve, 50));
    return { received: window.received, violations: window.violations };
  }, calls);
  const pages = await page.evaluate(urls => {
    const { pagesToInclude: included = [/.*/], pagesToExclude: excluded = [] } = window.received?.config ?? {};
    return urls.map(url => included.some((each: RegExp) => each.test(url)) && !excluded.some((each: RegExp) => each.test(url)));
  }, addresses);
  await context.close();
  return { ...sent, reached, pages };
}

/** The policy of the notes and nothing besides. */
const strict = (file: string) => policyOf(file).replace('script-src', `default-src 'none'; script-src '${digest('sha256', scriptOf(file))}'`);

const CDN = 'https://client.rum.us-east-1.amazonaws.com/3.2.1/cwr.js';
const DATA = 'https://dataplane.rum.eu-west-1.amazonaws.com/appmonitors/x';
const IDENTITY = 'https://cognito-identity.eu-west-1.amazonaws.com/';

test('a page under the policy of the notes loads the web client and gives it the configuration and what was asked before', async () => {
  const file = filledIn(made({ applicationVersion: '2.0.1', tracing: true, traceHeader: true }).file);
  const { received, reached, violations } = await visit(file, strict(file), { calls: [DATA, IDENTITY, 'https://elsewhere.example.com/'] });

  expect(received).toEqual({
    commands: [{ c: 'recordPageView', p: '/checkout' }], namespace: 'cwr', id: DEPLOYED['@APP_MONITOR_ID@'], version: '2.0.1', region: REGION,
    config: {
      sessionSampleRate: 0.1, signing: false, endpoint: 'https://dataplane.rum.eu-west-1.amazonaws.com',
      telemetries: ['errors', 'performance', ['http', { addXRayTraceIdHeader: true }]], allowCookies: false, enableXRay: true,
    },
    // With the key u, the web client would ask for a configuration from elsewhere.
    keys: ['q', 'n', 'i', 'v', 'r', 'c'],
  });
  expect(reached).toEqual([CDN, DATA]);
  expect(violations).toEqual([`connect-src ${IDENTITY}`, 'connect-src https://elsewhere.example.com/']);
});

test('guests of an identity pool reach Cognito and RUM', async () => {
  const file = filledIn(made({ access: GuestAccess.cognito() }).file);
  const { received, reached, violations } = await visit(file, strict(file), { calls: [DATA, IDENTITY] });

  expect(received.config).toMatchObject({ identityPoolId: DEPLOYED['@IDENTITY_POOL_ID@'] });
  expect(received.config).not.toHaveProperty('signing');
  expect(received.config).not.toHaveProperty('guestRoleArn');
  expect([reached, violations]).toEqual([[CDN, DATA, IDENTITY], []]);
});

test('without the hash, or with that of something else, the policy holds the snippet back', async () => {
  const file = filledIn(made().file);
  for (const policy of [policyOf(file), strict(file.replace('3.2.1/cwr.js",', '3.2.0/cwr.js",'))]) {
    const { received, reached, violations } = await visit(file, policy);
    expect([received, reached, violations]).toEqual([undefined, [], ['script-src-elem inline']]);
  }
});

test('a nonce does as well as a hash', async () => {
  const file = filledIn(made().file);
  const { received } = await visit(file.replace('\n<script>', '\n<script nonce="abc123">'), policyOf(file).replace('script-src', 'default-src \'none\'; script-src \'nonce-abc123\''));
  expect(received.id).toBe(DEPLOYED['@APP_MONITOR_ID@']);
});

test('browsers run the web client of the given hash, and no other', async () => {
  const file = filledIn(made({ clientIntegrity: digest('sha384', CLIENT) }).file);

  expect((await visit(file, strict(file))).received.id).toBe(DEPLOYED['@APP_MONITOR_ID@']);
  const tampered = await visit(file, strict(file), { client: `${CLIENT};` });
  expect([tampered.received, tampered.reached]).toEqual([undefined, [CDN]]);
});

test('a copy beside the pages needs no other host', async () => {
  const file = filledIn(made({ clientUrl: '/assets/cwr.js' }).file);
  const { received, reached } = await visit(file, strict(file));
  expect(policyOf(file)).toMatch(/^script-src 'self';/);
  expect([received.region, reached]).toEqual([REGION, ['https://www.example.com/assets/cwr.js']]);
});

test.each([
  ['includedPages', ['https://www.example.com/checkout', 'https://www.example.com/docs/*'], [true, true, true, true, false, false, false]],
  ['excludedPages', ['https://www.example.com/checkout', 'https://www.example.com/docs/*'], [false, false, false, false, true, true, true]],
])('%s hold whatever the query and the fragment, and for no page that begins alike', async (property, pages, expected) => {
  const file = filledIn(made({ [property]: pages }).file);
  const addresses = [
    'https://www.example.com/checkout', PAGE, 'https://www.example.com/checkout#top', 'https://www.example.com/docs/a/b',
    'https://www.example.com/checkout/done', 'https://www.example.com/', 'https://wwwxexample.com/checkout',
  ];
  expect((await visit(file, strict(file), { addresses })).pages).toEqual(expected);
});

test('what is not a name cannot close the script element', async () => {
  const file = filledIn(made({ applicationVersion: '1</script><!--"' }).file);
  expect((await visit(file, strict(file))).received.version).toBe('1</script><!--"');
});

test('the notes name every stand-in with the command that gets its value, and nothing is left when all are filled in', () => {
  const app = strictApp();
  const stack = new Stack(app, 'Shop');
  const applicationVersion = new CfnParameter(stack, 'Version').valueAsString;
  new RealUserMonitor(stack, 'Users', { appMonitorName: 'shop', domains: ['www.example.com'], access: GuestAccess.cognito(), applicationVersion, snippetOutput: true });
  const file = fs.readFileSync(path.join(synthesizeStrictly(app).directory, 'cdk-pillars', 'rum', 'shop.html'), 'utf-8');
  const [notes] = file.split('-->');

  expect([...new Set(file.match(/@[A-Z_]+@/g))].sort()).toEqual(Object.keys(DEPLOYED).sort());
  for (const standIn of Object.keys(DEPLOYED)) expect(notes).toContain(`\n  ${standIn}\n`);
  expect(notes).toContain('aws rum get-app-monitor --name shop --region @REGION@ --query AppMonitor.Id --output text');
  expect(notes).toContain('--query AppMonitor.AppMonitorConfiguration.IdentityPoolId');
  expect(filledIn(file)).not.toMatch(/@|\$\{Token/);
});

test('the output is the snippet of the file with everything filled in', () => {
  const { app, monitor, file } = made({ snippetOutput: true, access: GuestAccess.cognito(), allowCookies: true });
  const [output] = Object.values<any>(templateOf(synthesizeStrictly(app), 'Shop').Outputs).filter(({ Description }) => /app monitor shop/.test(Description));
  const resolved = (value: any) => deployed(value).replace(/Users\w+\.Id/, DEPLOYED['@APP_MONITOR_ID@']).replace(/UsersIdentityPool\w+/, DEPLOYED['@IDENTITY_POOL_ID@']).replace('AWS::URLSuffix', 'amazonaws.com');

  expect(`<script>${scriptOf(filledIn(file))}</script>\n`).toBe(resolved(output.Value));
  expect(resolved(Stack.of(monitor).resolve(monitor.snippet))).toBe(resolved(output.Value));
});

test('a page that does not load the web client from the CDN of AWS allows no such host, and the policy is there for headers of the app', () => {
  const { monitor } = made({ clientUrl: 'https://static.example.com/cwr.js', access: GuestAccess.cognito() });
  const policy = Stack.of(monitor).resolve(monitor.contentSecurityPolicy);
  expect(Object.fromEntries(Object.entries<any[]>(policy).map(([directive, values]) => [directive, values.map(deployed)]))).toEqual({
    'script-src': ['https://static.example.com/cwr.js'],
    'connect-src': ['https://dataplane.rum.eu-west-1.AWS::URLSuffix', 'https://cognito-identity.eu-west-1.AWS::URLSuffix'],
  });
});

test('the files of two monitors stand beside each other, and none of an earlier synthesis stays', () => {
  const app = strictApp();
  for (const region of ['eu-west-1', 'us-east-1']) new RealUserMonitor(new Stack(app, `Shop-${region}`, { env: { region } }), 'Users', { appMonitorName: 'shop', domains: ['www.example.com'] });
  const folder = path.join(app.outdir, 'cdk-pillars', 'rum');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'old.html'), '');
  synthesizeStrictly(app);

  const files = fs.readdirSync(folder).sort();
  expect(files).toEqual([expect.stringMatching(/^shop-[0-9a-f]{8}\.html$/), 'shop.html']);
  expect(files.map(file => /"(\w+-\w+-\d)"/.exec(fs.readFileSync(path.join(folder, file), 'utf-8'))![1])).toEqual(['us-east-1', 'eu-west-1']);
});
