import { CfnResource } from 'aws-cdk-lib';
import { referencesIn } from '../../../signals/private/peek';
import { Subject } from '../../../signals/private/subject';
import { installAgent } from './host-agent';
import { METRIC_COUNTS } from './metric-counts';
import type { Subscriber, TelemetryPiece } from './piece';

const INSTANCE = 'AWS::EC2::Instance';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TEMPLATE_PATHS = ['LaunchTemplate.LaunchTemplateId', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId'];

export const DETAILED_MONITORING_PIECE: TelemetryPiece = {
  option: 'detailedMonitoring',
  meets: [],
  at: {
    [INSTANCE]: ({ resource, l1 }, board) => {
      if (launchTemplateOf(resource)) board.leave(l1, 'its launch template tells whether it has detailed monitoring');
      else if (board.set(l1, 'Monitoring', true)) board.bill(l1, 'EC2 detailed metrics', METRIC_COUNTS.instance, 'customMetric');
    },
    [GROUP]: ({ resource, l1 }, board) => {
      const template = launchTemplateOf(resource);
      if (template) {
        if (board.set(template, 'LaunchTemplateData.Monitoring', { Enabled: true })) board.note('detailed monitoring bills seven metrics of each instance of a group, 2.10 USD a month');
      } else if (new Subject(l1).lacks('LaunchConfigurationName')) {
        board.leave(l1, 'detailed monitoring cannot be switched on, as its launch template is not in this app');
      }
    },
  },
};

export const HOST_METRICS_PIECE: TelemetryPiece = {
  option: 'hostMetrics',
  meets: [],
  at: {
    [INSTANCE]: ({ resource, l1 }, board, options) => {
      const template = launchTemplateOf(resource);
      installAgent({ resource, l1, role: roleOf(l1, 'IamInstanceProfile') ?? (template && roleIn(template)), target: { key: 'InstanceIds', values: [l1.ref] } }, board, options);
    },
    [GROUP]: ({ resource, l1 }, board, options) => {
      const template = launchTemplateOf(resource);
      const configuration = resource.referenced('LaunchConfigurationName');
      const role = template ? roleIn(template) : configuration && roleOf(configuration.construct as CfnResource, 'IamInstanceProfile');
      installAgent({ resource, l1, role, target: { key: 'tag:aws:autoscaling:groupName', values: [l1.ref] } }, board, options);
    },
  },
};

function launchTemplateOf(resource: Subscriber['resource']): CfnResource | undefined {
  const paths = [...TEMPLATE_PATHS, 'LaunchTemplate.LaunchTemplateName'];
  const target = paths.map(path => resource.referenced(path)?.construct).find(construct => construct !== undefined);
  return CfnResource.isCfnResource(target) ? target : undefined;
}

function roleIn(template: CfnResource): CfnResource | undefined {
  return roleOf(template, 'LaunchTemplateData.IamInstanceProfile');
}

/** The one role of the instance profile that a property names, if the app makes both. */
function roleOf(resource: CfnResource, property: string): CfnResource | undefined {
  const profile = referencesIn(new Subject(resource).value(property)).map(({ target }) => target).find(CfnResource.isCfnResource);
  return profile?.cfnResourceType === 'AWS::IAM::InstanceProfile' ? new Subject(profile).role('Roles') : undefined;
}
