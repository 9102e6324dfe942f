import { Token, type Duration } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import { LIMITS } from '../../core/private/limits';
import type { ApiStepData, PageData } from '../../core/schemas/private/journey-data';
import type { ApiJourneyProps, ApiStep } from '../api-step';
import type { BrowserJourneyProps, BrowserStep, JourneyScript } from '../browser-step';
import type { MultiChecksJourneyProps } from '../check-props';
import type { BrokenLinksJourneyProps, HeartbeatJourneyProps, PageOptions, VisualJourneyProps } from '../page-options';
import { refuseClearText, refuseSecretsInBody } from './clear-text';
import { checkSteps, checkUrl, milliseconds, whole } from './journey-checks';
import type { BlueprintPlan, OwnScriptPlan, ScriptedPlan } from './journey-plan';
import { CheckSecrets } from './multi-checks-config';
import type { TextValues } from './text-values';

const STEPS_OF_LINKS = { open: 'open-page', links: 'follow-links' };

export function heartbeatPlan(where: string, props: HeartbeatJourneyProps): ScriptedPlan {
  const { url, expectText, stepName = 'load-page' } = props;
  checkUrl(where, url);
  checkSteps(where, [stepName]);
  const opening = openingOf(where, props);
  return pagePlan('a heartbeat', [stepName], texts => ({
    kind: 'heartbeat', step: stepName, url: texts.of('url', url), ...expectText === undefined ? {} : { text: expectText }, ...opening,
  }));
}

export function browserPlan(where: string, { steps, script }: BrowserJourneyProps): ScriptedPlan | OwnScriptPlan {
  if ((steps === undefined) === (script === undefined)) {
    throw complaint(where, { what: steps ? 'there are both steps and a script' : 'there is neither a step nor a script', valid: 'one of steps and script' });
  }
  return steps ? stepsPlan(where, steps) : ownScriptPlan(where, script!);
}

function stepsPlan(where: string, steps: readonly BrowserStep[]): ScriptedPlan {
  checkSteps(where, steps.map(({ name }) => name));
  const idle = steps.find(({ actions }) => actions.length === 0);
  if (idle) throw complaint(where, { what: `the step '${idle.name}' has no action`, fix: 'Give it one, such as BrowserAction.open' });
  const openings = steps.map(step => openingOf(where, step));
  return pagePlan('a journey through pages', steps.map(({ name }) => name), texts => ({
    kind: 'browser',
    steps: steps.map(({ name, actions }, index) => ({
      name, ...openings[index], actions: actions.map((action, position) => action._data(texts, `${name} ${position}`)),
    })),
  }));
}

export function brokenLinksPlan(where: string, props: BrokenLinksJourneyProps): ScriptedPlan {
  const { url, maximumLinks = 50, followOtherHosts = false } = props;
  checkUrl(where, url);
  const limit = whole(where, 'maximumLinks', maximumLinks, 1, 200);
  const opening = openingOf(where, props);
  return pagePlan('a check of links', Object.values(STEPS_OF_LINKS), texts => ({
    kind: 'brokenLinks', url: texts.of('url', url), steps: STEPS_OF_LINKS, limit, otherHosts: followOtherHosts, ...opening,
  }));
}

export function visualPlan(where: string, props: VisualJourneyProps): ScriptedPlan {
  const { screens, width = 1_280, height = 800 } = props;
  checkSteps(where, screens.map(({ name }) => name));
  for (const { url } of screens) checkUrl(where, url);
  const viewport = { width: whole(where, 'width', width, 320, 3_840), height: whole(where, 'height', height, 240, 2_160) };
  const opening = openingOf(where, props);
  return {
    ...pagePlan('a comparison of screens', screens.map(({ name }) => name), texts => ({
      kind: 'visual', screens: screens.map(({ name, url }) => ({ name, url: texts.of(name, url) })), viewport, ...opening,
    })),
    baseline: props.baseline ?? 'nextrun',
  };
}

export function apiPlan(where: string, { steps }: ApiJourneyProps): ScriptedPlan {
  checkSteps(where, steps.map(({ name }) => name));
  const rendered = steps.map(step => apiStep(`${where}, step '${step.name}'`, step));
  return {
    type: 'scripted', title: 'a journey through an API', family: 'nodejs', script: 'api', steps: steps.map(({ name }) => name),
    data: texts => ({ kind: 'api', steps: rendered.map(render => render(texts)) }),
  };
}

