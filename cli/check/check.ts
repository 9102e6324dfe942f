import { PillarJudge } from '../../src/packs/private/pillar-judge';
import type { FindingsOfPack } from '../../src/packs/private/reports/reported-finding';
import { isUnder } from '../../src/packs/private/scopes';
import type { TemplateUnit } from '../../src/rules/private/template-unit';
import { Workload } from '../../src/rules/workload';
import type { WorkloadResource } from '../../src/rules/workload-resource';
import { Failure, UsageFailure } from '../failure';
import { readTemplates } from '../templates/read-templates';
import { Acknowledgements } from './acknowledgements/acknowledgements';
import { baselineOf } from './baseline';
import { packOptions, pillarsOf, type CheckOptions, withOptionNames } from './options';
import { ownRules } from './own-rules';
import { placeOf } from './place-of';
import { fails, reported } from './reported';

/** What the packs found in some templates. */
export interface CheckResult {
  readonly packs: readonly FindingsOfPack[];
  /** How many templates were read. */
  readonly templates: number;
  readonly resources: number;
  /** How many findings fail. */
  readonly failing: number;
}

/**
 * Judges templates as one workload.
 *
 * @throws UsageFailure about what cannot be read, or is not understood
 */
export function check(targets: readonly string[], options: CheckOptions): CheckResult {
  try {
    return judged(targets, options);
  } catch (error) {
    if (error instanceof Failure) throw new UsageFailure(error.message);
    const { path, message } = error as NodeJS.ErrnoException;
    throw path === undefined ? error : new UsageFailure(`'${path}' cannot be read or written (${message}). Name another one, or change its permissions.`);
  }
}

function judged(targets: readonly string[], options: CheckOptions): CheckResult {
  const own = ownRules(options.rules);
  const judges = withOptionNames(() => {
    const props = packOptions(options, own, baselineOf(options));
    return pillarsOf(options).map(pillar => new PillarJudge(pillar, props));
  });
  const units = readTemplates(targets);
  const workload = Workload._of(units);
  const accepted = new Acknowledgements(units, { asOf: options.asOf, ownIds: own.map(({ metadata }) => metadata.id) });
  const packs = judges.map(judge => findingsOfPack(judge, workload, accepted));
  return {
    packs,
    failing: packs.flatMap(({ findings }) => findings).filter(fails).length,
    templates: new Set(units.map(({ file }) => file)).size,
    resources: workload.resources.length,
  };
}

function findingsOfPack(judge: PillarJudge, workload: Workload, accepted: Acknowledgements): FindingsOfPack {
  const found = [...byUnit(workload)].flatMap(([unit, resources]) => judge.findings(workload, resources).map(finding => {
    // What is said of a rule as a whole is reported about the first of all stacks.
    const about = finding.stackPath === unit.path ? unit : workload.stacks[0]._unit;
    const acknowledged = accepted.reasonFor(judge.name, about, finding);
    return { finding, severity: judge.severityOf(finding), place: placeOf(about, finding), acknowledged };
  }));
  judge.settle(found.map(({ finding }) => finding), path => workload._units.some(unit => isUnder(path, unit.path)));
  return {
    pack: judge.name,
    // Asked for by some reports only, as it loads all rules.
    get rules() { return judge.rules.metadata; },
    findings: reported(found),
  };
}

/** A finding does not tell its template, as two assemblies may have stacks of the same path. */
function byUnit({ stacks, resources }: Workload): Map<TemplateUnit, WorkloadResource[]> {
  const groups = new Map<TemplateUnit, WorkloadResource[]>();
  for (const resource of [...stacks, ...resources]) {
    const group = groups.get(resource._unit);
    if (group) group.push(resource);
    else groups.set(resource._unit, [resource]);
  }
  return groups;
}
