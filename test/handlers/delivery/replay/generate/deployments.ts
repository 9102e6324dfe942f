import type { CountedSource } from '../../../../../src/core/schemas/private/delivery';
import { MINUTE } from '../log';
import type { Scene } from './scene';
import { alias, codeDeploy, deployment, ecs, pipeline, seconds, stack } from './shapes';

export type Course = 'succeeds' | 'fails' | 'is superseded' | 'is stopped' | 'is retried' | 'never ends';

export interface Deployed {
  readonly id: string;
  readonly target: string;
  readonly ended: number;
}

interface Plan {
  readonly course: Course;
  readonly began: number;
  readonly lasts: number;
  /** Of this deployment. */
  readonly rollbackOf?: Deployed;
  readonly rework?: boolean;
}

/** Writes the events of one deployment of a source. */
export function deploy(scene: Scene, source: CountedSource, plan: Plan): Deployed {
  return WRITERS[source](scene, plan);
}

const WRITERS: Readonly<Record<CountedSource, (scene: Scene, plan: Plan) => Deployed>> = {
  custom: byEvents, pipeline: byPipeline, stack: byStacks, codedeploy: byCodeDeploy, ecs: byEcs, alias: byAlias,
};

function byEvents(scene: Scene, { course, began, lasts, rollbackOf, rework }: Plan): Deployed {
  const { random, service: { service, environment } } = scene;
  const id = `run-${random.hex(10)}`;
  const tell = (status: 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'SUPERSEDED' | 'STOPPED', at: number, commitTimes?: readonly string[]) => {
    const timed = random.chance(0.7);
    const back = rollbackOf && { rollbackOf: rollbackOf.id };
    const optional = { ...timed && { at: seconds(at) }, ...commitTimes && { commitTimes } };
    scene.add(deployment(timed ? scene.sentAt(at) : at, { service, environment, id, status, ...optional, ...back, rework }));
  };
  const ended = scene.second(began + lasts);
  const commits = scene.commitTimes(ended);
  if (random.chance(0.9)) tell('STARTED', scene.second(began), random.chance(0.5) ? commits : undefined);
  if (course === 'is retried') tell('FAILED', scene.second(began + lasts / 2));
  if (course === 'succeeds' || course === 'is retried') tell('SUCCEEDED', ended, commits);
  if (course === 'fails') tell('FAILED', ended, commits);
  if (course === 'is superseded') tell('SUPERSEDED', ended);
  if (course === 'is stopped') tell('STOPPED', ended);
  return { id, target: '', ended };
}

const LAST_STATES: Readonly<Record<Exclude<Course, 'never ends'>, string>> = {
  'succeeds': 'SUCCEEDED', 'is retried': 'SUCCEEDED', 'fails': 'FAILED', 'is superseded': 'SUPERSEDED', 'is stopped': 'STOPPED',
};

function byPipeline(scene: Scene, { course, began, lasts, rollbackOf }: Plan): Deployed {
  const { random } = scene;
  const [id, target] = [random.uuid(), scene.service.pipelines![0]];
  const ended = scene.second(began + lasts);
  const commitTimes = scene.commitTimes(ended);
  const tell = (at: number, state: string, trigger?: string, attempt?: number) =>
    scene.add(pipeline(at, target, id, state, trigger, attempt), { commitTimes });
  tell(scene.second(began), 'STARTED', random.oneOf(rollbackOf ? ['ManualRollback', 'AutomatedRollback'] : ['WebhookV2', 'StartPipelineExecution']));
  if (course === 'is retried') {
    tell(scene.second(began + lasts / 2), 'FAILED');
    tell(scene.second(began + lasts * 0.6), 'RESUMED', undefined, 2);
  }
  if (course === 'is stopped') tell(scene.second(began + lasts / 2), 'STOPPING');
  if (course !== 'never ends') tell(ended, LAST_STATES[course]);
  return { id, target, ended };
}

