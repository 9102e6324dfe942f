import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { consumed } from '../../core/private/cross-stack';
import { addRule } from './alarm-rules';
import { deliveryRole } from './delivery-role';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

/** Sends events on to another bus as they are, by a role, which a bus of another account or Region asks for. */
export class BusDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly bus: IEventBus) {
    this.description = `event bus ${bus.node.path}`;
  }

  public get busArn(): string {
    return this.bus.eventBusArn;
  }

  public details(): RouteDetails {
    return { kind: 'event-bus', arrivals: [`an event of aws.cloudwatch on the bus ${this.bus.node.path}`] };
  }

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    this.receive(service, id, acceptance);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope, strength, serviceTitle } = service;
    const arn = consumed(this.bus.eventBusArn, Stack.of(scope), strength);
    const role = deliveryRole(scope, `${id}Role`, [new iam.PolicyStatement({ actions: ['events:PutEvents'], resources: [arn] })]);
    const title = `Alarms of ${serviceTitle} from ${acceptance.minimumSeverity} on`;
    addRule(service, id, { title, pattern: stateChangePattern(service, acceptance) }, { arn, role });
  }
}
