import { Token, Tokenization, type Stack } from 'aws-cdk-lib';
import { RumTelemetry, type RealUserMonitorProps } from '../../real-user-monitor-props';
import { policySources, type SnippetSources } from './content-security-policy';
import { renderNotes } from './notes';
import { pagePattern, renderSnippet, type ConfigValue } from './snippet';
import { StandIns } from './stand-ins';
import { WEB_CLIENT, cdnUrl, endpointsOf, isExact } from './web-client';

export interface MonitorFacts {
  readonly props: RealUserMonitorProps;
  readonly settings: { readonly sessionSampleRate: number; readonly telemetries: readonly RumTelemetry[]; readonly allowCookies: boolean };
  readonly appMonitorId: string;
  readonly identityPoolId: string | undefined;
  readonly alias: string | undefined;
  readonly stack: Stack;
}

export interface MonitorSnippet {
  readonly snippet: string;
  /** The snippet below its notes. */
  readonly file: string;
  readonly sources: SnippetSources;
}

/** The snippet of an app monitor: with tokens, or with stand-ins for what only deployment knows. */
export function monitorSnippet({ props, settings, appMonitorId, identityPoolId, alias, stack }: MonitorFacts, standIns?: StandIns): MonitorSnippet {
  const { appMonitorName, clientVersion = WEB_CLIENT.version, clientIntegrity, traceHeader } = props;
  const text = (value: string, name: string, command: string) => standIns?.text(value, name, command) ?? value;
  const region = text(stack.region, 'REGION', 'the Region of the app monitor');
  const urlSuffix = standIns && Token.isUnresolved(stack.urlSuffix) ? 'amazonaws.com' : stack.urlSuffix;
  const ask = (query: string) => `aws rum get-app-monitor --name ${appMonitorName} --region ${region} --query ${query} --output text`;
  const clientUrl = text(props.clientUrl ?? cdnUrl(clientVersion), 'CLIENT_URL', 'what clientUrl is at deployment');
  const integrity = clientIntegrity === undefined ? undefined : text(clientIntegrity, 'CLIENT_INTEGRITY', 'what clientIntegrity is at deployment');
  const pool = identityPoolId === undefined ? undefined : text(identityPoolId, 'IDENTITY_POOL_ID', ask('AppMonitor.AppMonitorConfiguration.IdentityPoolId'));
  const release = props.sourceMaps && text(props.sourceMaps.releaseId, 'RELEASE_ID', 'what releaseId of sourceMaps is at deployment');
  const { sessionSampleRate: rate } = settings;
  const config: { [key: string]: ConfigValue } = {
    // The web client compares it with a number, so that a text will do.
    sessionSampleRate: Token.isUnresolved(rate)
      ? text(Tokenization.stringifyNumber(rate), 'SAMPLE_RATE', ask('AppMonitor.AppMonitorConfiguration.SessionSampleRate')) : rate,
    ...pool === undefined ? { signing: false } : { identityPoolId: pool },
    endpoint: endpointsOf(region, urlSuffix).data,
    telemetries: settings.telemetries.map(telemetry =>
      traceHeader && telemetry === RumTelemetry.HTTP ? [telemetry, { addXRayTraceIdHeader: true }] : telemetry),
    allowCookies: settings.allowCookies,
    enableXRay: props.tracing ?? false,
    alias,
    releaseId: release,
    pagesToInclude: props.includedPages?.map(pagePattern),
    pagesToExclude: props.excludedPages?.map(pagePattern),
  };
  const snippet = renderSnippet({
    appMonitorId: text(appMonitorId, 'APP_MONITOR_ID', ask('AppMonitor.Id')),
    applicationVersion: text(props.applicationVersion ?? '0.0.0', 'APPLICATION_VERSION', 'what applicationVersion is at deployment'),
    region, clientUrl, integrity, config,
  });
  const sources = { clientUrl, region, urlSuffix, signed: pool !== undefined };
  const notes = renderNotes({
    appMonitorName, clientUrl, integrity, policy: policySources(sources), commands: standIns?.commands ?? new Map(),
    pinned: props.clientUrl !== undefined || isExact(clientVersion),
  });
  return { snippet, file: `${notes}${snippet}`, sources };
}
