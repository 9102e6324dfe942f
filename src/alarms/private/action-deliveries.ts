import { ArnFormat, aws_events as events, aws_iam as iam, aws_lambda as lambda, CfnElement, Stack, Token } from 'aws-cdk-lib';
import type { AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import { Severity } from '../../core/severity';
import { referencesIn } from '../../signals/private/peek';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

const OPS_ITEM_SEVERITY: Readonly<Record<Severity, number>> = { [Severity.PAGE]: 1, [Severity.TICKET]: 3, [Severity.INFO]: 4 };

/** Opens an OpsItem in OpsCenter. */
export class OpsItemDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly category: string | undefined) {
    this.description = category === undefined ? 'OpsItem' : `OpsItem ${category}`;
  }

  public details(): RouteDetails {
    return { kind: 'opsitem', arrivals: ['an OpsItem in OpsCenter, in the Region of the alarm'] };
  }

  public actionArn(alarm: AlarmBase, severity: Severity): string {
    return Stack.of(alarm).formatArn({
      service: 'ssm', resource: 'opsitem', arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${OPS_ITEM_SEVERITY[severity]}${this.category === undefined ? '' : `#CATEGORY=${this.category}`}`,
    });
  }
}

/** Invokes a function, which may be invoked by the alarms of the service and by no others. */
export class LambdaDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly handler: IFunction) {
    this.description = `function ${handler.node.path}`;
  }

  public details(): RouteDetails {
    return { kind: 'function', arrivals: [`an invocation of the function ${this.handler.node.path}, which its log shows`] };
  }

  public prepare({ scope, namePrefix }: RoutedAlarms, id: string): void {
    const stack = Stack.of(scope);
    this.handler.addPermission(`${scope.node.addr.slice(-8)}${id}`, {
      principal: new iam.ServicePrincipal('lambda.alarms.cloudwatch.amazonaws.com'),
      sourceAccount: stack.account,
      sourceArn: stack.formatArn({
        service: 'cloudwatch', resource: 'alarm', resourceName: `${namePrefix}*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    });
  }

  public actionArn(alarm: AlarmBase, _severity: Severity, { strength }: RoutedAlarms): string {
    return consumed(this.handler.functionArn, Stack.of(alarm), strength);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope, strength } = service;
    const arn = consumed(this.handler.functionArn, Stack.of(scope), strength);
    const rule = new events.Rule(scope, id, {
      description: `Alarms of ${service.serviceTitle} from ${acceptance.minimumSeverity} on`,
      eventPattern: stateChangePattern(service, acceptance),
      targets: [{ bind: () => ({ arn, input: asAlarmAction() }) }],
    });
    // Beside the rule, which a permission in another stack, that of the function, would have to refer to.
    new lambda.CfnPermission(scope, `${id}Permission`, {
      action: 'lambda:InvokeFunction', functionName: arn, principal: 'events.amazonaws.com', sourceArn: rule.ruleArn,
    });
  }
}

/** What an alarm gives to the function that it invokes. */
function asAlarmAction(): events.RuleTargetInput {
  const field = (path: string) => events.EventField.fromPath(path);
  return events.RuleTargetInput.fromObject({
    source: 'aws.cloudwatch',
    alarmArn: field('$.resources[0]'),
    accountId: field('$.account'),
    time: field('$.time'),
    region: field('$.region'),
    alarmData: field('$.detail'),
  });
}

const EC2_ACTION = /:automate:[^:]+:ec2:|AWS_EC2\./;

/** Any alarm action of the CDK. */
export class ActionDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly action: IAlarmAction, description?: string, private readonly told: RouteDetails = { kind: 'action', arrivals: ['whatever the action does'] }) {
    this.description = description ?? `action ${action.constructor.name}`;
  }

  public details(): RouteDetails {
    return this.told;
  }

  public actionArn(alarm: AlarmBase, _severity: Severity, { scope }: RoutedAlarms): string {
    const { alarmActionArn } = this.action.bind(alarm, alarm);
    if (EC2_ACTION.test(alarmActionArn)) {
      throw complaint(scope, {
        what: 'EC2 actions act on the one instance whose metric an alarm watches, and the health alarm and alarms on expressions watch none',
        received: this.description, fix: 'Leave the route out, and give the action to an alarm of your own',
      });
    }
    const { region } = Stack.of(alarm);
    const home = Stack.of(scope).region;
    if (region !== home && isOutside(region, alarmActionArn)) {
      throw complaint(scope, {
        what: `alarms of global resources are in ${region}, and act on what is in that Region only`,
        received: this.description, fix: `Use AlarmRoute.toTopic, toLambda or toEventBridge, which are relayed to ${home}`,
      });
    }
    return alarmActionArn;
  }
}

/** Whether an ARN is known to be of another Region. */
function isOutside(region: string, arn: string): boolean {
  const stacks = referencesIn(arn).flatMap(({ target }) => CfnElement.isCfnElement(target) ? [target.stack] : []);
  if (stacks.length > 0) return stacks.some(stack => stack.region !== region);
  const [, , , named] = arn.split(':');
  return !Token.isUnresolved(named) && !['', undefined, region].includes(named);
}
