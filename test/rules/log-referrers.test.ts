import { App, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FlowLog, FlowLogResourceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { Answer, type IRule } from '../../src';
import distributions from '../../src/rules/operational-excellence/OE-CloudFrontAccessLogs';
import networks from '../../src/rules/operational-excellence/OE-VpcFlowLogs';
import { resolvedWorkload } from '../../src/rules/private/workloads';
import { contextOf } from '../support/rules';

function answers(rule: IRule, app: App): Answer[] {
  const workload = resolvedWorkload(app);
  return workload.ofType(rule.metadata.resourceTypes[0]).map(resource => rule.evaluate(resource, contextOf(workload)).answer);
}

test('a flow log of another stack is one of the VPC, and of no other', () => {
  const app = new App();
  const network = new Stack(app, 'Network');
  const vpc = new Vpc(network, 'Vpc');
  new Vpc(network, 'Other');
  new FlowLog(new Stack(app, 'Audit'), 'FlowLog', { resourceType: FlowLogResourceType.fromVpc(vpc) });

  expect(answers(networks, app)).toEqual([Answer.COMPLIANT, Answer.VIOLATING]);
});

test('the access logs of a distribution may be delivered by another stack, its connection logs are none', () => {
  const app = new App();
  const site = new Stack(app, 'Site');
  const [logged, other] = ['Logged', 'Other'].map(id => new Distribution(site, id, { defaultBehavior: { origin: new HttpOrigin('api.example.com') } }));
  const logs = new Stack(app, 'Logs');
  new CfnDeliverySource(logs, 'Access', { name: 'access', logType: 'ACCESS_LOGS', resourceArn: logged.distributionArn });
  new CfnDeliverySource(logs, 'Connections', { name: 'connections', logType: 'CONNECTION_LOGS', resourceArn: other.distributionArn });

  expect(answers(distributions, app)).toEqual([Answer.COMPLIANT, Answer.VIOLATING]);
});
