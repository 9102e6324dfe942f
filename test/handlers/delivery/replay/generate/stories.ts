import { COUNTED_SOURCES } from '../../../../../src/core/schemas/private/delivery';
import { HOUR, MINUTE } from '../log';
import { type Course, deploy, type Deployed } from './deployments';
import type { Scene } from './scene';
import { canary } from './shapes';
import { trouble } from './troubles';

/** What happens to a service at a time; how often it does, by how often it stands here. */
export const STORIES: readonly ((scene: Scene, at: number) => void)[] = [
  allIsWell, allIsWell, allIsWell, allIsWell, fails, fails, breaksSomething, breaksSomething, trouble, trouble, comesToNothing, otherSources, quiet,
];

function run(scene: Scene, began: number, course: Course, more: { rollbackOf?: Deployed; rework?: boolean } = {}): Deployed {
  const lasts = scene.random.between(2 * MINUTE, 28 * MINUTE);
  return deploy(scene, scene.service.counts, { course, began, lasts, ...more });
}

function allIsWell(scene: Scene, at: number): void {
  run(scene, at, 'succeeds', { rework: scene.random.chance(0.1) ? true : undefined });
}

/** A deployment fails, and is taken back by whoever does that; then somebody tries again. */
function fails(scene: Scene, at: number): void {
  const { random } = scene;
  const failed = run(scene, at, 'fails');
  if (random.chance(0.7)) takeBack(scene, failed, failed.ended + random.oneOf([1_000, 90_000, 280_000, 320_000]));
  if (random.chance(0.7)) run(scene, failed.ended + random.oneOf([4 * MINUTE, 40 * MINUTE, 5 * HOUR, 25 * HOUR]), 'succeeds');
}

function takeBack(scene: Scene, deployed: Deployed, at: number): Deployed {
  return run(scene, at, scene.random.chance(0.9) ? 'succeeds' : 'fails', { rollbackOf: deployed });
}

/** A deployment succeeds, users suffer, and it is taken back or mended. */
function breaksSomething(scene: Scene, at: number): void {
  const { random } = scene;
  const deployed = run(scene, at, 'succeeds');
  const over = trouble(scene, deployed.ended + random.between(-5 * MINUTE, 70 * MINUTE));
  if (random.chance(0.4) && ['custom', 'pipeline'].includes(scene.service.counts)) takeBack(scene, deployed, deployed.ended + random.between(5 * MINUTE, 50 * MINUTE));
  if (random.chance(0.5)) run(scene, over + random.between(-10 * MINUTE, 40 * MINUTE), 'succeeds');
}

function comesToNothing(scene: Scene, at: number): void {
  run(scene, at, scene.random.oneOf(['is superseded', 'is stopped', 'is retried', 'is retried', 'never ends']));
}

/** What a source tells that does not count for the service. */
function otherSources(scene: Scene, at: number): void {
  const others = COUNTED_SOURCES.filter(source => source !== scene.service.counts);
  deploy(scene, scene.random.oneOf(others), { course: scene.random.oneOf(['succeeds', 'fails']), began: at, lasts: 6 * MINUTE });
}

function quiet(scene: Scene, at: number): void {
  scene.add(canary(scene.second(at), scene.service.canaries![0], true, scene.random.uuid()));
}
