import { ArnFormat, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { AlarmBase, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { consumed } from '../../core/private/cross-stack';
import { complaint } from '../../core/private/errors';
import { Severity } from '../../core/severity';
import type { RouteDelivery, RoutedAlarms } from './route-delivery';

const OPS_ITEM_SEVERITY: Readonly<Record<Severity, number>> = { [Severity.PAGE]: 1, [Severity.TICKET]: 3, [Severity.INFO]: 4 };

/** Opens an OpsItem in OpsCenter. */
export class OpsItemDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly category: string | undefined) {
    this.description = category === undefined ? 'OpsItem' : `OpsItem ${category}`;
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
}

const EC2_ACTION = /:automate:[^:]+:ec2:|AWS_EC2\./;

/** Any alarm action of the CDK. */
export class ActionDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly action: IAlarmAction) {
    this.description = `action ${action.constructor.name}`;
  }

  public actionArn(alarm: AlarmBase, _severity: Severity, { scope }: RoutedAlarms): string {
    const { alarmActionArn } = this.action.bind(alarm, alarm);
    if (EC2_ACTION.test(alarmActionArn)) {
      throw complaint(scope, {
        what: 'EC2 actions act on the one instance whose metric an alarm watches, and the health alarm and alarms on expressions watch none',
        received: this.description, fix: 'Leave the route out, and give the action to an alarm of your own',
      });
    }
    return alarmActionArn;
  }
}
