import { Annotations, type CfnResource } from 'aws-cdk-lib';
import { isChosen } from '../../../signals/private/choice';
import { peekProperty } from '../../../signals/private/peek';
import type { TelemetryCharge, TelemetryPrice } from './telemetry-charge';

/** Sets what resources leave open, and remembers what it costs. */
export class Switchboard {
  public readonly charges: TelemetryCharge[] = [];
  /** What depends on the load and is in no sum. */
  public readonly notes = new Set<string>();

  /** Sets a property, unless somebody said anything about it; answers whether it did. */
  public set(resource: CfnResource, property: string, value: unknown): boolean {
    if (isChosen(resource, property)) {
      if (!saysTheSame(peekProperty(resource, property), value)) this.leave(resource, `${property} was set and stays as it is; it would have become ${JSON.stringify(value)}`);
      return false;
    }
    resource.addPropertyOverride(property, structuredClone(value));
    return true;
  }

  /** Says why telemetry does not touch a resource. */
  public leave(resource: CfnResource, why: string): void {
    Annotations.of(resource).addInfoV2(`cdk-pillars:telemetry.${resource.cfnResourceType}`, `Telemetry: ${why}.`);
  }

  public bill(resource: CfnResource, what: string, quantity: number, price: TelemetryPrice): void {
    this.charges.push({ what, of: resource.node.path.replace(/\/(Resource|Default)$/, ''), quantity, price });
  }

  public note(what: string): void {
    this.notes.add(what);
  }
}

/** L1s spell nested names otherwise than templates do. */
function saysTheSame(chosen: unknown, value: unknown): boolean {
  try {
    return JSON.stringify(chosen)?.toLowerCase() === JSON.stringify(value).toLowerCase();
  } catch {
    return false;
  }
}
