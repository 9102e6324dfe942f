import { aws_ecs as ecs, aws_ecs_patterns as patterns, aws_sns as sns, Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmRoute, ObservedService } from 'cdk-pillars';
import { Construct } from 'constructs';

/** A pattern of the CDK, observed by naming it: whatever it holds comes along. */
export class WebsiteStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const website = new patterns.ApplicationLoadBalancedFargateService(this, 'Website', {
      taskImageOptions: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
      desiredCount: 2,
      minHealthyPercent: 100,
    });

    const onCall = sns.Topic.fromTopicArn(this, 'OnCall', this.formatArn({ service: 'sns', resource: 'on-call' }));
    new ObservedService(this, 'Service', { serviceName: 'website', owner: 'web-team', resources: [website], routes: [AlarmRoute.toTopic(onCall)] });
  }
}
