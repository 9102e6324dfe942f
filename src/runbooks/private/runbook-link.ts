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
  const host = region.startsWith('cn-') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${region}.${host}/cloudwatch/home?region=${region}${page}`;
}
