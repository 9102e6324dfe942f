import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const ZONE = 'AWS::Route53::HostedZone';
const PROPERTY = 'QueryLoggingConfig.CloudWatchLogsLogGroupArn';

export default defineRule({
  id: 'OE-Route53QueryLogs',
  bestPractices: ['OPS04-BP04'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Public hosted zones log queries',
  why: 'When users report that a name does not resolve, nothing tells whether their question arrived, from which resolver, and what it was answered',
  remedy: 'Set queryLogsLogGroupArn to a log group in us-east-1 that Route 53 may write to',
  resourceTypes: [ZONE],
  check: zone => {
    const networks = zone.property('VPCs');
    // A private zone has no query log of its own, and its queries are those of the resolver of the VPC.
    if (networks.items.length > 0) return Verdict.NOT_APPLICABLE;
    const group = zone.property(PROPERTY);
    if (group.text || group.targets().length > 0) return Verdict.COMPLIANT;
    if (networks.isUnknown || group.isUnknown) return Verdict.UNKNOWN;
    return Verdict.violating({ message: 'Queries of the public zone are not logged', property: PROPERTY });
  },
  compliant: [
    {
      title: 'a query log',
      resources: {
        Zone: { Type: ZONE, Properties: { Name: 'example.com.', QueryLoggingConfig: { CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Queries', 'Arn'] } } } },
        Queries: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/route53/example.com' } },
      },
      cdk: `const queries = new logs.LogGroup(this, 'Queries', { logGroupName: '/aws/route53/example.com' });
queries.grantWrite(new iam.ServicePrincipal('route53.amazonaws.com'));
new route53.PublicHostedZone(this, 'Zone', { zoneName: 'example.com', queryLogsLogGroupArn: queries.logGroupArn });`,
    },
  ],
  violating: [
    {
      title: 'a public zone without a query log',
      resources: { Zone: { Type: ZONE, Properties: { Name: 'example.com.', VPCs: [] } } },
      cdk: 'new route53.PublicHostedZone(this, \'Zone\', { zoneName: \'example.com\' });',
    },
  ],
  ignored: [
    { title: 'a private zone', resources: { Zone: { Type: ZONE, Properties: { Name: 'example.internal.', VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }] } } } },
    {
      title: 'the log group is a parameter',
      resources: { Zone: { Type: ZONE, Properties: { Name: 'example.com.', QueryLoggingConfig: { CloudWatchLogsLogGroupArn: { Ref: 'LogGroupArn' } } } } },
    },
    { title: 'whether it is private is a condition', resources: { Zone: { Type: ZONE, Properties: { Name: 'example.com.', VPCs: { 'Fn::If': ['IsPrivate', [], { Ref: 'AWS::NoValue' }] } } } } },
  ],
});
