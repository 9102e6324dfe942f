import { Stage, Validations } from 'aws-cdk-lib';
import type { IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const PLUGINS = new WeakMap<IConstruct, ReachCheck>();

/**
 * Reports services whose alarms tell nobody because `routes` was left out. A plugin and not an annotation, because
 * findings of a plugin can be acknowledged (`CdkPillars::AlarmsTellNobody`) and errors of an annotation cannot.
 */
export class ReachCheck implements IPolicyValidationPlugin {
  /** Has the finding reported for a service. */
  public static report(service: IConstruct): void {
    const stage = Stage.of(service);
    if (!stage) return;
    let plugin = PLUGINS.get(stage);
    if (!plugin) {
      plugin = new ReachCheck();
      PLUGINS.set(stage, plugin);
      Validations.of(stage).addPlugins(plugin);
    }
    plugin.services.push(service);
  }

  public readonly name = 'CdkPillars';
  public readonly ruleIds = ['AlarmsTellNobody'];
  private readonly services: IConstruct[] = [];

  public validate(): PolicyValidationPluginReport {
    return {
      success: false,
      violations: [{
        ruleName: this.ruleIds[0],
        severity: 'error',
        description: 'The alarms of the service have no action: nobody is told when it fails.',
        fix: 'Give ObservedService routes, such as routes: [AlarmRoute.toTopic(onCall)]; routes: [] if it is silent on purpose.',
        violatingResources: this.services.map(service => ({ constructPath: service.node.path, locations: ['routes'] })),
        ruleMetadata: { pillar: 'Operational Excellence', bestPractices: 'OPS08-BP04, OPS10-BP02', risk: 'High' },
      }],
    };
  }
}
