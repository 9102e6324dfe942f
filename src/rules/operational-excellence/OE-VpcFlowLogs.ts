import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';
const FLOW_LOG = 'AWS::EC2::FlowLog';

function isLogged(network: WorkloadResource): boolean {
  return network.workload.referrersOf(network, FLOW_LOG, 'ResourceId').length > 0;
}

/** Whether some flow log may be about any network, since only deployment tells what it is about. */
function hasOpenFlowLog(workload: Workload): boolean {
  return workload.ofType(FLOW_LOG).some(log => {
    const subject = log.property('ResourceId');
    return subject.isUnknown && subject.targets().length === 0;
  });
}

export default defineRule({
  id: 'OE-VpcFlowLogs',
  bestPractices: ['OPS04-BP04', 'PERF04-BP01', 'PERF04-BP07'],
  level: RuleLevel.WARNING,
  title: 'VPCs have flow logs',
  why: 'When a connection fails or traffic goes where it should not, there is no record of what was sent, refused or answered',
  remedy: 'Call vpc.addFlowLog(\'FlowLog\')',
  nagRule: 'vpc.VPCFlowLogsEnabled',
  nagDifference: 'it takes no account of the flow logs of subnets, nor of those of other stacks',
  resourceTypes: [VPC],
  check: vpc => {
    if (isLogged(vpc)) return Verdict.COMPLIANT;
    const subnets = vpc.workload.referrersOf(vpc, SUBNET, 'VpcId');
    const silent = subnets.filter(subnet => !isLogged(subnet));
    if (subnets.length > 0 && silent.length === 0) return Verdict.COMPLIANT;
    if (vpc.workload._once(hasOpenFlowLog)) return Verdict.UNKNOWN;
    const found = silent.length < subnets.length ? `, and ${silent.length} of its ${subnets.length} subnets have none either` : '';
    return Verdict.violating({ message: `The VPC has no flow log${found}` });
  },
  compliant: [
    {
      title: 'a flow log of the VPC',
      resources: {
        Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
        FlowLog: { Type: FLOW_LOG, Properties: { ResourceId: { Ref: 'Vpc' }, ResourceType: 'VPC', TrafficType: 'ALL', LogGroupName: 'flow' } },
      },
      cdk: 'new ec2.Vpc(this, \'Vpc\').addFlowLog(\'FlowLog\');',
    },
    {
      title: 'flow logs of all its subnets',
      resources: {
        Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
        Subnet: { Type: SUBNET, Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
        FlowLog: { Type: FLOW_LOG, Properties: { ResourceId: { Ref: 'Subnet' }, ResourceType: 'Subnet', TrafficType: 'ALL', LogGroupName: 'flow' } },
      },
    },
  ],
  violating: [
    {
      title: 'no flow log',
      resources: { Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } } },
      cdk: 'new ec2.Vpc(this, \'Vpc\');',
    },
    {
      title: 'a flow log of one subnet of two',
      resources: {
        Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
        Public: { Type: SUBNET, Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
        Private: { Type: SUBNET, Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
        FlowLog: { Type: FLOW_LOG, Properties: { ResourceId: { Ref: 'Public' }, ResourceType: 'Subnet', TrafficType: 'ALL', LogGroupName: 'flow' } },
      },
    },
  ],
  ignored: [
    {
      title: 'a flow log of what a parameter names',
      resources: {
        Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
        FlowLog: { Type: FLOW_LOG, Properties: { ResourceId: { 'Fn::ImportValue': 'VpcId' }, ResourceType: 'VPC', TrafficType: 'ALL', LogGroupName: 'flow' } },
      },
    },
  ],
});
