import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { complaint } from '../../../core/private/errors';
import { LIMITS } from '../../../core/private/limits';
import type { NetworkPathLogsProps } from '../../network-path-logs-props';

/** Refuses what AWS would refuse at deployment. */
export function checkNetworkPath(construct: Construct, props: NetworkPathLogsProps): void {
  const { vpcs = [], applicationLoadBalancers = [], networkLoadBalancers = [], distributions = [], accelerators = [], retention } = props;
  const named = [vpcs, applicationLoadBalancers, networkLoadBalancers, distributions, accelerators].flat();
  if (named.length === 0) throw complaint(construct, { what: 'there is nothing to log', fix: 'Name vpcs, load balancers, distributions or accelerators' });
  if (props.flowLogsToLogGroup && vpcs.length === 0) throw complaint(construct, { what: 'flowLogsToLogGroup has no effect without vpcs', fix: 'Name vpcs, or leave it out' });
  if (retention !== undefined && !retention.isUnresolved() && retention.toDays({ integral: false }) < 1) {
    throw complaint(construct, { what: 'retention is too short', received: retention.toHumanString(), valid: 'one day or more' });
  }
  if (retention?.isUnresolved()) throw complaint(construct, { what: 'retention has to be known at synthesis', received: 'a token', valid: 'such as Duration.days(90)' });
  checkMonitors(construct, props);
}

function checkMonitors(construct: Construct, props: NetworkPathLogsProps): void {
  const { networkFlowMonitor, internetMonitor, vpcs = [], distributions = [], networkLoadBalancers = [] } = props;
  const { networkFlowMonitor: flow, internetMonitor: internet } = LIMITS;
  if (networkFlowMonitor) {
    checkName(construct, 'networkFlowMonitor.monitorName', networkFlowMonitor.monitorName, flow.nameLength);
    if (vpcs.length === 0) throw complaint(construct, { what: 'networkFlowMonitor has no VPC to look at', fix: 'Name vpcs, or leave it out' });
  }
  if (!internetMonitor) return;
  checkName(construct, 'internetMonitor.monitorName', internetMonitor.monitorName, internet.nameLength);
  checkRange(construct, 'internetMonitor.trafficPercentage', internetMonitor.trafficPercentage, internet.trafficPercentage);
  checkRange(construct, 'internetMonitor.maxCityNetworks', internetMonitor.maxCityNetworks, internet.cityNetworks);
  if (vpcs.length + distributions.length + networkLoadBalancers.length === 0) {
    throw complaint(construct, { what: 'internetMonitor has nothing to look at', fix: 'Name vpcs, distributions or networkLoadBalancers' });
  }
}

function checkName(construct: Construct, what: string, name: string, length: number): void {
  if (Token.isUnresolved(name) || !/^[\w.-]+$/.test(name) || name.length > length) {
    throw complaint(construct, { what: `${what} is no name of a monitor`, received: name, valid: `a literal of 1 to ${length} letters, digits, _, . and -` });
  }
}

function checkRange(construct: Construct, what: string, value: number | undefined, [least, most]: readonly [number, number]): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!Number.isInteger(value) || value < least || value > most) throw complaint(construct, { what: `${what} is out of range`, received: value, valid: `a whole number from ${least} to ${most}` });
}
