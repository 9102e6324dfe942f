import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../../core/private/errors';

/** What of a runtime decides which script runs in it. */
export interface RuntimeChoice {
  readonly name: string;
  /** The scope of the modules that the runtime brings with it. */
  readonly namespace: 'aws' | 'amzn';
}

/** The runtimes that our scripts and blueprints run in. */
export type RuntimeFamily = 'playwright' | 'nodejs';

type Version = readonly [major: number, minor: number];

interface FamilyFacts {
  readonly prefix: string;
  readonly newest: string;
  /** The first version with modules called `@aws/…`; older ones have `@amzn/…`. */
  readonly renamed: Version;
  /** The first version there is. */
  readonly first: Version;
}

/**
 * Runtimes of CloudWatch Synthetics.
 *
 * Source: CloudWatch User Guide, "Runtime versions using Node.js and Playwright", "Runtime versions using Node.js" and "Runtime versions support policy".
 */
export const RUNTIMES = {
  asOf: '2026-11-21',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Library.html',
  families: {
    playwright: { prefix: 'syn-nodejs-playwright-', newest: 'syn-nodejs-playwright-9.0', renamed: [5, 1], first: [1, 0] },
    nodejs: { prefix: 'syn-nodejs-', newest: 'syn-nodejs-5.4', renamed: [3, 1], first: [3, 0] },
  } satisfies Readonly<Record<RuntimeFamily, FamilyFacts>>,
  /** No canary can be made with these and older ones of their family. */
  retired: {
    'syn-nodejs-puppeteer-': { upTo: [7, 0], newest: 'syn-nodejs-puppeteer-15.0' },
    'syn-python-selenium-': { upTo: [5, 1], newest: 'syn-python-selenium-8.0' },
  } satisfies Readonly<Record<string, { readonly upTo: Version; readonly newest: string }>>,
} as const;

const NAME = /^(syn-(?:[a-z]+-)*)(\d+)\.(\d+)$/;
const KNOWN_PREFIXES = ['syn-nodejs-playwright-', 'syn-nodejs-puppeteer-', 'syn-nodejs-', 'syn-python-selenium-', 'syn-java-'];
/** The first runtimes had no word for what drives the browser: `syn-nodejs-2.2`, `syn-1.0`. */
const FIRST_NODEJS: Version = [3, 0];

/** The runtime that a journey runs in: the newest known of its family, or the one that was asked for, if the script runs in it. */
export function chooseRuntime(where: IConstruct, family: RuntimeFamily, asked: string | undefined, what: string): RuntimeChoice {
  const facts: FamilyFacts = RUNTIMES.families[family];
  if (asked === undefined) return { name: facts.newest, namespace: 'aws' };
  const [prefix, version] = parsed(where, asked);
  if (prefix !== facts.prefix) {
    throw complaint(where, { what: `${what} does not run in this runtime`, received: asked, valid: `${facts.prefix}<version>, such as ${facts.newest}` });
  }
  if (isOlder(version, facts.first)) throw retired(where, asked, facts.newest);
  return { name: asked, namespace: isOlder(version, facts.renamed) ? 'amzn' : 'aws' };
}

/** Refuses a runtime of whatever family with which no canary can be made; a script of the user's own runs in all others. */
export function checkRuntime(where: IConstruct, name: string): void {
  const [prefix, version] = parsed(where, name);
  const facts = Object.entries(RUNTIMES.retired).find(([each]) => each === prefix)?.[1];
  if (facts && !isOlder(facts.upTo, version)) throw retired(where, name, facts.newest);
  if (prefix === 'syn-nodejs-' && isOlder(version, FIRST_NODEJS)) throw retired(where, name, RUNTIMES.families.nodejs.newest);
}

function parsed(where: IConstruct, name: string): [prefix: string, version: Version] {
  const [, prefix, major, minor] = (!Token.isUnresolved(name) && NAME.exec(name)) || [];
  if (prefix === undefined || !KNOWN_PREFIXES.includes(prefix)) {
    throw complaint(where, {
      what: 'runtime is no runtime of CloudWatch Synthetics', received: name, valid: `a literal such as ${RUNTIMES.families.playwright.newest}; as of ${RUNTIMES.asOf}`,
      fix: `Leave it out, or see ${RUNTIMES.source}`,
    });
  }
  return [prefix, [Number(major), Number(minor)]];
}

function isOlder([major, minor]: Version, than: Version): boolean {
  return major < than[0] || (major === than[0] && minor < than[1]);
}

function retired(where: IConstruct, name: string, newest: string): Error {
  return complaint(where, {
    what: 'runtime is retired: no canary can be made with it', received: name, valid: `${newest} or another that is supported; as of ${RUNTIMES.asOf}`, fix: 'Leave runtime out, or name a newer one',
  });
}
