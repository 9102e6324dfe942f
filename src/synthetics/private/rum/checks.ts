import { Stack, Stage, Token, aws_logs as logs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { claim } from '../../../core/private/claims';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import { RumTelemetry, type RealUserMonitorProps } from '../../real-user-monitor-props';
import { isExact } from './web-client';

/**
 * Names and addresses as RUM takes them.
 *
 * Source: botocore 1.43 service model; for the release, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-JavaScriptStackTraceSourceMaps.html
 */
const NAME = /^(?!\.)[.\-_#A-Za-z0-9]+$/;
const OCTET = '(25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)';
const ADDRESS = new RegExp(`^(${OCTET}\\.){3}${OCTET}$`);
const DOMAIN = /^(?=[a-zA-Z0-9.*-]{4,253}$)(?!.*\.-)(?!.*-\.)(?!.*\.\.)(?!.*[^.]{64,})(\*\.)?(?![-.*])[^*]+\.(\*|(?!.*--)(?=.*[a-zA-Z])[^*]+[^*-])$/;
const PAGE = /^https?:\/\/(www\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-zA-Z0-9()]{1,6}\b([-a-zA-Z0-9()@:%_+.~#?&*/=]*)$/;
const SOURCE_MAPS_PREFIX = /^[-!_*'().a-z0-9A-Z]+(\/[-!_*'().a-z0-9A-Z]+)*$/;
const RELEASE_ID = /^[a-zA-Z0-9_\-:/.]+$/;

/** Digests that browsers know, with the lengths of their hashes in base64. */
const DIGESTS: Readonly<Record<string, number>> = { sha256: 44, sha384: 64, sha512: 88 };

/** Refuses what RUM or browsers would refuse, and what cannot work. */
export function checkMonitor(monitor: Construct, props: RealUserMonitorProps): void {
  const fail = (what: string, received: unknown, valid: string, fix?: string): never => {
    throw complaint(monitor, { what, received, valid, fix });
  };
  const { appMonitorName: name, sessionSampleRate: rate, telemetries, expectedEventsPerMonth: events } = props;
  if (Token.isUnresolved(name) || !NAME.test(name) || name.length > LIMITS.rum.nameLength) {
    fail('appMonitorName is not usable', name, `a literal of 1 to ${LIMITS.rum.nameLength} of A-Z a-z 0-9 . - _ #, not with a dot in front`);
  }
  checkDomains(props.domains, fail);
  if (rate !== undefined && !Token.isUnresolved(rate) && !(rate >= 0 && rate <= 1)) fail('sessionSampleRate is not a share', rate, '0 to 1');
  if (telemetries?.length === 0) fail('telemetries is empty', telemetries, 'at least one', 'Leave it out to record everything');
  const records = (telemetry: RumTelemetry) => telemetries === undefined || telemetries.includes(telemetry);
  if (props.tracing && !records(RumTelemetry.HTTP)) fail('tracing takes the telemetry that records requests', telemetries, `telemetries with '${RumTelemetry.HTTP}'`);
  if (props.traceHeader && !props.tracing) fail('traceHeader takes tracing', props.tracing, 'tracing: true');
  checkPages(props, fail);
  checkClient(props, fail);
  checkSourceMaps(props, fail);
  if (props.logRetention === logs.RetentionDays.INFINITE) fail('logRetention has no end', 'INFINITE', 'a number of days, such as RetentionDays.ONE_YEAR');
  if (events !== undefined && !Token.isUnresolved(events) && !(events >= 0 && Number.isFinite(events))) fail('expectedEventsPerMonth is not a count', events, '0 or more');
}

/** Refuses a second monitor of one name, which the account has already. Stages without an account of their own may be deployed to different ones. */
export function claimMonitorName(monitor: Construct, name: string): void {
  const { account, region } = Stack.of(monitor);
  const place = Token.isUnresolved(account) ? `${Stage.of(monitor)?.node.path}/${account}` : account;
  const other = claim(monitor, `app monitor ${place}/${region}#${name}`);
  if (other === undefined) return;
  throw complaint(monitor, { what: `there is already an app monitor of this name in the account and Region, at ${other}`, received: name, fix: 'Give another appMonitorName' });
}

type Fail = (what: string, received: unknown, valid: string, fix?: string) => never;

function checkDomains(domains: readonly string[], fail: Fail): void {
  if (Token.isUnresolved(domains)) fail('domains is a token', domains, 'a list, whose entries may be tokens');
  if (domains.length < 1 || domains.length > LIMITS.rum.domains) fail('the number of domains is out of range', domains.length, `1 to ${LIMITS.rum.domains}`, 'One of *.example.com holds for all its subdomains');
  for (const [index, domain] of domains.entries()) {
    if (!Token.isUnresolved(domain) && domain !== 'localhost' && !ADDRESS.test(domain) && !DOMAIN.test(domain)) {
      fail('domains has one that is none', domain, 'www.example.com, *.example.com, localhost or an IPv4 address, without a scheme, a port or a path');
    }
    if (domains.indexOf(domain) !== index) fail('domains has one twice', domain, 'each once');
  }
}

function checkPages({ includedPages, excludedPages, favoritePages }: RealUserMonitorProps, fail: Fail): void {
  if (includedPages && excludedPages) fail('includedPages and excludedPages exclude each other', excludedPages, 'one of both');
  for (const [what, pages] of Object.entries({ includedPages, excludedPages, favoritePages })) {
    if (pages === undefined) continue;
    if (pages.length > LIMITS.rum.pages) fail(`${what} has too many pages`, pages.length, `${LIMITS.rum.pages} at most`);
    if (what === 'favoritePages') continue;
    const wrong = pages.find(page => Token.isUnresolved(page) || !PAGE.test(page) || page.length > LIMITS.rum.pageLength);
    if (wrong !== undefined) fail(`${what} has a page that is no address`, wrong, `a literal with http:// or https://, ${LIMITS.rum.pageLength} characters at most`);
  }
}

function checkClient({ clientVersion, clientUrl, clientIntegrity }: RealUserMonitorProps, fail: Fail): void {
  if (clientVersion !== undefined && clientUrl !== undefined) fail('clientVersion and clientUrl exclude each other', clientVersion, 'one of both');
  if (clientVersion !== undefined && !/^\d+\.(x|\d+\.(x|\d+))$/.test(clientVersion)) fail('clientVersion is no version', clientVersion, 'such as 3.2.1, 3.2.x or 3.x');
  if (clientUrl !== undefined && !Token.isUnresolved(clientUrl) && !/^(https:\/\/[^\s/;,'"<>]+)?\/[^\s;,'"<>]+$/.test(clientUrl)) {
    fail('clientUrl is no address of a file', clientUrl, 'https://host/path, or a path that begins with a slash');
  }
  if (clientIntegrity === undefined) return;
  const [digest, hash = ''] = clientIntegrity.split(/-(.*)/s);
  if (!Token.isUnresolved(clientIntegrity) && !(DIGESTS[digest] === hash.length && /^[A-Za-z0-9+/]+={0,2}$/.test(hash))) {
    fail('clientIntegrity is no hash', clientIntegrity, 'sha256-, sha384- or sha512- and the hash in base64');
  }
  if (clientVersion !== undefined && !isExact(clientVersion)) {
    fail('clientIntegrity takes an exact version', clientVersion, 'such as 3.2.1', 'The file behind a version that moves changes, and browsers would refuse it');
  }
}

function checkSourceMaps({ sourceMaps }: RealUserMonitorProps, fail: Fail): void {
  if (!sourceMaps) return;
  const { prefix, releaseId } = sourceMaps;
  if (prefix !== undefined && (Token.isUnresolved(prefix) || !SOURCE_MAPS_PREFIX.test(prefix) || prefix.length > LIMITS.rum.sourceMapsUriLength - 's3:///'.length - 63)) {
    fail('prefix of sourceMaps is no folder', prefix, 'a literal without a slash at either end');
  }
  if (!Token.isUnresolved(releaseId) && !(RELEASE_ID.test(releaseId) && releaseId.length <= LIMITS.rum.releaseIdLength)) {
    fail('releaseId of sourceMaps is not usable', releaseId, `1 to ${LIMITS.rum.releaseIdLength} of A-Z a-z 0-9 _ - : / .`);
  }
}
