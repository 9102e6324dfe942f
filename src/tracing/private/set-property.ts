import type { CfnResource } from 'aws-cdk-lib';
import { isChosen } from '../../signals/private/choice';

/**
 * Sets a property that nobody chose. Where the L1 has a member for it that says nothing yet, by that member: packs of rules that read members, as those of cdk-nag do, see no overrides.
 */
export function setProperty(resource: CfnResource, path: string, value: unknown): void {
  const [name, ...nested] = path.split('.');
  const names: Record<string, string> = (resource as any).cfnPropertyNames ?? {};
  const member = Object.keys(names).find(each => names[each] === name);
  if (member === undefined || isChosen(resource, name)) {
    resource.addPropertyOverride(path, value);
    return;
  }
  const memberOf = (segment: string) => segment.charAt(0).toLowerCase() + segment.slice(1);
  (resource as any)[member] = nested.reduceRight<unknown>((inner, segment) => ({ [memberOf(segment)]: inner }), value);
}
