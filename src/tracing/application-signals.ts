import { aws_applicationsignals as applicationsignals, Stack } from 'aws-cdk-lib';
import type { TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
import { markOwn } from '../core/private/own-constructs';
import type { ClusterInstrumentation } from './cluster-instrumentation';
import type { FunctionInstrumentation } from './function-instrumentation';
import type { InstrumentationLanguage } from './instrumentation-language';
import { claimInAccount } from './private/account-singleton';
import { instrumentCluster } from './private/instrument-cluster';
import { instrumentFunction } from './private/instrument-function';
import { instrumentTask } from './private/instrument-task';
import { annotated, podAnnotations } from './private/pod-annotations';
import type { TaskInstrumentation } from './task-instrumentation';
import type { TracingDecision } from './tracing-decision';

const DISCOVERY = 'CdkPillarsDiscovery';

/**
 * CloudWatch Application Signals: instruments programs with OpenTelemetry, without a change of the program, so that they have traces, a service map and metrics of each operation.
 * Each signal is billed: 1.50 USD a million, by the list price of us-east-1.
 *
 * What another tool instruments already is left alone, and so is what this library instrumented: call it as often as you like.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Monitoring-Sections.html
 */
export class ApplicationSignals {
  /**
   * Lets Application Signals discover services in the account and Region of a stack, which it does once for all of them. CloudFormation cannot create it where it is on already.
   *
   * @param scope a stack, or a construct in one; a stack has it once however often this is called
   * @throws when another stack of the app has it for the same account and Region
   */
  public static enableDiscovery(scope: IConstruct): void {
    const stack = Stack.of(scope);
    if (stack.node.tryFindChild(DISCOVERY)) return;
    claimInAccount(stack, 'application signals discovery', other => ({
      what: `an account has the discovery of Application Signals once in a Region, and the app has it in the stack ${other}`, fix: 'Enable it in the stack that is deployed first, and in no other',
    }));
    markOwn(new applicationsignals.CfnDiscovery(stack, DISCOVERY));
  }

  /**
   * Instruments a function: the layer of its language, the variable that puts it around the program, active tracing, and a managed policy for its role.
   *
   * @param fn a function that this app makes, an L1 or an L2
   * @param options how
   * @returns what was decided
   * @throws when the function is imported, made of a container image or has five layers, when there is no layer for its runtime, or none is known in its Region
   */
  public static instrumentFunction(fn: IConstruct, options: FunctionInstrumentation = {}): TracingDecision {
    return instrumentFunction(fn, options);
  }

  /**
   * Instruments a program in tasks of ECS: the CloudWatch agent beside it, a container that brings the auto-instrumentation in a volume, variables that load it, and a managed policy
   * for the task role. Tasks need 192 MiB more. Call it when the containers are there.
   *
   * @param task a task definition for Linux with the network mode `awsvpc`
   * @param options language and name of the program
   * @returns what was decided
   * @throws when the task definition has no such container, another network mode, Windows, or too little memory
   */
  public static instrumentEcs(task: TaskDefinition, options: TaskInstrumentation): TracingDecision {
    return instrumentTask(task, options);
  }

  /**
   * Installs the add-on `amazon-cloudwatch-observability` in a cluster of EKS, with a role for its agent. It brings Container Insights as well, which is billed. Programs are
   * instrumented once their pods have the annotations: see `podAnnotations` and `annotateManifest`.
   *
   * @param cluster a cluster of `aws-eks` or `aws-eks-v2`, made here or imported, or a `CfnCluster`
   * @param options role and version
   * @returns what was decided
   * @throws when it is no cluster of EKS, or the options contradict each other
   */
  public static instrumentEks(cluster: IConstruct, options: ClusterInstrumentation = {}): TracingDecision {
    return instrumentCluster(cluster, options);
  }

  /**
   * The annotations by which the add-on instruments pods, for the metadata of a pod template. Pods restart when they get them.
   *
   * @param languages languages of the programs in the pod
   * @throws when none is named, or one that Application Signals does not instrument
   */
  public static podAnnotations(...languages: InstrumentationLanguage[]): { [name: string]: string } {
    return podAnnotations(languages);
  }

  /**
   * A copy of a manifest whose pods have the annotations. Where another tool instruments the pods, the copy is as the manifest is.
   *
   * @param manifest a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob
   * @param languages languages of the programs in the pods
   * @throws when a manifest of its kind has no pods
   */
  public static annotateManifest(manifest: { [key: string]: any }, ...languages: InstrumentationLanguage[]): { [key: string]: any } {
    return annotated(manifest, languages);
  }

  private constructor() {}
}
