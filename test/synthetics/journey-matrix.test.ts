/** @slow It journeys that hang on purpose. */
import * as fs from 'fs';
import * as path from 'path';
import { Duration } from 'aws-cdk-lib';
import type { Browser } from 'playwright-core';
import { BrowserAction, Check, Journey } from '../../src';
import { startBrowser } from '../support/synthetics/browser';
import { deployed } from '../support/synthetics/canary-assets';
import { VALID } from '../support/synthetics/certificates';
import { runCanary, type Run } from '../support/synthetics/harness';
import { runMultiChecks } from '../support/synthetics/multi-checks';
import { bundleScripts } from '../support/synthetics/scripts';
import { openSite, type Mood, type Site } from '../support/synthetics/site';

/** Where the screenshots of failures are kept until the next run. */
const SCREENSHOTS = path.join(__dirname, '..', '..', 'coverage', 'canary-screenshots');

const TIMING = { timeout: Duration.millis(2_000), maximumDuration: Duration.millis(900) };

let site: Site;
let browser: Browser;
let baseline: Map<string, Buffer>;

beforeAll(async () => {
  fs.rmSync(SCREENSHOTS, { recursive: true, force: true });
  [site, browser] = await Promise.all([openSite(), startBrowser(), bundleScripts()]);
  // The first page of a browser takes longer than those that follow.
  await (await browser.newPage()).goto(site.url);
  baseline = new Map();
  await run('visual', 'healthy');
});

afterAll(async () => {
  await Promise.all([site?.close(), browser?.close()]);
});

const JOURNEYS = {
  heartbeat: () => Journey.heartbeat('home', { url: `${site.url}/`, expectText: 'Welcome', ...TIMING }),
  api: () => Journey.api('orders', {
    steps: [
      {
        name: 'log-in', url: `${site.url}/api/login`, method: 'POST', body: '{"user":"canary"}', timeout: TIMING.timeout, maximumLatency: TIMING.maximumDuration,
        expectStatus: [201], expectHeaders: { 'content-type': 'application/json' }, expectJson: { '$.user.id': 7 }, remember: { token: '$.token' },
      },
      {
        name: 'list-orders', url: `${site.url}/api/orders`, headers: { Authorization: 'Bearer {{token}}' }, timeout: TIMING.timeout,
        expectJson: { '$.items[0].id': 'A1', '$.items[0]': { paid: true, id: 'A1' } },
      },
    ],
  }),
  browser: () => Journey.browser('search', {
    steps: [
      { name: 'open-shop', ...TIMING, actions: [BrowserAction.open(`${site.url}/`), BrowserAction.expectVisible('h1')] },
      {
        name: 'search', ...TIMING, actions: [
          BrowserAction.fill('#search', 'lamp'), BrowserAction.click('text=Search'), BrowserAction.expectAddress('q=lamp'), BrowserAction.expectText('#results', 'Lamp'),
        ],
      },
    ],
  }),
  brokenLinks: () => Journey.brokenLinks('links', { url: `${site.url}/`, ...TIMING }),
  visual: () => Journey.visual('look', { screens: [{ name: 'home', url: `${site.url}/` }], ...TIMING }),
  multiChecks: () => Journey.multiChecks('endpoints', {
    checks: [
      Check.tcp('port', { hostname: '127.0.0.1', port: site.port }),
      Check.dns('name', { domain: 'shop.example.com' }),
      Check.http('api', { url: `${site.url}/offers`, maximumLatency: TIMING.maximumDuration, expectHeaders: { 'content-type': 'text/html' } }),
    ],
  }),
};

type Kind = keyof typeof JOURNEYS;

async function run(kind: Kind, mood: Mood): Promise<Run> {
  site.mood = mood;
  const { folder, environment } = deployed(JOURNEYS[kind]());
  if (kind === 'multiChecks') {
    const config = JSON.parse(fs.readFileSync(path.join(folder, 'blueprint-config.json'), 'utf-8'));
    return runMultiChecks(config, { timeoutMs: 2_000, ca: VALID.cert, resolve: { 'shop.example.com': ['192.0.2.1'] } });
  }
  return runCanary({ folder, environment, browser, artifacts: path.join(SCREENSHOTS, `${kind}-${mood}`), ...kind === 'visual' ? { baseline } : {} });
}

