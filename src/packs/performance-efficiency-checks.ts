import type { IConstruct } from 'constructs';
import { Pillar } from '../core/pillar';
import { PillarChecks } from './pillar-checks';
import type { PillarChecksProps } from './pillar-checks-props';
import { enforce } from './private/scopes';

/**
 * The rules of the pillar Performance Efficiency: how well the workload performs.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/performance-efficiency-pillar/welcome.html
 */
export class PerformanceEfficiencyChecks extends PillarChecks {
  /**
   * Checks everything under a scope at each synthesis. A scope inside of it may be enforced with options of its own, which then hold there instead.
   *
   * @param scope an app, a Stage, a stack or any other construct
   * @param props what is checked, and what follows from it
   * @throws when there is no App or Stage around the scope, or the scope is enforced already
   */
  public static enforce(scope: IConstruct, props: PillarChecksProps = {}): PerformanceEfficiencyChecks {
    const checks = new PerformanceEfficiencyChecks(scope, props);
    enforce(scope, checks);
    return checks;
  }

  /**
   * @param scope what the pack reports about; everything that is validated if left out
   * @param props what is checked, and what follows from it
   * @throws when a prop names a rule that does not exist, or is not valid itself
   */
  constructor(scope?: IConstruct, props: PillarChecksProps = {}) {
    super(Pillar.PERFORMANCE_EFFICIENCY, scope, props ?? {});
  }
}
