import { aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import { complaint } from '../../core/private/errors';
import type { AutomationRouteOptions } from '../alarm-route-options';
import { addRule } from './alarm-rules';
import { deliveryRole } from './delivery-role';
import { alarmInEvent, asInput } from './payloads/alarm-event';
import type { Acceptance, RouteDelivery, RouteDetails, RoutedAlarms } from './route-delivery';
import { stateChangePattern } from './state-change-pattern';

const FACTORY = 'AlarmRoute.toAutomation';
const ASSUME_ROLE = 'AutomationAssumeRole';

/**
 * Starts an Automation runbook when an alarm begins, by a role that may start this one document.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-event-bridge.html
 */
export class AutomationDelivery implements RouteDelivery {
  public readonly description: string;

  constructor(private readonly options: AutomationRouteOptions) {
    const { documentName, documentVersion = '$DEFAULT' } = options;
    if (!Token.isUnresolved(documentName) && !/^[\w.-]{3,128}$/.test(documentName)) {
      throw complaint(FACTORY, { what: 'that is not the name of a document', received: documentName, valid: '3 to 128 letters, digits, and ._-' });
    }
    if (!Token.isUnresolved(documentVersion) && !/^(\$DEFAULT|\$LATEST|[1-9]\d*)$/.test(documentVersion)) {
      throw complaint(FACTORY, { what: 'that is not a version of a document', received: documentVersion, valid: 'a number, $DEFAULT or $LATEST' });
    }
    const clash = [ASSUME_ROLE, options.alarmNameParameter].find(name => name !== undefined && name in (options.parameters ?? {}));
    if (clash !== undefined) {
      throw complaint(FACTORY, { what: 'a parameter is given twice', received: clash, fix: 'Leave it out of `parameters`: assumeRole and alarmNameParameter give it' });
    }
    this.description = `automation ${Token.isUnresolved(documentName) ? 'of a document' : documentName}`;
  }

  public details(): RouteDetails {
    return { kind: 'automation', arrivals: [`an execution of the ${this.description}, in the console of Systems Manager under Automation`] };
  }

  public prepare(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    this.receive(service, id, acceptance);
  }

  public receive(service: RoutedAlarms, id: string, acceptance: Acceptance): void {
    const { scope } = service;
    const { documentName, documentVersion = '$DEFAULT', assumeRole, parameters = {}, alarmNameParameter } = this.options;
    const arn = Stack.of(scope).formatArn({
      service: 'ssm', resource: 'automation-definition', resourceName: `${documentName}:${documentVersion}`,
      // Documents of AWS belong to no account.
      ...documentName.startsWith('AWS') ? { account: '' } : {},
    });
    const role = deliveryRole(scope, `${id}Role`, [
      new iam.PolicyStatement({ actions: ['ssm:StartAutomationExecution'], resources: [arn] }),
      ...assumeRole
        ? [new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [assumeRole.roleArn], conditions: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } } })]
        : [],
    ]);
    const rule = { title: `Automation for ${service.serviceTitle}`, pattern: stateChangePattern(service, acceptance, ['ALARM']) };
    addRule(service, id, rule, {
      arn, role,
      input: asInput({
        ...parameters,
        ...alarmNameParameter === undefined ? {} : { [alarmNameParameter]: [alarmInEvent(false).name] },
        ...assumeRole ? { [ASSUME_ROLE]: [assumeRole.roleArn] } : {},
      }),
    });
  }
}
