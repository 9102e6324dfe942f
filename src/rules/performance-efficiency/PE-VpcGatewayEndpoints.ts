import { defineRule } from '../private/define-rule';
import { mayShareEnvironment, type TemplateUnit } from '../private/template-unit';
import { hasEndpointFor, natRoutesOf } from '../private/vpc-routes';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const VPC = 'AWS::EC2::VPC';
const ENDPOINT = 'AWS::EC2::VPCEndpoint';

const NETWORK = {
  Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } } },
  Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: 'subnet-1' } },
};
const ORDERS = { Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} } };

const endpointFor = (service: string) => ({
  Type: ENDPOINT,
  Properties: { VpcId: { Ref: 'Vpc' }, VpcEndpointType: 'Gateway', ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` }, RouteTableIds: [{ Ref: 'Table' }] },
});

/** The templates that have tables. */
function unitsWithTables(workload: Workload): readonly TemplateUnit[] {
  const tables = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap(type => workload.ofType(type));
  return [...new Set(tables.map(({ _unit: unit }) => unit))];
}

function servicesFor({ workload, _unit: own }: WorkloadResource): string[] {
  return workload._once(unitsWithTables).some(unit => mayShareEnvironment(unit, own)) ? ['s3', 'dynamodb'] : ['s3'];
}

export default defineRule({
  id: 'PE-VpcGatewayEndpoints',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  title: 'VPCs with NAT gateways have gateway endpoints for S3 and DynamoDB',
  why: 'What private subnets read and write there goes through the NAT gateway, which is one more hop, shares its ports and bandwidth, and is charged by the gigabyte, while a gateway endpoint is free',
  remedy: 'Add vpc.addGatewayEndpoint(\'S3\', { service: ec2.GatewayVpcEndpointAwsService.S3 }), and the same with DYNAMODB',
  resourceTypes: [VPC],
  check: vpc => {
    if (natRoutesOf(vpc).length === 0) return Verdict.NOT_APPLICABLE;
    const answers = servicesFor(vpc).map(service => ({ service, answer: hasEndpointFor(vpc, service) }));
    const missing = answers.filter(({ answer }) => answer === false);
    if (missing.length > 0) return Verdict.violating(...missing.map(({ service }) => ({ name: service, message: `The VPC has a NAT gateway, and no endpoint for ${service}` })));
    return answers.some(({ answer }) => answer === undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'both endpoints',
      resources: { ...NETWORK, ...ORDERS, S3: endpointFor('s3'), DynamoDb: endpointFor('dynamodb') },
      cdk: `new ec2.Vpc(this, 'Vpc', {
  gatewayEndpoints: {
    S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
    DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
  },
});`,
    },
    { title: 'an app without tables', resources: { ...NETWORK, S3: endpointFor('s3') } },
  ],
  violating: [
    {
      title: 'no endpoint',
      resources: { ...NETWORK, ...ORDERS },
      findings: ['s3', 'dynamodb'],
      cdk: `new ec2.Vpc(this, 'Vpc');
new dynamodb.TableV2(this, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });`,
    },
    { title: 'an endpoint for something else', resources: { ...NETWORK, Logs: { ...endpointFor('logs') } }, findings: ['s3'] },
  ],
  ignored: [
    { title: 'a VPC without NAT gateways', resources: { Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } } } },
    {
      title: 'the service of an endpoint is a parameter',
      resources: { ...NETWORK, Endpoint: { Type: ENDPOINT, Properties: { VpcId: { Ref: 'Vpc' }, ServiceName: { Ref: 'Service' } } } },
    },
  ],
});
