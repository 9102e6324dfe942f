import { defineRule } from '../private/define-rule';
import { hasEndpointFor, isIsolated, serviceOf } from '../private/vpc-routes';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';
import type { WorkloadResource } from '../workload-resource';

const VPC = 'AWS::EC2::VPC';
const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const SERVICE = 'AWS::ECS::Service';
const RECORD = 'AWS::Route53::RecordSet';

/** Where private DNS is left off for good reasons: beside a gateway endpoint, or for the sake of public APIs. */
const WITHOUT_PRIVATE_DNS = new Set(['s3', 's3express', 'dynamodb', 'execute-api']);

const NETWORK = {
  Vpc: { Type: VPC, Properties: { CidrBlock: '10.0.0.0/16' } },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, AvailabilityZone: 'eu-west-1a' } },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  Association: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { RouteTableId: { Ref: 'Table' }, SubnetId: { Ref: 'Subnet' } } },
};
const TASKS = {
  Orders: { Type: SERVICE, Properties: { LaunchType: 'FARGATE', TaskDefinition: { Ref: 'Task' }, NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'Subnet' }] } } } },
  Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'orders', LogConfiguration: { LogDriver: 'awslogs' } }] } },
};

const endpointFor = (service: string, properties: object = { PrivateDnsEnabled: true }) => ({
  Type: ENDPOINT,
  Properties: { VpcId: { Ref: 'Vpc' }, VpcEndpointType: 'Interface', ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` }, ...properties },
});

/** The services of AWS that tasks in isolated subnets of a VPC cannot do without. */
function needs(workload: Workload): ReadonlyMap<WorkloadResource, ReadonlySet<string>> {
  const byVpc = new Map<WorkloadResource, Set<string>>();
  for (const service of workload.ofType(SERVICE)) {
    const subnets = service.values('NetworkConfiguration.AwsvpcConfiguration.Subnets.*').flatMap(subnet => subnet.targets('AWS::EC2::Subnet'));
    const vpcs = subnets.filter(isIsolated).flatMap(subnet => subnet.property('VpcId').targets(VPC));
    if (vpcs.length === 0) continue;
    const drivers = service.property('TaskDefinition').targets('AWS::ECS::TaskDefinition').flatMap(task => task.values('ContainerDefinitions.*.LogConfiguration.LogDriver'));
    const names = ['ecr.api', 'ecr.dkr', ...drivers.some(({ text }) => text === 'awslogs') ? ['logs'] : []];
    for (const vpc of vpcs) byVpc.set(vpc, new Set([...byVpc.get(vpc) ?? [], ...names]));
  }
  return byVpc;
}

function judgeVpc(vpc: WorkloadResource): Verdict {
  const services = vpc.workload._once(needs).get(vpc);
  if (!services) return Verdict.NOT_APPLICABLE;
  const answers = [...services].map(service => ({ service, answer: hasEndpointFor(vpc, service) }));
  const missing = answers.filter(({ answer }) => answer === false);
  if (missing.length > 0) return Verdict.violating(...missing.map(({ service }) => ({ name: service, message: `Tasks run in isolated subnets, and there is no endpoint for ${service}` })));
  return answers.some(({ answer }) => answer === undefined) ? Verdict.UNKNOWN : Verdict.COMPLIANT;
}

function judgeEndpoint(endpoint: WorkloadResource): Verdict {
  if (endpoint.property('VpcEndpointType').text !== 'Interface') return Verdict.NOT_APPLICABLE;
  const service = serviceOf(endpoint.property('ServiceName'));
  if (service === undefined || service.includes('vpce-svc-') || WITHOUT_PRIVATE_DNS.has(service)) return Verdict.NOT_APPLICABLE;
  const enabled = endpoint.property('PrivateDnsEnabled');
  if (enabled.flag === true) return Verdict.COMPLIANT;
  if (enabled.isUnknown) return Verdict.UNKNOWN;
  // An endpoint that several VPCs share has its name in a hosted zone.
  if (endpoint.workload.referrersOf(endpoint, RECORD, 'AliasTarget.DNSName').length > 0) return Verdict.NOT_APPLICABLE;
  return Verdict.violating({ message: `The endpoint for ${service} has no private DNS`, property: 'PrivateDnsEnabled' });
}

export default defineRule({
  id: 'PE-VpcInterfaceEndpoints',
  bestPractices: ['PERF04-BP02'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'Isolated subnets reach the services they need through interface endpoints',
  why: 'Without endpoints tasks in isolated subnets can neither pull their image nor log, and without private DNS the SDK goes on calling the public address, past the endpoint',
  remedy: 'Add vpc.addInterfaceEndpoint for ECR, ECR_DOCKER and CLOUDWATCH_LOGS of ec2.InterfaceVpcEndpointAwsService, with privateDnsEnabled: true',
  resourceTypes: [VPC, ENDPOINT],
  check: resource => resource.resourceType === VPC ? judgeVpc(resource) : judgeEndpoint(resource),
  compliant: [
    {
      title: 'all that tasks need',
      resources: { ...NETWORK, ...TASKS, EcrApi: endpointFor('ecr.api'), EcrDocker: endpointFor('ecr.dkr'), Logs: endpointFor('logs') },
      cdk: `const vpc = new ec2.Vpc(this, 'Vpc', { subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
vpc.addInterfaceEndpoint('EcrApi', { service: ec2.InterfaceVpcEndpointAwsService.ECR });
vpc.addInterfaceEndpoint('EcrDocker', { service: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER });
vpc.addInterfaceEndpoint('Logs', { service: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });`,
    },
    { title: 'an endpoint with private DNS', resources: { Queues: endpointFor('sqs') } },
    {
      title: 'tasks that do not log to CloudWatch',
      resources: { ...NETWORK, Orders: { ...TASKS.Orders }, EcrApi: endpointFor('ecr.api'), EcrDocker: endpointFor('ecr.dkr') },
    },
  ],
  violating: [
    {
      title: 'tasks in an isolated subnet without endpoints',
      resources: { ...NETWORK, ...TASKS },
      findings: ['ecr.api', 'ecr.dkr', 'logs'],
      cdk: `const vpc = new ec2.Vpc(this, 'Vpc', { subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
taskDefinition.addContainer('orders', {
  image: ecs.ContainerImage.fromEcrRepository(new ecr.Repository(this, 'Images')),
  logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'orders' }),
});
new ecs.FargateService(this, 'Orders', {
  cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
  taskDefinition,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
});`,
    },
    { title: 'an endpoint that nobody is led to', resources: { Queues: endpointFor('sqs', { PrivateDnsEnabled: false }) } },
  ],
  ignored: [
    { title: 'a parameter decides about private DNS', resources: { Queues: endpointFor('sqs', { PrivateDnsEnabled: { Ref: 'PrivateDns' } }) } },
    { title: 'an endpoint beside a gateway endpoint', resources: { S3: endpointFor('s3', { PrivateDnsEnabled: false }) } },
    { title: 'a service of somebody else', resources: { Partner: endpointFor('', { ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0' }) } },
    {
      title: 'an endpoint that has its name in a hosted zone',
      resources: {
        Queues: endpointFor('sqs', { PrivateDnsEnabled: false }),
        Record: { Type: RECORD, Properties: { Name: 'sqs.eu-west-1.amazonaws.com', Type: 'A', AliasTarget: { DNSName: { 'Fn::Select': [0, { 'Fn::GetAtt': ['Queues', 'DnsEntries'] }] } } } },
      },
    },
    { title: 'a VPC without tasks', resources: NETWORK },
    {
      title: 'subnets with a way out',
      resources: {
        ...NETWORK, ...TASKS,
        Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' } },
      },
    },
  ],
});