/** The step that fails and why, of each journey in each mood of the site; a healthy site passes. */
const FAILURES: Record<Kind, Record<Exclude<Mood, 'healthy'>, readonly [step: string, reason: RegExp]>> = {
  heartbeat: {
    slow: ['load-page', /\/ took \d+ ms to load, more than 900 ms/],
    broken: ['load-page', /does not show 'Welcome'/],
    redirecting: ['load-page', /was redirected to another site: http:\/\/localhost:\d+\/maintenance/],
    hanging: ['load-page', /did not load within 2000 ms/],
  },
  api: {
    slow: ['log-in', /\/api\/login took \d+ ms to answer, more than 900 ms/],
    broken: ['log-in', /answered with status 500, not 201/],
    redirecting: ['log-in', /answered with status 302 \(redirected to http:\/\/localhost:\d+\/maintenance\), not 201/],
    hanging: ['log-in', /did not answer within 2000 ms/],
  },
  browser: {
    slow: ['open-shop', /The step took \d+ ms, more than 900 ms/],
    broken: ['search', /'#results' did not show 'Lamp' within 2000 ms/],
    redirecting: ['open-shop', /was redirected to another site/],
    hanging: ['open-shop', /did not load within 2000 ms/],
  },
  brokenLinks: {
    slow: ['open-page', /took \d+ ms to load, more than 900 ms/],
    broken: ['follow-links', /^2 of 2 links are broken: http\S+\/offers answered with status 500; http\S+\/about answered with status 500$/],
    redirecting: ['open-page', /was redirected to another site/],
    hanging: ['open-page', /did not load within 2000 ms/],
  },
  visual: {
    slow: ['home', /took \d+ ms to load, more than 900 ms/],
    broken: ['home', /Visual variance of \d+\.\d+% from the baseline/],
    redirecting: ['home', /was redirected to another site/],
    hanging: ['home', /did not load within 2000 ms/],
  },
  multiChecks: {
    slow: ['api', /RESPONSE_TIME is \d+, expected LESS_THAN 900/],
    broken: ['api', /STATUS_CODE is 500, expected EQUALS 200/],
    redirecting: ['api', /STATUS_CODE is 302, expected EQUALS 200/],
    hanging: ['api', /timed out/],
  },
};

describe.each(Object.keys(JOURNEYS) as Kind[])('the journey %s', kind => {
  test('passes on a healthy site, step by step', async () => {
    const { reason, status, steps } = await run(kind, 'healthy');
    expect([status, reason]).toEqual(['PASSED', undefined]);
    expect(steps.map(({ name }) => name)).toEqual(JOURNEYS[kind]().stepNames);
  });

  test.each(Object.keys(FAILURES[kind]) as Exclude<Mood, 'healthy'>[])('fails on a %s site, in the right step and for the right reason', async mood => {
    const { status, failedStep, reason, steps } = await run(kind, mood);
    const [step, expected] = FAILURES[kind][mood];
    expect([status, failedStep]).toEqual(['FAILED', step]);
    expect(reason).toMatch(expected);
    if (kind === 'multiChecks' || kind === 'api') return;
    const pictures = steps.find(each => each.name === step)!.screenshots.filter(file => file.endsWith('-failed.png'));
    expect(pictures).toHaveLength(1);
    expect(fs.readFileSync(pictures[0]).subarray(1, 4).toString()).toBe('PNG');
  });
});

test('a certificate that has expired fails a page, a request and a check', async () => {
  site.mood = 'healthy';
  const page = deployed(Journey.heartbeat('home', { url: `${site.expiredUrl}/`, ...TIMING }));
  const api = deployed(Journey.api('orders', { steps: [{ name: 'ask', url: `${site.expiredUrl}/offers`, timeout: TIMING.timeout }] }));
  const checks = deployed(Journey.multiChecks('tls', { checks: [Check.tls('certificate', { hostname: 'localhost', port: site.expiredPort })] }));

  expect((await runCanary({ ...page, browser, artifacts: path.join(SCREENSHOTS, 'expired') })).reason).toMatch(/could not be loaded: net::ERR_CERT_(DATE|AUTHORITY)_INVALID/);
  expect((await runCanary({ ...api, artifacts: SCREENSHOTS })).reason).toMatch(/could not be reached: (CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)/);
  const config = JSON.parse(fs.readFileSync(path.join(checks.folder, 'blueprint-config.json'), 'utf-8'));
  expect(await runMultiChecks(config, { timeoutMs: 2_000 })).toMatchObject({ failedStep: 'certificate', reason: expect.stringMatching(/CERT/) });
});
