import { ArnFormat, Duration, Stack, aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_synthetics as synthetics } from 'aws-cdk-lib';
import type { IAlarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnCanary } from 'aws-cdk-lib/aws-synthetics';
import { Construct } from 'constructs';
import type { ServiceAlarms } from '../alarms/private/service-alarms';
import type { SignalAlarm } from '../alarms/signal-alarm';
import { complaint } from '../core/private/errors';
import { markOwn } from '../core/private/own-constructs';
import { PRICES } from '../core/private/prices';
import type { Journey } from './journey';
import { artifactsBucket } from './private/artifacts-bucket';
import { canaryAlarms } from './private/canary-alarms';
import { renderCode } from './private/canary-code';
import { canaryLogs, hasKnownLogGroup } from './private/canary-logs';
import { canaryNameOf } from './private/canary-name';
import { canaryRole } from './private/canary-role';
import { checkVariables, runSettings, visualReferences } from './private/run-settings';
import { runsAt, type RunsAt } from './private/schedule';
import type { SyntheticCanaryProps } from './synthetic-canary-props';

/**
 * A canary that goes a journey again and again, with its role, its artifacts and its alarms.
 *
 * The canary itself is a resource like any other: an `ObservedService` that observes the stack observes it.
 */
export class SyntheticCanary extends Construct {
  /** What the canary does. */
  public readonly journey: Journey;

  /** Name of the canary; the dimension `CanaryName` of its metrics. */
  public readonly canaryName: string;

  /** ARN of the canary. */
  public readonly canaryArn: string;

  /** The canary. */
  public readonly resource: CfnCanary;

  /** The role that it runs with. */
  public readonly role: IRole;

  /** Where its artifacts go. */
  public readonly artifactsBucket: IBucket;

