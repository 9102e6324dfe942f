import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Where the runbook of a signal stands: one page per kind, one section per signal. */
export function runbookLink(baseUrl: string, kind: string, signalId: string): string {
  return `${baseUrl}${Token.isUnresolved(baseUrl) || !baseUrl.endsWith('/') ? '/' : ''}${kind}#${signalId.toLowerCase()}`;
}

/** The console page of a dashboard, in the Region of the stack where that is known. */
export function dashboardLink(scope: IConstruct, dashboardName: string): string {
  const { region } = Stack.of(scope);
  const page = `#dashboards/dashboard/${dashboardName}`;
  if (Token.isUnresolved(region)) return `https://console.aws.amazon.com/cloudwatch/home${page}`;
  return `https://${region}.${consoleOf(region)}/cloudwatch/home?region=${region}${page}`;
}

function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com';
}
