import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
}

/** The template of a stack by its construct path or id. */
export function templateOf(assembly: CloudAssembly, stack: string): Record<string, any> {
  const found = assembly.stacksRecursively.find((each: CloudFormationStackArtifact) => each.hierarchicalId === stack || each.stackName === stack);
  if (!found) throw new Error(`no stack ${stack} among ${assembly.stacksRecursively.map(each => each.hierarchicalId).join(', ')}`);
  return found.template;
}

export function resourcesOf(template: Record<string, any>, type: RegExp | string): Array<[logicalId: string, resource: TemplateResource]> {
  const matches = (candidate: string) => typeof type === 'string' ? candidate === type : type.test(candidate);
  return Object.entries<TemplateResource>(template.Resources ?? {}).filter(([, resource]) => matches(resource.Type));
}

export function alarmsOf(template: Record<string, any>): Array<[logicalId: string, resource: TemplateResource]> {
  return resourcesOf(template, 'AWS::CloudWatch::Alarm');
}

/** How many metrics CloudWatch bills for an alarm. */
export function billedMetrics({ Properties }: TemplateResource): number {
  if (!Properties.Metrics) return 1;
  const band = Properties.ThresholdMetricId === undefined ? 0 : 2;
  return band + Properties.Metrics.filter((query: any) => query.MetricStat).length;
}

/** A deployed string: intrinsics stand as their logical ids. */
export function deployed(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(deployed).join(value['Fn::Join'][0]);
  if (value.Ref) return value.Ref;
  if (value['Fn::GetAtt']) return value['Fn::GetAtt'].join('.');
  return JSON.stringify(value).replace(/"/g, '\'');
}

/** The body of a dashboard as CloudWatch gets it. */
export function bodyOf({ Properties }: TemplateResource): any {
  return JSON.parse(deployed(Properties.DashboardBody));
}
