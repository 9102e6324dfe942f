type Json = any;

export interface StepFlow {
  /** By step that is reached: the steps that succeeded on every way to it. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly unknownTargets: readonly string[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Whether the step it comes from succeeded. */
  readonly succeeded: boolean;
}

/** Follows a document from its first step along all ways, those of failures included. */
export function stepFlow(steps: readonly Json[]): StepFlow {
  const edges = steps.flatMap(edgesFrom);
  const known = new Set(steps.map(({ name }) => name));
  const before = new Map<string, Set<string>>([[steps[0].name, new Set()]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to, succeeded } of edges) {
      const upToFrom = before.get(from);
      if (!upToFrom || !known.has(to)) continue;
      const arriving = new Set([...upToFrom, ...succeeded ? [from] : []]);
      const soFar = before.get(to);
      const next = soFar ? new Set([...soFar].filter(each => arriving.has(each))) : arriving;
      if (soFar?.size === next.size) continue;
      before.set(to, next);
      changed = true;
    }
  }
  return { before, unknownTargets: [...new Set(edges.map(({ to }) => to))].filter(to => !known.has(to)) };
}

function edgesFrom(step: Json, index: number, steps: readonly Json[]): Edge[] {
  const from: string = step.name;
  const following = step.nextStep ?? steps[index + 1]?.name;
  const jumps = (step.inputs.Choices ?? []).map(({ NextStep }: Json) => NextStep);
  const ahead = step.inputs.Default ?? (step.isEnd ? undefined : following);
  const failed = step.onFailure?.startsWith('step:') ? [step.onFailure.slice('step:'.length)] : step.onFailure === 'Continue' && !step.isEnd ? [following] : [];
  return [
    ...[...jumps, ...ahead === undefined ? [] : [ahead]].map(to => ({ from, to, succeeded: true })),
    ...failed.map(to => ({ from, to, succeeded: false })),
  ];
}
