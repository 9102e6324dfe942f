import { standsForApp } from '../private/app-rule';
import { defineRule } from '../private/define-rule';
import { RuleLevel } from '../rule-level';
import { Verdict } from '../verdict';

const RECORDER = 'AWS::Config::ConfigurationRecorder';
const CHANNEL = 'AWS::Config::DeliveryChannel';
const TOPIC = { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } };

export default defineRule({
  id: 'OE-ConfigRecorderPresent',
  bestPractices: ['OPS05-BP03', 'OPS01-BP03'],
  level: RuleLevel.WARNING,
  strict: true,
  accountBaseline: true,
  title: 'AWS Config records what is configured',
  why: 'A resource that somebody changed by hand looks like any other, and nothing tells what it was like before',
  remedy: 'Make a config.CfnConfigurationRecorder and a config.CfnDeliveryChannel, or acknowledge the rule where the organization records',
  resourceTypes: ['Stack'],
  check: stack => {
    if (!standsForApp(stack)) return Verdict.NOT_APPLICABLE;
    const { workload } = stack;
    if (workload.ofType(RECORDER).length === 0) return Verdict.violating({ message: 'No stack makes a configuration recorder' });
    // Recording begins when there is a channel to deliver to.
    if (workload.ofType(CHANNEL).length === 0) return Verdict.violating({ message: 'The configuration recorder has no delivery channel, without which it does not start' });
    return Verdict.COMPLIANT;
  },
  compliant: [
    {
      title: 'a recorder and its channel',
      resources: {
        Recorder: { Type: RECORDER, Properties: { RoleARN: 'arn:aws:iam::123456789012:role/config', RecordingGroup: { AllSupported: true } } },
        Channel: { Type: CHANNEL, Properties: { S3BucketName: 'config-history' } },
      },
      cdk: `new config.CfnConfigurationRecorder(this, 'Recorder', {
  roleArn: 'arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  recordingGroup: { allSupported: true },
});
new config.CfnDeliveryChannel(this, 'Channel', { s3BucketName: 'config-history' });`,
    },
    {
      title: 'a recorder in another stack',
      resources: TOPIC,
      otherStacks: {
        Baseline: { resources: { Recorder: { Type: RECORDER, Properties: {} }, Channel: { Type: CHANNEL, Properties: { S3BucketName: 'config-history' } } } },
      },
    },
  ],
  violating: [
    { title: 'nothing that records', resources: TOPIC, cdk: 'new sns.Topic(this, \'Topic\');' },
    {
      title: 'a recorder that delivers nowhere',
      resources: { Recorder: { Type: RECORDER, Properties: { RoleARN: 'arn:aws:iam::123456789012:role/config' } } },
    },
  ],
});
