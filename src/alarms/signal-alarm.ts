import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib';
import { AlarmBase, CfnAlarm, CfnAnomalyDetector, type IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { complaint } from '../core/private/errors';
import { ANOMALY_ALARM_METRICS } from '../core/private/prices';
import { Severity } from '../core/severity';
import type { BoundSignal } from '../signals/bound-signal';
import type { AlarmPlan } from './private/alarm-plan';
import { renderDetector } from './private/band-training';
import { checkThreshold } from './private/check-alarm';
import { renderMeasured } from './private/render-alarm';
import { renderWarmUp } from './private/warm-up';

/** What a `SignalAlarm` is made of. */
interface SignalAlarmInit {
  readonly signal: BoundSignal;
  readonly plan: AlarmPlan;
  readonly name: string;
  readonly description: string;
}

/** The alarm of one signal of one resource. Made by `ObservedService`; a CloudWatch alarm like any other to whom it is given. */
export class SignalAlarm extends AlarmBase {
  /** @internal */
  public static _create(scope: Construct, id: string, init: SignalAlarmInit): SignalAlarm {
    return new SignalAlarm(scope, id, init);
  }

  /** The name as a literal string, also where `alarmName` is a token. */
  public readonly literalName: string;

  /** What it watches. */
  public readonly signal: BoundSignal;

  /** How urgent it is in this environment and tier. */
  public readonly severity: Severity;

  /** Whether it reaches people through the health alarm of its service instead of actions of its own. */
  public readonly feedsHealth: boolean;

  /** What the alarm means, its cause, the first step and the runbook, as its description in CloudWatch says it. */
  public readonly description: string;

  /** @internal */
  public readonly _plan: AlarmPlan;

  private readonly resource: CfnAlarm;
  private arn?: string;
  private nameOrToken?: string;

  private constructor(scope: Construct, id: string, init: SignalAlarmInit) {
    super(scope, id, { physicalName: init.name });
    const { signal, plan } = init;
    this.signal = signal;
    this._plan = plan;
    this.severity = plan.severity;
    this.feedsHealth = plan.feedsHealth;
    this.literalName = init.name;
    this.description = init.description;
    const model = signal._model(Stack.of(this), plan.statistic, plan.periodSeconds);
    const threshold = plan.threshold.isDerived ? Lazy.uncachedNumber({ produce: () => this._threshold }) : this._threshold;
    this.resource = new CfnAlarm(this, 'Resource', {
      alarmName: init.name,
      alarmDescription: init.description,
      comparisonOperator: plan.comparison,
      evaluationPeriods: plan.evaluationPeriods,
      ...(plan.datapointsToAlarm === plan.evaluationPeriods ? {} : { datapointsToAlarm: plan.datapointsToAlarm }),
      treatMissingData: plan.missingData,
      ...renderMeasured(model, plan, threshold),
      ...renderWarmUp(plan.warmUpMinutes),
    });
    if (plan.training) {
      const detector = new CfnAnomalyDetector(this, 'Detector', renderDetector(model, plan.training));
      // An alarm on a band that nobody described gets one that learns from everything.
      this.resource.addDependency(detector);
    }
  }

  /** ARN of the alarm. */
  public get alarmArn(): string {
    return this.arn ??= this.getResourceArnAttribute(this.resource.attrArn, {
      service: 'cloudwatch', resource: 'alarm', resourceName: this.physicalName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** Name of the alarm. */
  public get alarmName(): string {
    return this.nameOrToken ??= this.getResourceNameAttribute(this.resource.ref);
  }

  /** Has something done when the alarm goes to ALARM. */
  public override addAlarmAction(...actions: IAlarmAction[]): void {
    super.addAlarmAction(...actions);
    this.resource.alarmActions = this.alarmActionArns;
  }

  /** Has something done when the alarm goes to INSUFFICIENT_DATA. */
  public override addInsufficientDataAction(...actions: IAlarmAction[]): void {
    super.addInsufficientDataAction(...actions);
    this.resource.insufficientDataActions = this.insufficientDataActionArns;
  }

  /** Has something done when the alarm goes back to OK. */
  public override addOkAction(...actions: IAlarmAction[]): void {
    super.addOkAction(...actions);
    this.resource.okActions = this.okActionArns;
  }

  /**
   * The ARN within the stack of the alarm, where no token has to stand between it and its consumer.
   *
   * @internal
   */
  public get _localArn(): string {
    return this.resource.attrArn;
  }

  /**
   * The name within the stack of the alarm.
   *
   * @internal
   */
  public get _localName(): string {
    return this.resource.ref;
  }

  /**
   * The threshold as the resource stands now; evaluated anew because a fraction follows its property until synthesis.
   *
   * @internal
   */
  public get _threshold(): number {
    const { value, reason } = this._plan.threshold.evaluate(this.signal.resource);
    if (value === undefined) throw complaint(this, { what: `the threshold of ${this.signal.key} cannot be worked out any more: ${reason}`, fix: 'Override the threshold of the signal' });
    if (!this._plan.threshold.isAnomalyBand) checkThreshold(this.signal, value);
    return value;
  }

  /**
   * How many metrics CloudWatch bills for the alarm.
   *
   * @internal
   */
  public get _billedMetrics(): number {
    return this._plan.threshold.isAnomalyBand ? ANOMALY_ALARM_METRICS : Math.max(1, Object.keys(this.signal.spec.inputs ?? {}).length);
  }

  /**
   * Whether anything acts when the alarm fires.
   *
   * @internal
   */
  public get _hasActions(): boolean {
    return (this.alarmActionArns ?? []).length > 0;
  }
}