function byCodeDeploy(scene: Scene, { course, began, lasts, rollbackOf }: Plan): Deployed {
  const { random } = scene;
  const [id, target] = [`d-${random.hex(9).toUpperCase()}`, rollbackOf?.target || random.oneOf(scene.service.deploymentGroups!)];
  const ended = scene.second(began + lasts);
  scene.add(codeDeploy(scene.second(began), target, id, 'START'));
  if (random.chance(0.2)) scene.add(codeDeploy(scene.second(began + lasts / 2), target, id, 'READY'));
  const state = course === 'fails' ? 'FAILURE' : course === 'is stopped' || course === 'is superseded' ? 'STOP' : 'SUCCESS';
  if (course !== 'never ends') scene.add(codeDeploy(ended, target, id, state));
  return { id, target, ended };
}

function byEcs(scene: Scene, { course, began, lasts, rollbackOf }: Plan): Deployed {
  const { random } = scene;
  const [id, target] = [`ecs-svc/${random.between(1e15, 9e15)}`, rollbackOf?.target || random.oneOf(scene.service.ecsServices!)];
  const tell = (at: number, name: string) => scene.add(ecs(at, target, id, `SERVICE_DEPLOYMENT_${name}`, scene.sentAt(at)));
  const ended = scene.second(began + lasts);
  tell(scene.second(began), 'IN_PROGRESS');
  if (course === 'fails') tell(ended, 'FAILED');
  else if (course !== 'never ends') tell(ended, 'COMPLETED');
  return { id, target, ended };
}

function byStacks(scene: Scene, { course, began, lasts }: Plan): Deployed {
  const { random } = scene;
  const stacks = scene.service.stacks!.slice(0, random.between(1, 3));
  let [begins, ended] = [began, began];
  for (const [index, name] of stacks.entries()) {
    const token = `cdk-${random.uuid()}`;
    const end = scene.second(begins + lasts / stacks.length);
    const commitTimes = scene.stackCommitTimes(name);
    const kind = random.chance(0.05) ? 'CREATE' : 'UPDATE';
    const tell = (at: number, status: string) => scene.add(stack(at, name, status, token), { commitTimes });
    tell(scene.second(begins), `${kind}_IN_PROGRESS`);
    if (course === 'fails' && index === stacks.length - 1) {
      const back = kind === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK';
      const byHand = random.chance(0.2);
      if (byHand) tell(scene.second(begins + lasts / stacks.length / 3), `${kind}_FAILED`);
      const backToken = byHand ? random.uuid() : token;
      scene.add(stack(scene.second(begins + lasts / stacks.length / 2), name, `${back}_IN_PROGRESS`, backToken), { commitTimes });
      scene.add(stack(end, name, `${back}_${random.chance(0.1) ? 'FAILED' : 'COMPLETE'}`, backToken), { commitTimes });
    } else if (course !== 'never ends') {
      if (kind === 'UPDATE') tell(scene.second(end - 5_000), 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      tell(end, `${kind}_COMPLETE`);
    }
    ended = end;
    begins = random.oneOf([begins + 20_000, end + 5_000, end + 9 * MINUTE, end + 10 * MINUTE, end + 11 * MINUTE]);
  }
  if (random.chance(0.03)) scene.add(stack(scene.second(ended + MINUTE), stacks[0], 'DELETE_COMPLETE', random.uuid()));
  return { id: '', target: '', ended };
}

function byAlias(scene: Scene, { course, began, lasts }: Plan): Deployed {
  const { random } = scene;
  const [target] = scene.service.aliases!;
  const version = random.between(1, 9_999);
  const ended = scene.second(began + lasts);
  const call = (at: number, of: number, more: { weight?: number; denied?: boolean } = {}) =>
    scene.add(alias(at, target, { eventID: random.uuid(), version: of, ...more }));
  if (random.chance(0.4)) call(scene.second(began), version, { weight: 0.1 });
  if (random.chance(0.1)) call(scene.second(began + lasts / 2), version, { denied: true });
  if (course === 'succeeds' || course === 'is retried') call(ended, version + 1);
  return { id: '', target, ended };
}
