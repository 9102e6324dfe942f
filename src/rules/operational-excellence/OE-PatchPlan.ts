import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';
import type { Workload } from '../workload';

const INSTANCES = ['AWS::EC2::Instance', 'AWS::AutoScaling::AutoScalingGroup'];
/** What installs patches, or says which; images that are built anew bring them along. */
const PLANS = ['AWS::SSM::PatchBaseline', 'AWS::SSM::MaintenanceWindow', 'AWS::SSMQuickSetup::ConfigurationManager', 'AWS::ImageBuilder::ImagePipeline'];
const ASSOCIATION = 'AWS::SSM::Association';
const PATCHING = /AWS-(RunPatchBaseline|ApplyPatchBaseline|PatchInstanceWithRollback|PatchAsgInstance)/;

/** Whether something of the app patches instances; `undefined` when only deployment can tell. */
function isPatched(workload: Workload): boolean | undefined {
  if (workload._hasAnyOf(PLANS)) return true;
  const documents = workload.ofType(ASSOCIATION).map(association => association.property('Name'));
  if (documents.some(({ knownText }) => PATCHING.test(knownText))) return true;
  return documents.some(({ isUnknown }) => isUnknown) ? undefined : false;
}

const SERVER = { Server: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7g.large' } } };

const code = (more: string) => `new ec2.Instance(this, 'Server', {
  vpc: new ec2.Vpc(this, 'Vpc'),
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
});${more}`;

export default defineRule({
  id: 'OE-PatchPlan',
  bestPractices: ['OPS05-BP05'],
  level: RuleLevel.WARNING,
  strict: true,
  title: 'An app with instances has a plan to patch them',
  why: 'An instance keeps the packages of the day on which its image was made, with every hole that was found in them since',
  remedy: 'Add an ssm.CfnAssociation of AWS-RunPatchBaseline with a schedule, or an image pipeline, or acknowledge the rule where a patch policy of the organization does it',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack) || !stack.workload._hasAnyOf(INSTANCES)) return Verdict.NOT_APPLICABLE;
    const patched = isPatched(stack.workload);
    if (patched === undefined) return Verdict.UNKNOWN;
    return patched ? Verdict.COMPLIANT : Verdict.violating({ message: 'The app has instances, and nothing in it patches them' });
  },
  compliant: [
    {
      title: 'an association that patches every week',
      resources: { ...SERVER, Patches: { Type: ASSOCIATION, Properties: { Name: 'AWS-RunPatchBaseline', ScheduleExpression: 'cron(0 3 ? * TUE *)' } } },
      cdk: code(`
new ssm.CfnAssociation(this, 'Patches', {
  name: 'AWS-RunPatchBaseline',
  scheduleExpression: 'cron(0 3 ? * TUE *)',
  parameters: { Operation: ['Install'] },
  targets: [{ key: 'tag:environment', values: ['prod'] }],
});`),
    },
    { title: 'images that are built anew', resources: { ...SERVER, Images: { Type: 'AWS::ImageBuilder::ImagePipeline', Properties: { Name: 'servers' } } } },
  ],
  violating: [
    { title: 'an instance and no plan', resources: SERVER, cdk: code('') },
    {
      title: 'an Auto Scaling group, and an association for something else',
      resources: {
        Servers: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '1', MaxSize: '4' } },
        Agent: { Type: ASSOCIATION, Properties: { Name: 'AWS-UpdateSSMAgent' } },
      },
    },
  ],
  ignored: [
    { title: 'no instances', resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } },
    { title: 'the document is a parameter', resources: { ...SERVER, Patches: { Type: ASSOCIATION, Properties: { Name: { Ref: 'Document' } } } } },
  ],
});
