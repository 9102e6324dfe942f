import { aws_events as events, CfnResource } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { referencesIn } from '../../signals/private/peek';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

/** A rule on alarm state changes: one for each service, whatever the number of its alarms. */
export class EventBridgeDelivery implements RouteDelivery {
  public readonly description = 'EventBridge rule on alarm state changes';
  private targetArn = '';

  constructor(private readonly target: IRuleTarget) {}

  public details(): RouteDetails {
    return { kind: 'eventbridge', arrivals: ['an event at the target of the rule'] };
  }

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    this.receive(service, id, acceptance);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const target: IRuleTarget = {
      bind: (rule, targetId) => {
        const bound = this.target.bind(rule, targetId);
        this.targetArn = bound.arn;
        return bound;
      },
    };
    new events.Rule(service.scope, id, {
      description: `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`,
      eventPattern: stateChangePattern(service, acceptance),
      targets: [target],
    });
  }

  public get busArn(): string | undefined {
    const isOwnBus = referencesIn(this.targetArn).some(({ target }) => CfnResource.isCfnResource(target) && target.cfnResourceType === 'AWS::Events::EventBus');
    return isOwnBus || this.targetArn.includes(':event-bus/') ? this.targetArn : undefined;
  }
}