  private readonly schedule: RunsAt;
  private readonly locations: number;
  private readonly ownAlarms?: ServiceAlarms;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in the scope
   * @throws when a property is not valid, such as an unknown or retired runtime, an invalid schedule, memory that is no multiple of 64, or a secret in clear text
   */
  constructor(scope: Construct, id: string, props: SyntheticCanaryProps) {
    super(scope, id);
    const { journey, encryptionKey, vpc, tracing = true } = props;
    this.journey = journey;
    this.canaryName = canaryNameOf(this, props.canaryName, journey.name);
    this.schedule = runsAt(this, props.schedule ?? 'rate(5 minutes)');
    const settings = runSettings(this, props, this.schedule);
    this.locations = 1 + settings.replicaRegions.length;
    if (vpc === undefined && (props.vpcSubnets ?? props.securityGroups)) {
      throw complaint(this, { what: 'vpcSubnets and securityGroups need a network', fix: 'Give vpc' });
    }
    const code = renderCode(this, journey._plan, props.runtime);
    const variables = { ...props.environmentVariables, ...code.variables };
    checkVariables(this, props.environmentVariables ?? {});

    this.artifactsBucket = props.artifactsBucket ?? artifactsBucket(this, 'Artifacts', Duration.days(settings.retentionDays), encryptionKey);
    const hasLogGroup = hasKnownLogGroup(this.canaryName);
    const role = canaryRole(this, 'Role', {
      canaryName: this.canaryName, bucket: this.artifactsBucket, prefix: this.canaryName, tracing, inVpc: vpc !== undefined,
      replicaRegions: settings.replicaRegions, hasLogGroup,
    });
    this.role = role;
    encryptionKey?.grantEncryptDecrypt(role);
    for (const secret of code.secrets) secret.grantRead(role);

    this.resource = new synthetics.CfnCanary(this, 'Resource', {
      name: this.canaryName,
      runtimeVersion: code.runtime,
      code: {
        s3Bucket: code.asset.s3BucketName, s3Key: code.asset.s3ObjectKey,
        ...code.handler === undefined ? { blueprintTypes: ['multi-checks'] } : { handler: code.handler },
      },
      executionRoleArn: role.roleArn,
      schedule: { expression: this.schedule.expression, retryConfig: { maxRetries: settings.retries } },
      runConfig: {
        timeoutInSeconds: settings.timeoutSeconds, memoryInMb: settings.memoryMegabytes, ephemeralStorage: settings.storageMegabytes,
        activeTracing: tracing,
        ...Object.keys(variables).length === 0 ? {} : { environmentVariables: variables },
      },
      artifactS3Location: `s3://${this.artifactsBucket.bucketName}/${this.canaryName}`,
      artifactConfig: { s3Encryption: encryptionKey ? { encryptionMode: 'SSE_KMS', kmsKeyArn: encryptionKey.keyArn } : { encryptionMode: 'SSE_S3' } },
      successRetentionPeriod: settings.retentionDays,
      failureRetentionPeriod: settings.retentionDays,
      startCanaryAfterCreation: true,
      provisionedResourceCleanup: 'AUTOMATIC',
      dryRunAndUpdate: props.dryRunUpdates ?? true,
      resourcesToReplicateTags: ['lambda-function'],
      vpcConfig: vpc && this.network(vpc, props),
      visualReferences: visualReferences(code.baseline),
      ...settings.replicaRegions.length === 0 ? {} : { replicas: settings.replicaRegions.map(location => ({ location })) },
    });
    // The policies are part of the role, but grants to it may stand apart.
    this.resource.node.addDependency(role);
    this.canaryArn = Stack.of(this).formatArn({
      service: 'synthetics', resource: 'canary', resourceName: this.canaryName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    if (hasLogGroup) canaryLogs(this, 'Logs', this.resource, this.canaryName, settings.retentionDays);
    if (props.alarms ?? true) this.ownAlarms = canaryAlarms(this, this.resource, this.canaryName, props);
    else if (props.routes) throw complaint(this, { what: 'routes without alarms tell nobody', fix: 'Leave alarms out, or routes' });
  }

  /** The alarms of the canary itself; none where they are switched off. */
  public get alarms(): SignalAlarm[] {
    return [...this.ownAlarms?.alarms ?? []];
  }

  /** The composite alarm through which a failing canary pages; undefined without alarms of its own. */
  public get healthAlarm(): IAlarm | undefined {
    return this.ownAlarms?.healthAlarm?.alarm;
  }

  /** Runs in a month of 30 days, in all Regions; without those that were tried again. */
  public get monthlyRuns(): number {
    return Math.round(this.schedule.runsPerMonth * this.locations);
  }

  /** What the runs of a month cost by list price of us-east-1, in USD, without what their functions, artifacts and logs cost. */
  public get monthlyCost(): number {
    return Math.round(this.monthlyRuns * PRICES.canaryRun * 100) / 100;
  }

  /**
   * How many percent of the runs of one step succeed, such as for an objective or a dashboard.
   *
   * @param stepName one of `journey.stepNames`
   * @throws when the journey has no such step
   */
  public metricStepSuccess(stepName: string): IMetric {
    return this.stepMetric('SuccessPercent', stepName);
  }

  /**
   * How long one step takes, in milliseconds.
   *
   * @param stepName one of `journey.stepNames`
   * @throws when the journey has no such step
   */
  public metricStepDuration(stepName: string): IMetric {
    return this.stepMetric('Duration', stepName);
  }

  private stepMetric(metricName: string, stepName: string): IMetric {
    const { stepNames } = this.journey;
    if (!stepNames.includes(stepName)) {
      throw complaint(this, { what: 'the journey has no such step', received: stepName, valid: stepNames.join(', ') || 'name the steps of the script in stepNames' });
    }
    return new cloudwatch.Metric({
      namespace: 'CloudWatchSynthetics', metricName, statistic: 'Average', period: Duration.seconds(this.schedule.seconds ?? 3_600),
      dimensionsMap: { CanaryName: this.canaryName, StepName: stepName },
    });
  }

  private network(vpc: ec2.IVpc, { vpcSubnets, securityGroups }: SyntheticCanaryProps): CfnCanary.VPCConfigProperty {
    const groups = securityGroups ?? [this.ownSecurityGroup(vpc)];
    const { subnetIds } = vpc.selectSubnets(vpcSubnets);
    return { vpcId: vpc.vpcId, subnetIds, securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId) };
  }

  private ownSecurityGroup(vpc: ec2.IVpc): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, description: `The canary ${this.canaryName}` });
    markOwn(group);
    return group;
  }
}
