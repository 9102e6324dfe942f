import { Aspects, CfnResource, Stage, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { complaint } from '../core/private/errors';
import { traceResource } from './private/trace-resource';
import { TRACEABLE_TYPES } from './private/traceable-types';
import type { TracingDecision } from './tracing-decision';

/** Properties of `ActiveTracing`. */
export interface ActiveTracingProps {
  /**
   * Whether each stack with topics gets an X-Ray resource policy that lets SNS send the traces of these topics. An account has room for 5 of them in a Region.
   *
   * @default true
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-active-tracing.html
   */
  readonly topicPolicies?: boolean;
}

/**
 * Switches X-Ray tracing on for a whole scope: functions, stages of REST APIs, AppSync APIs, state machines, topics and canaries.
 *
 * What the app chose stays: a value, a token, a null or an override. So does a function that another tool instruments, such as OpenTelemetry or Datadog. Roles of the app get what
 * the service needs to send traces and nothing else; roles that are imported are reported. Every decision but "traced already" is an info in the output of synthesis, and
 * all are in `decisions`.
 *
 * Some L2s leave the property out when they are told its default, such as `tracing: lambda.Tracing.DISABLED`: to a template that is no choice. Use `tracing: lambda.Tracing.PASS_THROUGH`.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html
 */
export class ActiveTracing implements IAspect {
  /**
   * When it visits: after Aspects that change the app (200) and those without a priority (500), whose choices it must see, and before those that only read (1000).
   */
  public static readonly PRIORITY: number = 900;

  /**
   * Switches tracing on for a scope and for the Stages that are in it by now. Calling it again changes nothing.
   *
   * @param scope an app, a Stage, a stack or any other construct
   * @param props how
   */
  public static on(scope: IConstruct, props: ActiveTracingProps = {}): ActiveTracing {
    const tracing = new ActiveTracing(props);
    for (const construct of scope.node.findAll()) {
      if (construct === scope || Stage.isStage(construct)) Aspects.of(construct).add(tracing, { priority: ActiveTracing.PRIORITY });
    }
    return tracing;
  }

  /**
   * Switches tracing on for one resource, at once: what other Aspects choose later is not seen.
   *
   * @param resource an L1, or an L2 with one inside
   * @param props how
   * @returns what was decided
   * @throws when the resource is imported, or of a type that X-Ray does not trace by itself
   */
  public static turnOn(resource: IConstruct, props: ActiveTracingProps = {}): TracingDecision {
    const l1 = CfnResource.isCfnResource(resource) ? resource : resource.node.defaultChild;
    const decision = l1 && CfnResource.isCfnResource(l1) ? traceResource(l1, settingsOf(props)) : undefined;
    if (decision) return decision;
    throw complaint(resource, {
      what: 'there is nothing here whose tracing this app could switch on', received: l1 && CfnResource.isCfnResource(l1) ? l1.cfnResourceType : 'an import or a scope',
      valid: Object.keys(TRACEABLE_TYPES).join(', '), fix: 'Use ActiveTracing.on for a scope; switch an imported resource on where it is made',
    });
  }

  /** By path, as an app may be synthesized several times. */
  private readonly made = new Map<string, TracingDecision>();

  private constructor(private readonly props: ActiveTracingProps) {}

  /** What was decided about each resource so far, in the order of the visits; complete after synthesis. */
  public get decisions(): TracingDecision[] {
    return [...this.made.values()];
  }

  /** Switches the tracing of one construct on. The CDK calls it at synthesis. */
  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || this.made.has(node.node.path)) return;
    const decision = traceResource(node, settingsOf(this.props));
    if (decision) this.made.set(node.node.path, decision);
  }
}

function settingsOf({ topicPolicies = true }: ActiveTracingProps): { topicPolicies: boolean } {
  return { topicPolicies };
}
