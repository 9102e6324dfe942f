import { App, CfnParameter, Stack, Stage, aws_iam as iam, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import { GuestAccess, RealUserMonitor, RumMetric, RumTelemetry, type ExtendedRumMetric, type RealUserMonitorProps } from '../../src';

const shop = () => new Stack(new App(), 'Shop');

function users(props: Partial<RealUserMonitorProps>, stack: Stack = shop(), id = 'Users'): RealUserMonitor {
  return new RealUserMonitor(stack, id, { appMonitorName: 'shop', domains: ['www.example.com'], ...props });
}

const token = (stack: Stack) => new CfnParameter(stack, 'Parameter').valueAsString;
const page = (length: number) => 'https://www.example.com/'.padEnd(length, 'a');
const maps = (sourceMaps: { prefix?: string; releaseId: string }) => (stack: Stack) => ({ sourceMaps: { bucket: new s3.Bucket(stack, 'Maps'), ...sourceMaps } });
const extended = (...extendedMetrics: ExtendedRumMetric[]) => ({ extendedMetrics });
const sha384 = `sha384-${'A'.repeat(64)}`;

type Given = Partial<RealUserMonitorProps> | ((stack: Stack) => Partial<RealUserMonitorProps>);

describe('refused, with the path, the value and what is valid', () => {
  test.each<[string, Given, RegExp]>([
    ['an empty name', { appMonitorName: '' }, /appMonitorName .*received ''; valid: .*1 to 255/],
    ['a name with a space', { appMonitorName: 'my shop' }, /appMonitorName .*'my shop'/],
    ['a name with a dot in front', { appMonitorName: '.shop' }, /'\.shop'.*dot in front/],
    ['a long name', { appMonitorName: 's'.repeat(256) }, /appMonitorName .*1 to 255/],
    ['a name from a token', stack => ({ appMonitorName: token(stack) }), /appMonitorName .*a token/],
    ['no domain', { domains: [] }, /number of domains .*received 0; valid: 1 to 5/],
    ['six domains', { domains: [1, 2, 3, 4, 5, 6].map(each => `${each}.example.com`) }, /received 6; valid: 1 to 5/],
    ['a domain twice', { domains: ['a.example.com', 'a.example.com'] }, /one twice; received 'a\.example\.com'/],
    ['an address for a domain', { domains: ['https://www.example.com'] }, /domains .*'https:\/\/www\.example\.com'.*without a scheme/],
    ['a port', { domains: ['localhost:3000'] }, /'localhost:3000'/],
    ['a wildcard within', { domains: ['www.*.example.com'] }, /'www\.\*\.example\.com'/],
    ['any domain', { domains: ['*'] }, /received '\*'/],
    ['a name without a dot', { domains: ['example'] }, /received 'example'/],
    ['an address beyond IPv4', { domains: ['10.0.0.256'] }, /received '10\.0\.0\.256'/],
    ['a sample rate above one', { sessionSampleRate: 10 }, /sessionSampleRate .*received 10; valid: 0 to 1/],
    ['a sample rate below zero', { sessionSampleRate: -0.1 }, /received -0\.1/],
    ['a sample rate that is no number', { sessionSampleRate: NaN }, /received NaN/],
    ['no telemetry', { telemetries: [] }, /telemetries is empty/],
    ['traces without requests', { tracing: true, telemetries: [RumTelemetry.ERRORS] }, /tracing takes .*\['errors'\]/],
    ['trace headers without traces', { traceHeader: true }, /traceHeader takes tracing/],
    ['pages to include and to exclude', { includedPages: [page(30)], excludedPages: [page(31)] }, /exclude each other/],
    ['51 pages', { includedPages: Array(51).fill(page(30)) }, /includedPages has too many pages; received 51; valid: 50 at most/],
    ['51 favorites', { favoritePages: Array(51).fill('/') }, /favoritePages has too many pages/],
    ['a path for a page', { excludedPages: ['/checkout'] }, /excludedPages .*received '\/checkout'.*http/],
    ['a long page', { includedPages: [page(1261)] }, /1260 characters at most/],
    ['a page from a token', stack => ({ includedPages: [token(stack)] }), /includedPages .*a token/],
    ['a retention without an end', { logRetention: logs.RetentionDays.INFINITE }, /logRetention has no end/],
    ['a version and an address of the web client', { clientVersion: '3.x', clientUrl: '/cwr.js' }, /clientVersion and clientUrl/],
    ['a version that is none', { clientVersion: 'latest' }, /clientVersion .*'latest'.*3\.2\.1/],
    ['an insecure address of the web client', { clientUrl: 'http://example.com/cwr.js' }, /clientUrl .*'http:/],
    ['an address that ends the directive', { clientUrl: '/a.js; script-src *' }, /clientUrl/],
    ['a hash that is none', { clientIntegrity: 'sha384-abc' }, /clientIntegrity is no hash; received 'sha384-abc'/],
    ['a digest that browsers do not know', { clientIntegrity: `md5-${'A'.repeat(24)}` }, /clientIntegrity is no hash/],
    ['a hash of a file that changes', { clientVersion: '3.x', clientIntegrity: sha384 }, /takes an exact version; received '3\.x'.*browsers would refuse/],
    ['a folder with a slash in front', maps({ prefix: '/maps', releaseId: '1' }), /prefix of sourceMaps .*'\/maps'/],
    ['a folder from a token', stack => maps({ prefix: token(stack), releaseId: '1' })(stack), /prefix of sourceMaps .*a token/],
    ['a release with a space', maps({ releaseId: 'release 1' }), /releaseId .*'release 1'.*1 to 200/],
    ['a long release', maps({ releaseId: 'r'.repeat(201) }), /releaseId/],
    ['extended metrics by nothing', extended({ metric: RumMetric.SESSIONS }), /extendedMetrics\[0\] has no values.*browserNames/],
    ['extended metrics by no value', extended({ metric: RumMetric.SESSIONS, pageIds: ['/'] }, { metric: RumMetric.SESSIONS, osNames: [] }), /extendedMetrics\[1\] .*received 'osNames'/],
    ['sessions by type of file', extended({ metric: RumMetric.SESSIONS, fileTypes: ['script'] }), /extendedMetrics\[0\] cannot have fileTypes; received 'SessionCount'/],
    ['a long event pattern', extended({ metric: RumMetric.SESSIONS, pageIds: Array(500).fill('/checkout') }), /event pattern .*valid: 4000 at most.*several metrics/],
    ['2001 extended metrics', extended(...Array(2001).fill({ metric: RumMetric.SESSIONS, pageIds: ['/'] })), /received 2001; valid: 2000 at most/],
    ['less than no events', { expectedEventsPerMonth: -1 }, /expectedEventsPerMonth .*received -1/],
  ])('%s', (_, given, message) => {
    const stack = shop();
    const props = typeof given === 'function' ? given(stack) : given;
    expect(() => users(props, stack)).toThrow(message);
    expect(() => users(props, stack, 'Again')).toThrow(/^\[Shop\/Again\] /);
  });
});

test.each(['www.example.com', '*.example.com', 'example.*', 'localhost', '127.0.0.1', 'xn--bcher-kva.example'])('%s is a domain', domain => {
  expect(() => users({ domains: [domain] })).not.toThrow();
});

test.each(['', ' ', 'a'.repeat(256)])('an alias of %p is refused', alias => {
  expect(() => GuestAccess.resourcePolicy({ alias })).toThrow(/\[GuestAccess\.resourcePolicy\] alias .*1 to 255/);
});

test('an alias from a token and a pool that is none are refused', () => {
  const stack = shop();
  expect(() => GuestAccess.resourcePolicy({ alias: token(stack) })).toThrow(/alias .*a token/);
  expect(() => GuestAccess.identityPool('my-pool', iam.Role.fromRoleName(stack, 'Role', 'guests'))).toThrow(/\[GuestAccess\.identityPool\] .*'my-pool'.*eu-west-1:/);
});

test('an exact version, one that moves and a hash with the version of the library are fine', () => {
  for (const props of [{ clientVersion: '3.0.0', clientIntegrity: sha384 }, { clientVersion: '3.1.x' }, { clientVersion: '3.x' }, { clientIntegrity: sha384 }]) expect(() => users(props)).not.toThrow();
});

test('a name is there once in an account and Region', () => {
  const app = new App();
  const inRegion = (id: string, region: string, scope: App | Stage = app) => new Stack(scope, id, { env: { account: '123456789012', region } });
  users({}, inRegion('One', 'eu-west-1'));
  expect(() => users({}, inRegion('Two', 'eu-west-1'))).toThrow(/\[Two\/Users\] there is already an app monitor .*One\/Users; received 'shop'.*another appMonitorName/);
  expect(() => users({}, inRegion('Three', 'us-east-1'))).not.toThrow();
});

test('stages without an account may have a monitor of one name each', () => {
  const app = new App();
  for (const id of ['dev', 'prod']) expect(() => users({}, new Stack(new Stage(app, id), 'Shop'))).not.toThrow();
});