export function multiChecksPlan(where: string, { checks }: MultiChecksJourneyProps): BlueprintPlan {
  const names = checks.map(({ name }) => name);
  checkSteps(where, names);
  if (checks.length > LIMITS.multiChecks.steps) {
    throw complaint(where, { what: 'there are too many checks', received: checks.length, valid: `1 to ${LIMITS.multiChecks.steps}`, fix: 'Split them into several journeys' });
  }
  const secrets = new CheckSecrets();
  const steps = Object.fromEntries(checks.map((check, index) => [String(index + 1), check._config(secrets)]));
  const { variables } = secrets;
  return {
    type: 'blueprint', title: 'checks without a browser', steps: names, secrets: secrets.secrets,
    config: { ...Object.keys(variables).length === 0 ? {} : { variables }, steps },
  };
}

function ownScriptPlan(where: string, { folder, handler = 'index.handler', stepNames: steps = [] }: JourneyScript): OwnScriptPlan {
  if (!/^([\w-]+\/)*[\w-]+(\.[\w-]+)+$/.test(handler)) {
    throw complaint(where, { what: 'handler names no function of a file', received: handler, valid: '<file>.<function>, such as index.handler' });
  }
  if (steps.length > 0) checkSteps(where, steps);
  return { type: 'own', title: 'a script', steps, folder, handler };
}

function pagePlan(title: string, steps: readonly string[], data: ScriptedPlan['data']): ScriptedPlan {
  return { type: 'scripted', title, family: 'playwright', script: 'page', steps, data };
}

function openingOf(where: string, { timeout, maximumDuration, allowedHosts = [] }: PageOptions): PageData {
  const address = allowedHosts.find(host => Token.isUnresolved(host) || !/^[A-Za-z0-9.-]+(:\d+)?$/.test(host));
  if (address !== undefined) throw complaint(where, { what: 'allowedHosts holds something that is no host', received: address, valid: 'such as login.example.com' });
  return { timeoutMs: timeout ? milliseconds(where, 'timeout', timeout) : 30_000, ...within(where, 'maximumDuration', maximumDuration), hosts: allowedHosts };
}

function within(where: string, what: string, duration: Duration | undefined): { readonly maximumMs?: number } {
  return duration === undefined ? {} : { maximumMs: milliseconds(where, what, duration) };
}

function apiStep(where: string, step: ApiStep): (texts: TextValues) => ApiStepData {
  const { name, url, method = 'GET', headers = {}, secretHeaders = {}, body, timeout, expectStatus = [200], remember = {} } = step;
  checkUrl(where, url);
  if (!/^[A-Z]{3,16}$/.test(method)) throw complaint(where, { what: 'method is no method of HTTP', received: method, valid: 'such as GET or POST' });
  for (const [header, value] of Object.entries(headers)) refuseClearText(where, `the header ${header}`, value);
  if (body !== undefined) refuseSecretsInBody(where, body);
  for (const status of expectStatus) whole(where, 'expectStatus', status, 100, 599);
  for (const path of [...Object.keys(step.expectJson ?? {}), ...Object.values(remember)]) checkPath(where, path);
  for (const variable of Object.keys(remember)) {
    if (!/^\w+$/.test(variable)) throw complaint(where, { what: 'a variable has letters, digits and _ only', received: variable });
  }
  const timing = { timeoutMs: timeout ? milliseconds(where, 'timeout', timeout) : 10_000, ...within(where, 'maximumLatency', step.maximumLatency) };
  return texts => ({
    name, url: texts.of(`${name} url`, url), method, ...timing,
    headers: { ...texts.ofAll(`${name} header`, headers), ...texts.ofAll(`${name} secret header`, secretHeaders) },
    ...body === undefined ? {} : { body: texts.of(`${name} body`, body) },
    statuses: expectStatus, expectedHeaders: step.expectHeaders ?? {}, expectedJson: step.expectJson ?? {}, remember,
  });
}

function checkPath(where: string, path: string): void {
  if (/^\$(\.[A-Za-z_][\w-]*|\[\d+\]|\['[^']+'\])*$/.test(path)) return;
  throw complaint(where, { what: 'this is no path into a JSON body', received: path, valid: 'such as $.items[0].id' });
}
