import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AwsConsole } from './aws-console';

/** Where the runbook of a signal stands: one page per kind, one section per signal. */
export function runbookLink(baseUrl: string, kind: string, signalId: string): string {
  return `${baseUrl}${Token.isUnresolved(baseUrl) || !baseUrl.endsWith('/') ? '/' : ''}${kind}#${sectionOf(signalId)}`;
}

/** The section of a signal on the page of its kind. */
export function sectionOf(signalId: string): string {
  return signalId.toLowerCase();
}

/** The console in the Region of a stack, or without one where it is not known. */
export function consoleOf(scope: IConstruct): AwsConsole {
  const { region } = Stack.of(scope);
  return new AwsConsole(Token.isUnresolved(region) ? undefined : region);
}

/** The console page of a dashboard, in the Region of the stack where that is known. */
export function dashboardLink(scope: IConstruct, dashboardName: string): string {
  return consoleOf(scope).dashboard(dashboardName);
}
